import { endOnFailure } from '../api/endOnFailure.ts';
import type { DeskWorld } from './desk.ts';
import type { ReadAsked, ReadBack, ReadTold } from './readProtocol.ts';

type Told = (message: MessageEvent<ReadTold>) => void;

/** What ends the readings that are under way, when their worker fails. */
const failures = new Set<(error: Error) => void>();
/** The worker that reads; it starts with this one, so that it is there when an answer is asked for. */
let reader: Worker | undefined = start();

function start(): Worker {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
  endOnFailure(worker, (error) => {
    reader = undefined;
    for (const fail of failures) fail(error);
  });
  return worker;
}

/**
 * Has a worker of its own read an address; the text is taken here as it comes, one piece after the other. Rejects when
 * the worker fails; the next reading has another one.
 */
export const readBuilds: DeskWorld['read'] = (url, headers, signal, open) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      resolve({ kind: 'cancelled' });
      return;
    }
    const { port1: port, port2 } = new MessageChannel();
    const send = (back: ReadBack, buffers: ArrayBuffer[] = []): void => port.postMessage(back, buffers);
    let take: ReturnType<typeof open> | undefined;
    let turn = Promise.resolve();
    const fail = (error: Error): void => {
      failures.delete(fail);
      port.close();
      reject(error);
    };
    const told: Told = ({ data }) => {
      // A piece may have the reading wait: what comes behind it waits too.
      turn = turn.then(async () => {
        switch (data.kind) {
          case 'open':
            take = open(data.build, data.shape);
            break;
          case 'text':
            await take?.(data.text);
            send({ kind: 'free', buffer: data.text.buffer }, [data.text.buffer]);
            break;
          case 'end':
            failures.delete(fail);
            port.close();
            resolve(signal.aborted ? { kind: 'cancelled' } : data.outcome);
        }
      });
    };
    port.addEventListener('message', told);
    port.start();
    signal.addEventListener('abort', () => send({ kind: 'cancel' }), { once: true });
    failures.add(fail);
    reader ??= start();
    reader.postMessage({ url, headers, port: port2 } satisfies ReadAsked, [port2]);
  });
