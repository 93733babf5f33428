import type { Connection } from '../api/connection.ts';
import { isCancelled, isFailure } from '../api/error.ts';
import { createStore, type Store } from '../api/store.ts';
import type { UploadOptions } from '../api/upload.ts';
import { sample, type Samples } from './rate.ts';

/** Where the result of an upload can be seen: a path of the app. */
export interface UploadResult {
  readonly link: string;
}

/** One thing to upload. A service makes it; the queue knows only how to run it. */
export interface UploadJob {
  readonly connectionId: string;
  /** The name that the service will know it by. */
  readonly name: string;
  readonly fileName: string;
  /** Bytes of the file. */
  readonly size: number;
  /** The SHA-256 of the file in hex digits, once it has been read to its end. */
  readonly sha256: () => string | undefined;
  readonly send: (connection: Connection, options: UploadOptions) => Promise<UploadResult>;
}

export type Phase =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'sending';
      readonly sent: number;
      readonly total: number;
      readonly samples: Samples;
      /** When the last byte moved, to tell a stall by. */
      readonly movedAt: number;
    }
  /** Every byte is out; the service looks at the file and has not answered. */
  | { readonly kind: 'checking'; readonly since: number }
  /** The service refused the token: it goes on when the connection has another. */
  | { readonly kind: 'needsToken' }
  | { readonly kind: 'done'; readonly at: number; readonly result: UploadResult }
  | { readonly kind: 'failed'; readonly at: number; readonly error: unknown; readonly sent: number }
  | { readonly kind: 'cancelled'; readonly sent: number };

/** A job in the queue. `attempt` counts its tries: what an older try still reports is not listened to. */
export interface QueuedUpload {
  readonly id: number;
  readonly job: UploadJob;
  readonly attempt: number;
  readonly phase: Phase;
}

/** The upload queue: a state machine without a framework, which pages only look at. */
export interface UploadQueue {
  readonly items: Store<readonly QueuedUpload[]>;
  /** Adds jobs at the end and starts what may start. */
  readonly add: (jobs: readonly UploadJob[]) => void;
  /** Stops an upload; what was queued stays and can be tried again. */
  readonly cancel: (id: number) => void;
  /** Sends again from the first byte, with everything kept: the services keep nothing of a broken upload. */
  readonly retry: (id: number) => void;
  /** Takes an upload that has ended out of the list. */
  readonly dismiss: (id: number) => void;
  /** Call when connections changed: uploads that wait for a token may go on. */
  readonly connectionsChanged: () => void;
}

interface Surroundings {
  readonly connectionOf: (id: string) => Connection | undefined;
  readonly now: () => number;
  /** How many uploads run at once. */
  readonly atOnce: number;
  /** Called when an upload has succeeded, so that lists can be read again. */
  readonly onDone: (item: QueuedUpload) => void;
}

/** Is it still on its way, waiting for its turn or a token included? */
export function isOpen({ phase }: QueuedUpload): boolean {
  return ['waiting', 'sending', 'checking', 'needsToken'].includes(phase.kind);
}

/** Has the service taken it? */
export function isDone({ phase }: QueuedUpload): boolean {
  return phase.kind === 'done';
}

/** Is something still to come of it, from the service or, after a failure, from a person? */
export function isLeft({ phase }: QueuedUpload): boolean {
  return phase.kind !== 'done' && phase.kind !== 'cancelled';
}

/** Would closing the tab now lose bytes that are moving? */
export function isMoving({ phase }: QueuedUpload): boolean {
  return phase.kind === 'sending' || phase.kind === 'checking';
}

/** Bytes of the file that have been sent; framing of a multipart body is not counted. */
export function sentOf({ phase, job }: QueuedUpload): number {
  switch (phase.kind) {
    case 'sending':
      return phase.total > 0 ? Math.min(job.size, Math.round((phase.sent / phase.total) * job.size)) : 0;
    case 'checking':
    case 'done':
      return job.size;
    case 'failed':
    case 'cancelled':
      return phase.sent;
    default:
      return 0;
  }
}

