import { REGEX_TIME_BOX_MS, type RegexHits, type RegexWindow } from '../../buildlog/regex-scan.ts';
import { LogDesk, type DeskWorld } from './desk.ts';
import type { Asked, Told } from './protocol.ts';

/** So long may a service stay silent before a reading counts as unreachable, in milliseconds. */
const SILENCE = 30_000;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

/** A message to itself comes after those that wait already, and without the delay of a timer. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** For so long pieces are taken before other messages are let in, in milliseconds. */
const BUSY = 8;

const read: DeskWorld['read'] = async (url, headers, signal, onBytes) => {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE);
  };
  try {
    const answer = await fetch(url, {
      headers,
      signal: AbortSignal.any([signal, silence.signal]),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
    });
    const { status } = answer;
    if (!answer.ok) {
      return {
        kind: 'refused',
        status,
        text: await answer.text(),
        headers: Object.fromEntries(answer.headers),
      };
    }
    const reader = answer.body?.getReader();
    let since = performance.now();
    for (;;) {
      const piece = await reader?.read();
      heard();
      if (!piece || piece.done) return { kind: 'done', status };
      onBytes(piece.value);
      // Pieces that are there already come without a task in between: the page would wait for rows until the end.
      if (performance.now() - since > BUSY) {
        await pause();
        since = performance.now();
      }
    }
  } catch {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'unreachable', because: silence.signal.aborted ? 'silence' : 'network' };
  } finally {
    clearTimeout(timer);
  }
};

let regexWorker: Worker | undefined;

/** Only ending its worker stops a pattern that backtracks for ever. */
function runRegex(window: RegexWindow): Promise<RegexHits | undefined> {
  regexWorker ??= new Worker(new URL('./regex.worker.ts', import.meta.url), { type: 'module' });
  const worker = regexWorker;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      worker.terminate();
      regexWorker = undefined;
      resolve(undefined);
    }, REGEX_TIME_BOX_MS);
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<RegexHits>) => {
        clearTimeout(timer);
        resolve(data);
      },
      { once: true },
    );
    worker.postMessage(window, [window.text.buffer, window.lines.buffer]);
  });
}

function tell(told: Told): void {
  postMessage(told);
}

const desk = new LogDesk({
  read,
  runRegex,
  pause,
  tell: (facts) => tell({ kind: 'facts', facts }),
});

addEventListener('message', ({ data: { id, command } }: MessageEvent<Asked>) => {
  desk.answer(command).then(
    (reply) => tell({ kind: 'reply', id, reply }),
    (error: unknown) =>
      tell({ kind: 'fault', id, message: error instanceof Error ? error.message : String(error) }),
  );
});
