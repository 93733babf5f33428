import type * as z from 'zod/mini';
import type { FandoghBuild } from '../../contract/fandogh/models.ts';
import type { FandoghState } from '../../contract/fandogh/rules.ts';
import type { Database } from '../database.ts';
import { dateText } from './images.ts';

/** What a build works on, from its row and those above it. */
export interface BuildRow {
  readonly state: string;
  readonly namespace: string;
  readonly image: string;
  readonly version: string;
  /** The file of the build context; null once the build is over. */
  readonly archive: string | null;
}

/** Which lines of a log are wanted. */
export interface LogWindow {
  /** How many lines from the start to leave out. */
  readonly offset: number;
  /** Put the time before each line? */
  readonly withTimestamp: boolean;
}

/** Builds and their logs, as rows. Log lines are only ever appended, and counted from 0. */
export class Builds {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Stores a build of a version. */
  create(version: number, state: FandoghState, started: number): number {
    return this.#database.run(
      'INSERT INTO fandogh_builds (version, state, started) VALUES (:version, :state, :started)',
      { version, state, started },
    ).lastId;
  }

  /** What a build works on; undefined when its image was deleted. */
  find(build: number): BuildRow | undefined {
    const row = this.#database.first(
      `SELECT b.state, i.namespace, i.name, v.version, v.archive FROM fandogh_builds b
       JOIN fandogh_versions v ON v.id = b.version JOIN fandogh_images i ON i.id = v.image
       WHERE b.id = :build`,
      { build },
    );
    return (
      row && {
        state: String(row['state']),
        namespace: String(row['namespace']),
        image: String(row['name']),
        version: String(row['version']),
        archive: typeof row['archive'] === 'string' ? row['archive'] : null,
      }
    );
  }

  /** The builds of a version, newest first. */
  list(version: number, window: LogWindow): z.input<typeof FandoghBuild>[] {
    return this.#database
      .all(
        `SELECT id, state, started, ended FROM fandogh_builds
         WHERE version = :version ORDER BY started DESC, id DESC`,
        { version },
      )
      .map((row) => {
        const build = Number(row['id']);
        return {
          logs: this.#log(build, window),
          lines_count: this.linesCount(build),
          state: String(row['state']),
          start_date: dateText(Number(row['started'])),
          end_date: row['ended'] === null ? null : dateText(Number(row['ended'])),
        };
      });
  }

  /** How many lines the log of a build has by now. */
  linesCount(build: number): number {
    const row = this.#database.first(
      'SELECT coalesce(max(line) + 1, 0) AS count FROM fandogh_log_lines WHERE build = :build',
      { build },
    );
    return Number(row?.['count']);
  }

  /** Appends lines to the log of a build. */
  append(build: number, lines: readonly { readonly at: number; readonly text: string }[]): void {
    this.#database.transaction(() => {
      let line = this.linesCount(build);
      for (const { at, text } of lines) {
        this.#database.run(
          'INSERT INTO fandogh_log_lines (build, line, at, text) VALUES (:build, :line, :at, :text)',
          { build, line, at, text },
        );
        line += 1;
      }
    });
  }

  /** A waiting build begins. */
  begin(build: number, started: number): void {
    this.#database.transaction(() => {
      this.#database.run(
        "UPDATE fandogh_builds SET state = 'BUILDING', started = :started WHERE id = :build",
        { build, started },
      );
      this.#database.run(
        `UPDATE fandogh_versions SET state = 'BUILDING'
         WHERE id = (SELECT version FROM fandogh_builds WHERE id = :build)`,
        { build },
      );
    });
  }

  /**
   * A build is over: its version takes its state and size (bytes), and needs its archive no more.
   * The caller removes that file afterwards.
   */
  end(build: number, state: FandoghState, size: number, ended: number): void {
    this.#database.transaction(() => {
      this.#database.run('UPDATE fandogh_builds SET state = :state, ended = :ended WHERE id = :build', {
        build,
        state,
        ended,
      });
      this.#database.run(
        `UPDATE fandogh_versions SET state = :state, size = :size, archive = NULL
         WHERE id = (SELECT version FROM fandogh_builds WHERE id = :build)`,
        { build, state, size },
      );
    });
  }

  #log(build: number, { offset, withTimestamp }: LogWindow): string {
    const rows = this.#database.all(
      'SELECT at, text FROM fandogh_log_lines WHERE build = :build AND line >= :offset ORDER BY line',
      { build, offset },
    );
    return rows
      .map(({ at, text }) =>
        withTimestamp ? `${new Date(Number(at)).toISOString()} ${String(text)}` : String(text),
      )
      .join('\n');
  }
}
