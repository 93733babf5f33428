import { createStore, type Store } from '../../../api/store.ts';
import {
  planLabels,
  writable,
  type LabelPlan,
  type LabelRequest,
  type Labels,
  type ServerLabel,
} from '../metadata/plan.ts';

/** One change for many images: keys that are set, and keys that go. A key in both is set. */
export interface BulkEdit {
  readonly set: Labels;
  readonly remove: ReadonlySet<string>;
}

/** What an edit makes of one image's labels, with the fewest requests. */
export function bulkPlan(server: readonly ServerLabel[], { set, remove }: BulkEdit): LabelPlan {
  const kept = [...writable(server)].filter(([key]) => !remove.has(key));
  return planLabels(server, new Map([...kept, ...set]));
}

/** Keys of an edit that an image has as read-only ones, which stay as they are. */
export function lockedIn(server: readonly ServerLabel[], { set, remove }: BulkEdit): readonly string[] {
  return server
    .filter(({ key, read_only }) => read_only && (set.has(key) || remove.has(key)))
    .map(({ key }) => key);
}

/** How far one image is. */
export type ItemState =
  | { readonly step: 'waiting' | 'working' }
  /** `requests` were sent, none where the image was that way already. */
  | { readonly step: 'done'; readonly requests: number }
  /** `sent` requests before it were carried out. */
  | { readonly step: 'failed'; readonly error: unknown; readonly sent: number };

/** The calls for one image. */
export interface BulkCalls {
  readonly read: (image: string) => Promise<readonly ServerLabel[]>;
  readonly send: (image: string, request: LabelRequest) => Promise<void>;
}

/** So many images are worked on at a time. */
const AT_ONCE = 4;

/** One edit of many images under way. */
export interface BulkRun {
  readonly edit: BulkEdit;
  readonly items: Store<ReadonlyMap<string, ItemState>>;
  /** Resolves when nothing is waiting or being worked on. */
  readonly settled: Promise<void>;
  /** Those that failed, once more; each is read anew, so that nothing is sent twice. */
  readonly retry: () => Promise<void>;
}

/**
 * Carries an edit out, image by image: each is read right before, so that the plan is made of what is there, and
 * one that fails keeps none of the others.
 */
export function runBulk(images: readonly string[], edit: BulkEdit, calls: BulkCalls): BulkRun {
  const items = createStore<ReadonlyMap<string, ItemState>>(
    new Map(images.map((id) => [id, { step: 'waiting' }])),
  );
  const tell = (id: string, state: ItemState): void => items.update((all) => new Map([...all, [id, state]]));

  const work = async (id: string): Promise<void> => {
    tell(id, { step: 'working' });
    let sent = 0;
    try {
      const { requests } = bulkPlan(await calls.read(id), edit);
      for (const request of requests) {
        await calls.send(id, request);
        sent += 1;
      }
      tell(id, { step: 'done', requests: sent });
    } catch (error) {
      tell(id, { step: 'failed', error, sent });
    }
  };
  const workOff = async (ids: readonly string[]): Promise<void> => {
    const queue = [...ids];
    const worker = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) await work(id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  const retry = async (): Promise<void> => {
    const failed = [...items.get()].filter(([, { step }]) => step === 'failed').map(([id]) => id);
    for (const id of failed) tell(id, { step: 'waiting' });
    await workOff(failed);
  };
  return { edit, items, settled: workOff(images), retry };
}
