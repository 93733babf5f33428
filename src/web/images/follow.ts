import { isFailure } from '../api/error.ts';
import { STATES, type ImageRow } from './row.ts';
import type { Followed } from './service.ts';

/** The first question comes after this, in milliseconds; never sooner. */
const SOONEST = 1000;
/** Without any change questions become this rare. */
const RAREST = 15_000;
const GROWTH = 1.5;

/** A row that has not changed for so long is called stalled, in milliseconds. */
export const STALL = 5 * 60_000;
/** One that has shown no change here for so long is not asked for any more. */
export const GIVE_UP = 60 * 60_000;

/** Does the row change by itself, so that it is worth asking for again? */
export function isMoving(row: ImageRow): boolean {
  return STATES[row.state].moving;
}

/** Does the later row tell anything new? */
function differs(before: ImageRow, after: ImageRow): boolean {
  return (
    before.state !== after.state ||
    before.stateWord !== after.stateWord ||
    before.reason !== after.reason ||
    before.size !== after.size ||
    before.task !== after.task ||
    before.since !== after.since
  );
}

/** What following needs of the world; tests give it another. */
export interface FollowWorld {
  readonly ask: (rows: readonly ImageRow[], signal: AbortSignal) => Promise<Followed>;
  /** Puts what changed where rows are kept. */
  readonly apply: (changes: Followed) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Asks for rows that change by themselves until they rest. One for each connection. */
export interface Follower {
  /** Follows these from now on, and no others; without any that is worth a question it rests. */
  readonly watch: (rows: readonly ImageRow[]) => void;
  /** Since when a row has shown no change, in milliseconds since 1970, as far as was seen here. */
  readonly quietSince: (key: string) => number | undefined;
  /** Has a row shown no change for so long that it is left alone until somebody else brings a change of it? */
  readonly hasGivenUp: (key: string) => boolean;
  readonly stop: () => void;
}

/**
 * Makes a follower. It asks for all its rows at once, a second after something changed and then ever more rarely,
 * one question at a time; a service that says "later" is left alone until then.
 */
export function createFollower({ ask, apply, now }: FollowWorld): Follower {
  let rows: readonly ImageRow[] = [];
  let delay = SOONEST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  /** By key, a row as it was last seen, and since when it has been so. */
  const seen = new Map<string, { readonly row: ImageRow; readonly since: number }>();

  /** Remembers a row. @returns whether it tells anything new */
  const see = (row: ImageRow): boolean => {
    const before = seen.get(row.key);
    if (before && !differs(before.row, row)) return false;
    seen.set(row.key, { row, since: now() });
    return true;
  };

  const hasGivenUp = (key: string): boolean => now() - (seen.get(key)?.since ?? now()) >= GIVE_UP;

  const plan = (wait: number): void => {
    clearTimeout(timer);
    timer = rows.length === 0 ? undefined : setTimeout(() => void poll(), wait);
  };

  const readAnswer = (asked: readonly ImageRow[], answer: Followed): void => {
    const changes = new Map<string, ImageRow | null>();
    for (const row of asked) {
      const after = answer.get(row.id);
      if (after !== undefined && (after === null || differs(row, after))) {
        changes.set(row.id, after);
        if (after) see(after);
      }
    }
    delay = changes.size > 0 ? SOONEST : Math.min(delay * GROWTH, RAREST);
    if (changes.size > 0) apply(changes);
  };

  const poll = async (): Promise<void> => {
    timer = undefined;
    const asked = rows.filter(({ key }) => !hasGivenUp(key));
    if (asked.length === 0) return;
    const attempt = new AbortController();
    running = attempt;
    let wait: number | undefined;
    try {
      const answer = await ask(asked, attempt.signal);
      if (attempt.signal.aborted) return;
      readAnswer(asked, answer);
    } catch (error) {
      if (attempt.signal.aborted) return;
      delay = Math.min(delay * GROWTH, RAREST);
      if (isFailure(error, 'rateLimited')) wait = (error.failure.retryAt ?? 0) - now();
    }
    running = undefined;
    plan(Math.max(delay, wait ?? 0));
  };

  return {
    watch: (wanted) => {
      const known = new Set(rows.map((row) => row.key));
      let isNew = false;
      // A list that was read again tells of changes too, of rows that were given up above all.
      for (const row of wanted) if (see(row) || !known.has(row.key)) isNew = true;
      rows = wanted;
      if (rows.length === 0) {
        running?.abort();
        running = undefined;
        plan(0);
      } else if (isNew) {
        delay = SOONEST;
        if (!running) plan(delay);
      } else if (!running && timer === undefined) plan(delay);
    },
    quietSince: (key) => seen.get(key)?.since,
    hasGivenUp,
    stop: () => {
      rows = [];
      clearTimeout(timer);
      timer = undefined;
      running?.abort();
      running = undefined;
    },
  };
}

/** For how long a moving row has not changed, in milliseconds: by the service's word, else by what was seen here. */
export function quietFor(row: ImageRow, seen: number | undefined, now: number): number {
  const since = Math.max(row.since ?? 0, row.since === null ? (seen ?? now) : 0);
  return isMoving(row) ? Math.max(0, now - since) : 0;
}
