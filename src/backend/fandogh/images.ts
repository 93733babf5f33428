import type * as z from 'zod/mini';
import type { FandoghImage, FandoghVersion } from '../../contract/fandogh/models.ts';
import type { FandoghState } from '../../contract/fandogh/rules.ts';
import type { Database, Row } from '../database.ts';

/** The tables of images, versions, builds and log lines. Times are milliseconds since 1970. */
export const TABLES = `
  CREATE TABLE fandogh_images (
    id INTEGER PRIMARY KEY,
    namespace TEXT NOT NULL,
    name TEXT NOT NULL,
    owner INTEGER NOT NULL,
    created INTEGER NOT NULL,
    UNIQUE (namespace, name)
  ) STRICT;
  CREATE TABLE fandogh_versions (
    id INTEGER PRIMARY KEY,
    image INTEGER NOT NULL REFERENCES fandogh_images (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    uploaded INTEGER NOT NULL,
    size INTEGER NOT NULL,
    archive TEXT,
    UNIQUE (image, version)
  ) STRICT;
  CREATE INDEX fandogh_versions_by_age ON fandogh_versions (image, uploaded);
  CREATE TABLE fandogh_builds (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES fandogh_versions (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER
  ) STRICT;
  CREATE INDEX fandogh_builds_by_version ON fandogh_builds (version);
  CREATE TABLE fandogh_log_lines (
    build INTEGER NOT NULL REFERENCES fandogh_builds (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (build, line)
  ) STRICT, WITHOUT ROWID;
`;

/** A time as the service writes it: whole seconds, UTC. Its command line client parses nothing else. */
export function dateText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** A version to be stored. */
export interface NewVersion {
  readonly version: string;
  readonly state: FandoghState;
  readonly uploaded: number;
  /** Bytes; 0 before it is known. */
  readonly size: number;
  /** The file of its build context, while that is needed. */
  readonly archive: string | null;
}

function versionOnTheWire(row: Row): z.input<typeof FandoghVersion> {
  return {
    version: String(row['version']),
    state: String(row['state']),
    date: dateText(Number(row['uploaded'])),
    size: Number(row['size']),
  };
}

/** Images and their versions, as rows. */
export class Images {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The images of a namespace with the version uploaded last, null where there is none. */
  list(namespace: string): z.input<typeof FandoghImage>[] {
    const rows = this.#database.all(
      `SELECT i.name, i.namespace, i.owner, i.created, v.version, v.state, v.uploaded, v.size
       FROM fandogh_images i LEFT JOIN fandogh_versions v ON v.id = (
         SELECT id FROM fandogh_versions WHERE image = i.id ORDER BY uploaded DESC, id DESC LIMIT 1
       ) WHERE i.namespace = :namespace ORDER BY i.id`,
      { namespace },
    );
    return rows.map((row) => ({
      name: String(row['name']),
      namespace: String(row['namespace']),
      owner: Number(row['owner']),
      last_version: row['version'] === null ? null : versionOnTheWire(row),
      created_at: dateText(Number(row['created'])),
    }));
  }

  /** The row of an image, or undefined where the namespace has none of this name. */
  find(namespace: string, name: string): number | undefined {
    const row = this.#database.first(
      'SELECT id FROM fandogh_images WHERE namespace = :namespace AND name = :name',
      { namespace, name },
    );
    return row && Number(row['id']);
  }

  /** Stores an image. The caller has made sure that its name is free. */
  create(namespace: string, name: string, owner: number, created: number): number {
    return this.#database.run(
      `INSERT INTO fandogh_images (namespace, name, owner, created)
       VALUES (:namespace, :name, :owner, :created)`,
      { namespace, name, owner, created },
    ).lastId;
  }

  /**
   * Deletes an image with its versions, builds and logs.
   * @returns the archives nobody needs any more
   */
  delete(image: number): string[] {
    return this.#database.transaction(() => {
      const archives = this.#archives('WHERE archive IS NOT NULL AND image = :image', { image });
      this.#database.run('DELETE FROM fandogh_images WHERE id = :image', { image });
      return archives;
    });
  }

  /** The versions of an image, newest first; of one state only if it is given. */
  versions(image: number, state: FandoghState | null): z.input<typeof FandoghVersion>[] {
    return this.#database
      .all(
        `SELECT version, state, uploaded, size FROM fandogh_versions
         WHERE image = :image AND (:state IS NULL OR state = :state) ORDER BY uploaded DESC, id DESC`,
        { image, state },
      )
      .map(versionOnTheWire);
  }

  /** The row of a version, or undefined where the image has none of this name. */
  findVersion(image: number, version: string): number | undefined {
    const row = this.#database.first(
      'SELECT id FROM fandogh_versions WHERE image = :image AND version = :version',
      { image, version },
    );
    return row && Number(row['id']);
  }

  /** Stores a version. The caller has made sure that its name is free. */
  createVersion(image: number, version: NewVersion): number {
    return this.#database.run(
      `INSERT INTO fandogh_versions (image, version, state, uploaded, size, archive)
       VALUES (:image, :version, :state, :uploaded, :size, :archive)`,
      { image, ...version },
    ).lastId;
  }

  /** Every archive that a version still needs. */
  archives(): Set<string> {
    return new Set(this.#archives('WHERE archive IS NOT NULL'));
  }

  #archives(where: string, parameters: { image?: number } = {}): string[] {
    return this.#database
      .all(`SELECT archive FROM fandogh_versions ${where}`, parameters)
      .map((row) => String(row['archive']));
  }
}
