import { createStore, type Store } from '../../../api/store.ts';
import {
  applyRequest,
  mergeLabels,
  planLabels,
  settle,
  writable,
  type LabelPlan,
  type LabelRequest,
  type Labels,
  type MergedLabels,
  type ServerLabel,
} from './plan.ts';

/** A key that the service does not have the way it was sent; undefined is: not at all. */
export interface LabelDifference {
  readonly key: string;
  readonly sent: string | undefined;
  readonly found: string | undefined;
}

/** How far the saving is. Requests that were answered well stay in `done`, whatever comes after. */
export type SaveState =
  /** Reading what the service has now. */
  | { readonly step: 'checking'; readonly done: readonly LabelRequest[] }
  /** Others changed the same keys: the person chooses. Nothing more was sent. */
  | {
      readonly step: 'asking';
      readonly done: readonly LabelRequest[];
      readonly server: readonly ServerLabel[];
      readonly merged: MergedLabels;
    }
  /** `requests` are still to be sent; the first of them is on its way. */
  | {
      readonly step: 'sending';
      readonly done: readonly LabelRequest[];
      readonly requests: readonly LabelRequest[];
    }
  /** Something failed; `requests` were not carried out, as far as one can know. */
  | {
      readonly step: 'stopped';
      readonly done: readonly LabelRequest[];
      readonly requests: readonly LabelRequest[];
      readonly error: unknown;
    }
  /** Everything is sent; reading what the service made of it. */
  | { readonly step: 'comparing'; readonly done: readonly LabelRequest[] }
  | {
      readonly step: 'saved';
      readonly done: readonly LabelRequest[];
      /** What the service has now; undefined when it could not be read once more. */
      readonly server: readonly ServerLabel[] | undefined;
      readonly differences: readonly LabelDifference[];
      /** Keys that others had changed meanwhile, and that were left as they made them. */
      readonly taken: readonly string[];
      /** What the saved keys were before. */
      readonly before: Undoing;
    };

/** What keys were before they were saved; undefined is: not there. Empty when nothing was sent. */
export type Undoing = ReadonlyMap<string, string | undefined>;

/** What is to be saved. */
export interface Wish {
  /** What the service had when the editing began. */
  readonly base: Labels;
  readonly wanted: Labels;
  /** Everything else goes, by one PUT. */
  readonly replace: boolean;
}

/** The two calls that saving needs. */
export interface LabelCalls {
  readonly read: () => Promise<readonly ServerLabel[]>;
  readonly send: (request: LabelRequest) => Promise<void>;
}

/** One saving of the labels of one image. */
export interface Saving {
  readonly state: Store<SaveState>;
  /** Settles the conflicts: for the keys named, theirs is taken. */
  readonly choose: (theirs: ReadonlySet<string>) => Promise<void>;
  /** After it stopped: reads again, plans anew what is left, and sends that. */
  readonly goOn: () => Promise<void>;
}

/**
 * What a wish makes of a change by somebody else. A replacement takes away whatever others did to any key, so it
 * asks about each of them.
 */
export function meet({ base, wanted, replace }: Wish, theirs: Labels): MergedLabels {
  if (!replace) return mergeLabels(base, wanted, theirs);
  const keys = new Set([...base.keys(), ...theirs.keys()]);
  const conflicts = [...keys]
    .map((key) => ({ key, base: base.get(key), mine: wanted.get(key), theirs: theirs.get(key) }))
    .filter((one) => one.theirs !== one.base && one.theirs !== one.mine);
  return { labels: wanted, conflicts, taken: [] };
}

/** What the keys that a plan touches were before it. */
function undoingOf({ added, changed, removed }: LabelPlan, before: Labels): Map<string, string | undefined> {
  return new Map(
    [...added.keys(), ...changed.keys(), ...removed.keys()].map((key) => [key, before.get(key)]),
  );
}

/** The wish that takes a saving back, and leaves alone what others changed since. */
export function undo(server: readonly ServerLabel[], before: Undoing): Wish {
  const base = writable(server);
  const wanted = new Map(base);
  for (const [key, value] of before) {
    if (value === undefined) wanted.delete(key);
    else wanted.set(key, value);
  }
  return { base, wanted, replace: false };
}

/** What came out otherwise than it was sent. Keys that were not sent may be somebody else's, and are left out. */
function differences(
  sent: readonly LabelRequest[],
  before: readonly ServerLabel[],
  after: readonly ServerLabel[],
): readonly LabelDifference[] {
  const expected = writable(sent.reduce(applyRequest, before));
  const found = writable(after);
  const named = sent.flatMap((request) =>
    request.kind === 'remove' ? [request.key] : [...request.labels.keys()],
  );
  return [...new Set(named)]
    .map((key) => ({ key, sent: expected.get(key), found: found.get(key) }))
    .filter((one) => one.sent !== one.found);
}

/**
 * Saves labels: reads again, merges or asks, sends one request after the other, reads once more and compares.
 * Whatever fails, what was done stays told, and the rest can be gone on with. It starts at once.
 */
export function saveLabels(wish: Wish, calls: LabelCalls): Saving {
  const state = createStore<SaveState>({ step: 'checking', done: [] });
  let done: readonly LabelRequest[] = [];
  let before: ReadonlyMap<string, string | undefined> = new Map();
  let taken: ReadonlySet<string> = new Set();
  let { base, wanted } = wish;
  const tell = (next: SaveState): void => state.update(() => next);

  const send = async (server: readonly ServerLabel[], merged: MergedLabels): Promise<void> => {
    wanted = merged.labels;
    const plan = planLabels(server, wanted, wish.replace);
    const touched = undoingOf(plan, writable(server));
    // A key that an earlier attempt has changed keeps the value from before that.
    before = new Map([...touched, ...before]);
    taken = new Set([...taken, ...merged.taken]);
    let now = server;
    for (const [index, request] of plan.requests.entries()) {
      const requests = plan.requests.slice(index);
      tell({ step: 'sending', done, requests });
      try {
        await calls.send(request);
      } catch (error) {
        // What was done is known to be there: the next merge must not take it for somebody else's.
        base = writable(now);
        tell({ step: 'stopped', done, requests, error });
        return;
      }
      done = [...done, request];
      now = applyRequest(now, request);
    }
    tell({ step: 'comparing', done });
    const after = await calls.read().catch(() => undefined);
    const different = after ? differences(plan.requests, server, after) : [];
    tell({ step: 'saved', done, server: after, differences: different, taken: [...taken], before });
  };

  const check = async (): Promise<void> => {
    tell({ step: 'checking', done });
    let server: readonly ServerLabel[];
    try {
      server = await calls.read();
    } catch (error) {
      tell({ step: 'stopped', done, requests: [], error });
      return;
    }
    const merged = meet({ ...wish, base, wanted }, writable(server));
    if (merged.conflicts.length > 0) tell({ step: 'asking', done, server, merged });
    else await send(server, merged);
  };

  const choose = async (theirs: ReadonlySet<string>): Promise<void> => {
    const now = state.get();
    if (now.step !== 'asking') return;
    wanted = settle(now.merged, theirs);
    taken = new Set([...taken, ...now.merged.taken, ...theirs]);
    // From here on what the service had is known to the person, and only what comes later is news.
    base = writable(now.server);
    await check();
  };
  const goOn = async (): Promise<void> => {
    if (state.get().step === 'stopped') await check();
  };

  void check();
  return { state, choose, goOn };
}