/** Makes a queue; the app has one, tests have their own with their own clock. */
export function createUploadQueue({ connectionOf, now, atOnce, onDone }: Surroundings): UploadQueue {
  const items = createStore<readonly QueuedUpload[]>([]);
  const running = new Map<number, AbortController>();
  let lastId = 0;

  const find = (id: number): QueuedUpload | undefined => items.get().find((item) => item.id === id);

  /** Changes the phase of one attempt; an attempt that is no longer the current one changes nothing. */
  const move = (id: number, attempt: number, next: (item: QueuedUpload) => Phase): void => {
    items.update((list) => {
      const item = list.find((one) => one.id === id);
      if (!item || item.attempt !== attempt) return list;
      return list.map((one) => (one === item ? { ...item, phase: next(item) } : one));
    });
  };

  const run = async (item: QueuedUpload, connection: Connection): Promise<void> => {
    const { id, attempt, job } = item;
    const controller = new AbortController();
    running.set(id, controller);
    move(id, attempt, () => ({
      kind: 'sending',
      sent: 0,
      total: job.size,
      samples: sample([], now(), 0),
      movedAt: now(),
    }));
    try {
      const result = await job.send(connection, {
        signal: controller.signal,
        onProgress: (sent, total) =>
          move(id, attempt, ({ phase }) =>
            phase.kind === 'sending'
              ? { ...phase, sent, total, samples: sample(phase.samples, now(), sent), movedAt: now() }
              : phase,
          ),
        onSent: () =>
          move(id, attempt, ({ phase }) =>
            phase.kind === 'sending' ? { kind: 'checking', since: now() } : phase,
          ),
      });
      move(id, attempt, () => ({ kind: 'done', at: now(), result }));
      const done = find(id);
      if (done?.attempt === attempt) onDone(done);
    } catch (error) {
      move(id, attempt, (current) => {
        if (isCancelled(error)) return { kind: 'cancelled', sent: sentOf(current) };
        if (isFailure(error, 'unauthorised')) return { kind: 'needsToken' };
        return { kind: 'failed', at: now(), error, sent: sentOf(current) };
      });
      // A new token may have come while the old one was on its way: nothing would tell of it again.
      if (connectionOf(job.connectionId)?.authorization !== connection.authorization) goOn(id);
    } finally {
      if (running.get(id) === controller) running.delete(id);
      pump();
    }
  };

  /** Starts waiting uploads while there is room. */
  const pump = (): void => {
    for (const item of items.get()) {
      if (running.size >= atOnce) return;
      if (item.phase.kind !== 'waiting' || running.has(item.id)) continue;
      const connection = connectionOf(item.job.connectionId);
      if (connection?.authorization) void run(item, connection);
      else move(item.id, item.attempt, () => ({ kind: 'needsToken' }));
    }
  };

  const again = (id: number): void => {
    items.update((list) =>
      list.map((one) =>
        one.id === id ? { ...one, attempt: one.attempt + 1, phase: { kind: 'waiting' } } : one,
      ),
    );
  };

  /** Has an upload that waits for a token begin anew, if there is one now. */
  const goOn = (id: number): void => {
    const item = find(id);
    if (item?.phase.kind === 'needsToken' && connectionOf(item.job.connectionId)?.authorization) again(id);
  };

  return {
    items,
    add: (jobs) => {
      const added = jobs.map((job): QueuedUpload => ({
        id: ++lastId,
        job,
        attempt: 1,
        phase: { kind: 'waiting' },
      }));
      items.update((list) => [...list, ...added]);
      pump();
    },
    cancel: (id) => {
      const controller = running.get(id);
      if (controller) controller.abort();
      else {
        const item = find(id);
        if (item && isOpen(item)) move(id, item.attempt, () => ({ kind: 'cancelled', sent: 0 }));
      }
    },
    retry: (id) => {
      const item = find(id);
      if (!item || isMoving(item) || item.phase.kind === 'done') return;
      again(id);
      pump();
    },
    dismiss: (id) => {
      items.update((list) => list.filter((one) => one.id !== id || isOpen(one)));
    },
    connectionsChanged: () => {
      for (const { id } of items.get()) goOn(id);
      pump();
    },
  };
}
