import { REGEX_TIME_BOX_MS, type RegexHits, type RegexWindow } from '../../buildlog/regex-scan.ts';

interface Matcher {
  readonly worker: Worker;
  /** How many bytes it has been through. */
  bytes: number;
}

/** Browsers leave what a worker has been through lying about in it: after so many bytes another takes its place. */
const WORN_BYTES = 16e6;
/** ...when none has been asked for so long, in milliseconds: a search waits for no worker to start. */
const REST = 50;

const idle: Matcher[] = [];
let resting: ReturnType<typeof setTimeout> | undefined;

function start(): Matcher {
  return {
    worker: new Worker(new URL('./regex.worker.ts', import.meta.url), { type: 'module' }),
    bytes: 0,
  };
}

function replaceWorn(): void {
  for (const [place, { worker, bytes }] of idle.entries()) {
    if (bytes < WORN_BYTES) continue;
    worker.terminate();
    idle[place] = start();
  }
}

/** Runs a pattern in a worker of its own: only ending that stops one that backtracks for ever. Undefined then. */
export function runRegex(window: RegexWindow): Promise<RegexHits | undefined> {
  const matcher = idle.pop() ?? start();
  const { worker } = matcher;
  matcher.bytes += window.text.length;
  clearTimeout(resting);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      worker.terminate();
      resolve(undefined);
    }, REGEX_TIME_BOX_MS);
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<RegexHits>) => {
        clearTimeout(timer);
        idle.push(matcher);
        clearTimeout(resting);
        resting = setTimeout(replaceWorn, REST);
        resolve(data);
      },
      { once: true },
    );
    worker.postMessage(window, [window.text.buffer, window.starts.buffer, window.lines.buffer]);
  });
}
