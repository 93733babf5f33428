import { endOnFailure } from '../api/endOnFailure.ts';
import { createStore, type Store } from '../api/store.ts';
import type { Asked, Command, LogFacts, Reply, Results, Told } from './protocol.ts';

/** What a worker is to its host; tests put a desk behind it. */
export interface LogWorker {
  readonly postMessage: (asked: Asked) => void;
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: Told }) => void) => void;
  readonly terminate: () => void;
}

const NOTHING: LogFacts = {
  revision: 0,
  lines: 0,
  bytes: 0,
  rows: 0,
  errors: 0,
  steps: 0,
  search: undefined,
  isOnly: false,
  hasTimes: false,
  strip: undefined,
  window: { from: 0, rows: [], folds: [] },
};

/** The page's side of the log viewer. */
export interface LogHost {
  /** What there is to see at the moment. */
  readonly facts: Store<LogFacts>;
  /** Asks the worker. Rejects when it cannot answer, as do all others once it has failed: a fault of the console. */
  readonly ask: <K extends Command['kind']>(
    command: Extract<Command, { readonly kind: K }>,
  ) => Promise<Results[K]>;
  /** Ends the worker and frees the logs; what is still asked is never answered. Asked again, it begins anew. */
  readonly close: () => void;
}

function isReply<K extends Command['kind']>(
  reply: Reply,
  kind: K,
): reply is Extract<Reply, { readonly kind: K }> & { readonly result: Results[K] } {
  return reply.kind === kind;
}

interface Waiting {
  readonly take: (reply: Reply) => void;
  readonly fail: (error: Error) => void;
}

/**
 * A log viewer's worker, which starts when something is asked of it.
 * @param start starts one, which tells `onFailure` when it fails
 */
export function openLogs(start: (onFailure: (error: Error) => void) => LogWorker = startWorker): LogHost {
  const facts = createStore(NOTHING);
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let worker: LogWorker | undefined;
  let failure: Error | undefined;
  const open = (): LogWorker => {
    const started: LogWorker = start((error) => {
      if (started !== worker) return;
      failure = error;
      for (const { fail } of waiting.values()) fail(error);
      waiting.clear();
    });
    started.addEventListener('message', ({ data }) => {
      if (started !== worker) return;
      if (data.kind === 'facts') {
        facts.update(() => data.facts);
        return;
      }
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.kind === 'reply') asked?.take(data.reply);
      else asked?.fail(new Error(data.message));
    });
    return started;
  };
  return {
    facts,
    ask: <K extends Command['kind']>(command: Extract<Command, { readonly kind: K }>) =>
      new Promise<Results[K]>((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        lastId++;
        const kind: K = command.kind;
        waiting.set(lastId, {
          take: (reply) => {
            if (isReply(reply, kind)) resolve(reply.result);
          },
          fail: reject,
        });
        worker ??= open();
        worker.postMessage({ id: lastId, command });
      }),
    close: () => {
      worker?.terminate();
      worker = undefined;
      failure = undefined;
      waiting.clear();
      facts.update(() => NOTHING);
    },
  };
}

function startWorker(onFailure: (error: Error) => void): LogWorker {
  const worker = new Worker(new URL('./log.worker.ts', import.meta.url), { type: 'module' });
  endOnFailure(worker, onFailure);
  return worker;
}
