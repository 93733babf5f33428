import Sqlite from 'libsql';

type Value = string | number | bigint | boolean | null | Uint8Array | undefined;

/** Named parameters of a statement (`:name` in the SQL). */
export type Parameters = Readonly<Record<string, Value>>;

/** A row as SQLite gives it; the modules that own a table parse it into their own types. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * libsql aborts the whole process when it is handed a boolean, a Date, a plain object or a typed array
 * that is not a Buffer, so every value passes through here.
 */
function bind(name: string, value: Value): string | number | bigint | null | Buffer {
  if (value === undefined) throw new TypeError(`Parameter :${name} is undefined; bind null on purpose`);
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`Cannot bind parameter :${name}`);
}

function bindAll(parameters: Parameters): Record<string, string | number | bigint | null | Buffer> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, bind(name, value)]));
}

/** One SQLite file in WAL mode: every statement prepared once, every value checked before it is bound. */
export class Database {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  /** @param file path of the database file, made if it is not there */
  constructor(file: string) {
    this.#sqlite = new Sqlite(file);
    this.#sqlite.pragma('journal_mode = WAL');
    // FULL: a committed row survives a power cut too; NORMAL would only survive a killed process.
    this.#sqlite.pragma('synchronous = FULL');
    this.#sqlite.pragma('foreign_keys = ON');
    this.#sqlite.pragma('busy_timeout = 5000');
  }

  #prepared(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs SQL that returns nothing and takes no parameters, several statements at once if need be. */
  execute(sql: string): void {
    this.#sqlite.exec(sql);
  }

  /** Runs one writing statement. */
  run(sql: string, parameters: Parameters = {}): { changes: number; lastId: number } {
    const result = this.#prepared(sql).run(bindAll(parameters));
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
  }

  /** Every row of a query. */
  all(sql: string, parameters: Parameters = {}): Row[] {
    return this.#prepared(sql).all(bindAll(parameters)).map(asRow);
  }

  /** The first row of a query. libsql's own `get` adds a property of its own to the row, so it is not used. */
  first(sql: string, parameters: Parameters = {}): Row | undefined {
    return this.all(sql, parameters)[0];
  }

  /** Runs `work` in one transaction: all of it is kept, or none. A call inside another joins it. */
  transaction<T>(work: () => T): T {
    if (this.#sqlite.inTransaction) return work();
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Brings the tables of one owner up to date. Migrations are only ever appended to, never edited.
   * @param owner whose tables these are, `djinn` for example
   */
  migrate(owner: string, migrations: readonly string[]): void {
    this.execute(
      'CREATE TABLE IF NOT EXISTS migrations (owner TEXT PRIMARY KEY, done INTEGER NOT NULL) STRICT',
    );
    this.transaction(() => {
      const done = Number(
        this.first('SELECT done FROM migrations WHERE owner = :owner', { owner })?.['done'] ?? 0,
      );
      if (done > migrations.length) {
        throw new Error(
          `The data folder was written by a newer version (${owner} ${done}); this one knows ${migrations.length}`,
        );
      }
      for (const migration of migrations.slice(done)) this.execute(migration);
      this.run(
        'INSERT INTO migrations VALUES (:owner, :done) ON CONFLICT DO UPDATE SET done = excluded.done',
        {
          owner,
          done: migrations.length,
        },
      );
    });
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }
}

function asRow(value: unknown): Row {
  if (typeof value !== 'object' || value === null)
    throw new TypeError('A query returned something that is not a row');
  return { ...value };
}
