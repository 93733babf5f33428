import { createStore, type Store } from '../api/store.ts';

/** How long a deletion can be undone before it is sent, in milliseconds. */
export const UNDO_TIME = 8000;

/** Deletions that are under way at once. */
const CONCURRENCY = 4;

/** One thing to delete. */
export interface Item {
  /** Unique among all things; the same thing is never in the outbox twice. */
  readonly key: string;
  /** What a person calls it. */
  readonly name: string;
  /** Sends the deletion and sees to what follows from it. */
  readonly send: (signal: AbortSignal) => Promise<void>;
}

export type Entry = Pick<Item, 'key' | 'name'> &
  (
    | { readonly state: 'waiting' | 'queued' | 'sending' | 'done' }
    | { readonly state: 'failed'; readonly error: unknown }
  );

/** What was asked to be deleted in one go. */
export interface Batch {
  readonly id: number;
  /** When it is sent, in milliseconds since 1970; until then it can be undone. */
  readonly due: number;
  readonly entries: readonly Entry[];
}

/** What the outbox needs of the world; tests give it another. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after this many milliseconds; gives what calls it off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** Deletions between a person's word and the service: the last chance to undo, and what came of each. */
export interface Outbox extends Pick<Store<readonly Batch[]>, 'get' | 'subscribe'> {
  /** Starts the countdown for these; those that are in the outbox already are left out. */
  readonly add: (items: readonly Item[]) => void;
  /** Takes a batch back before it is sent. */
  readonly undo: (batch: number) => void;
  /** Sends a failed one again, at once. */
  readonly retry: (key: string) => void;
  /** Forgets what came of a batch: its failures stay undeleted. */
  readonly dismiss: (batch: number) => void;
}

const THIS_WORLD: World = {
  now: Date.now,
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Is everything of the batch settled? */
function isSettled(batch: Batch): boolean {
  return batch.entries.every(({ state }) => state === 'done' || state === 'failed');
}

/**
 * Makes an outbox. It lives in the memory of the tab and nowhere else, so nothing is sent once the tab is closed.
 * A batch without failures leaves it by itself when all is done.
 */
export function createOutbox(world: World = THIS_WORLD): Outbox {
  const store = createStore<readonly Batch[]>([]);
  const items = new Map<string, Item>();
  const countdowns = new Map<number, () => void>();
  let lastId = 0;
  let sending = 0;

  const setEntry = (key: string, change: (entry: Entry) => Entry): void => {
    store.update((batches) =>
      batches.map((batch) =>
        batch.entries.some((entry) => entry.key === key)
          ? { ...batch, entries: batch.entries.map((entry) => (entry.key === key ? change(entry) : entry)) }
          : batch,
      ),
    );
  };

  const forget = (id: number): void => {
    for (const entry of store.get().find((batch) => batch.id === id)?.entries ?? []) items.delete(entry.key);
    store.update((batches) => batches.filter((batch) => batch.id !== id));
  };

  const settle = (): void => {
    for (const batch of store.get()) {
      if (batch.entries.every(({ state }) => state === 'done')) forget(batch.id);
    }
  };

  const send = async (item: Item): Promise<void> => {
    const { key, name } = item;
    try {
      await item.send(new AbortController().signal);
      setEntry(key, () => ({ key, name, state: 'done' }));
    } catch (error) {
      setEntry(key, () => ({ key, name, state: 'failed', error }));
    }
    sending -= 1;
    settle();
    pump();
  };

  /** Sends what is queued, as many at once as may be. */
  const pump = (): void => {
    const queued = store.get().flatMap((batch) => batch.entries.filter(({ state }) => state === 'queued'));
    for (const { key, name } of queued.slice(0, CONCURRENCY - sending)) {
      const item = items.get(key);
      if (!item) continue;
      sending += 1;
      setEntry(key, () => ({ key, name, state: 'sending' }));
      void send(item);
    }
  };

  const queue = (wanted: (batch: Batch, entry: Entry) => boolean): void => {
    store.update((batches) =>
      batches.map((batch) => ({
        ...batch,
        entries: batch.entries.map((entry) =>
          wanted(batch, entry) ? { key: entry.key, name: entry.name, state: 'queued' } : entry,
        ),
      })),
    );
    pump();
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    add: (asked) => {
      const fresh = asked.filter((item) => !items.has(item.key));
      if (fresh.length === 0) return;
      for (const item of fresh) items.set(item.key, item);
      lastId += 1;
      const id = lastId;
      const entries = fresh.map(({ key, name }): Entry => ({ key, name, state: 'waiting' }));
      store.update((batches) => [...batches, { id, due: world.now() + UNDO_TIME, entries }]);
      countdowns.set(
        id,
        world.after(UNDO_TIME, () => {
          countdowns.delete(id);
          queue((batch) => batch.id === id);
        }),
      );
    },
    undo: (id) => {
      const callOff = countdowns.get(id);
      if (!callOff) return;
      callOff();
      countdowns.delete(id);
      forget(id);
    },
    retry: (key) => queue((_, entry) => entry.key === key && entry.state === 'failed'),
    dismiss: (id) => {
      const batch = store.get().find((one) => one.id === id);
      if (batch && isSettled(batch)) forget(id);
    },
  };
}
