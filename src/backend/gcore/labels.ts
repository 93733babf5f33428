import type { LabelChanges } from '../../contract/gcore/metadata.ts';
import type { Database } from '../database.ts';

/** The labels of images in the database: callers have checked which keys are read-only. */
export class Labels {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds and overwrites; a value of null takes the key away; other keys stay. */
  merge(imageId: string, changes: LabelChanges): void {
    this.#database.transaction(() => {
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) this.remove(imageId, key);
        else this.put(imageId, key, value);
      }
    });
  }

  /** Everything that is not read-only makes room for these. */
  replace(imageId: string, labels: Readonly<Record<string, string>>): void {
    this.#database.transaction(() => {
      this.#database.run('DELETE FROM gcore_labels WHERE image_id = :imageId AND NOT read_only', { imageId });
      this.merge(imageId, labels);
    });
  }

  /** A read-only label keeps the value that the platform gave it. */
  put(imageId: string, key: string, value: string, readOnly = false): void {
    this.#database.run(
      `INSERT INTO gcore_labels VALUES (:imageId, :key, :value, :readOnly)
       ON CONFLICT DO UPDATE SET value = excluded.value WHERE NOT read_only`,
      { imageId, key, value, readOnly },
    );
  }

  remove(imageId: string, key: string): void {
    this.#database.run(
      'DELETE FROM gcore_labels WHERE image_id = :imageId AND key = :key AND NOT read_only',
      { imageId, key },
    );
  }
}
