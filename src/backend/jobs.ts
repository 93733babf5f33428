import type { Database } from './database.ts';

/** What a step of a job says about the rest of it. */
export type Next<State> = { readonly done: true } | { readonly after: number; readonly state: State };

/** What a job's step is given. */
export interface JobContext {
  /** The job's id in the database. */
  readonly id: number;
  /** Aborted when the process shuts down; the step runs again after the next start. */
  readonly signal: AbortSignal;
}

interface Kind {
  readonly parse: (state: unknown) => unknown;
  readonly step: (state: unknown, context: JobContext) => Promise<Next<unknown>> | Next<unknown>;
}

/** Node takes a longer delay for none at all, and a slow pace makes delays long. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Jobs that live in the database: builds, tasks, imports. A job is a kind and a state; each step gets
 * the stored state and says what comes next and when. The state is stored before the next step runs, so a
 * killed process goes on where it was: a step may run twice, and must be written so that this does no harm.
 */
export class Jobs {
  readonly #database: Database;
  readonly #pace: number;
  readonly #kinds = new Map<string, Kind>();
  readonly #timers = new Map<number, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #started = false;

  /** @param pace how many times faster than life delays run; 1 is life */
  constructor(database: Database, pace: number) {
    this.#database = database;
    this.#pace = pace;
    database.migrate('jobs', [
      `CREATE TABLE jobs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, due INTEGER NOT NULL
      ) STRICT`,
    ]);
  }

  /**
   * Declares a kind of job.
   * @param parse reads the stored state; what it throws ends the job
   * @param step one step; an error it throws is logged and ends the job, so expected failures are handled inside
   * @returns a function that queues a job of this kind; call it in the transaction that makes the job necessary
   */
  define<State>(
    kind: string,
    parse: (state: unknown) => State,
    step: (state: State, context: JobContext) => Promise<Next<State>> | Next<State>,
  ): (state: State, after?: number) => number {
    this.#kinds.set(kind, { parse, step: (state, context) => step(parse(state), context) });
    return (state, after = 0) => {
      const due = Date.now() + after / this.#pace;
      const { lastId } = this.#database.run(
        'INSERT INTO jobs (kind, state, due) VALUES (:kind, :state, :due)',
        {
          kind,
          state: JSON.stringify(state),
          due: Math.round(due),
        },
      );
      if (this.#started) this.#schedule(lastId, due);
      return lastId;
    };
  }

  /** Takes up every job that is in the database. Call once, after all kinds are declared. */
  start(): void {
    this.#started = true;
    for (const row of this.#database.all('SELECT id, due FROM jobs ORDER BY due')) {
      this.#schedule(Number(row['id']), Number(row['due']));
    }
  }

  #schedule(id: number, due: number): void {
    if (this.#stop.signal.aborted) return;
    const left = due - Date.now();
    const timer = setTimeout(
      () => {
        this.#timers.delete(id);
        if (left > LONGEST_TIMER) {
          this.#schedule(id, due);
          return;
        }
        const run = this.#run(id)
          // A full disk takes not even the end of a job, which must not be the end of the server.
          .catch((error: unknown) => console.error(`Job ${id} goes on after the next start:`, error))
          .finally(() => this.#running.delete(run));
        this.#running.add(run);
      },
      Math.min(Math.max(0, left), LONGEST_TIMER),
    );
    this.#timers.set(id, timer);
  }

  async #run(id: number): Promise<void> {
    // The row is read here, not when scheduled: the transaction that queued the job may have been rolled back.
    const row = this.#database.first('SELECT kind, state FROM jobs WHERE id = :id', { id });
    const kind = this.#kinds.get(String(row?.['kind']));
    if (!row || !kind) return;
    try {
      const next = await kind.step(JSON.parse(String(row['state'])), { id, signal: this.#stop.signal });
      if (this.#stop.signal.aborted) return;
      if ('done' in next) {
        this.#database.run('DELETE FROM jobs WHERE id = :id', { id });
        return;
      }
      const due = Date.now() + next.after / this.#pace;
      this.#database.run('UPDATE jobs SET state = :state, due = :due WHERE id = :id', {
        id,
        state: JSON.stringify(next.state),
        due: Math.round(due),
      });
      this.#schedule(id, due);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      console.error(`Job ${id} (${String(row['kind'])}) failed:`, error);
      this.#database.run('DELETE FROM jobs WHERE id = :id', { id });
    }
  }

  /** Stops taking steps and waits for those that run; what is left goes on after the next start. */
  async close(): Promise<void> {
    this.#stop.abort(new Error('The server is shutting down'));
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.allSettled(this.#running);
  }
}
