import { endOnFailure } from '../api/endOnFailure.ts';
import { REGEX_TIME_BOX_MS, type RegexHits, type RegexWindow } from '../../buildlog/regex-scan.ts';

interface Task {
  readonly window: RegexWindow;
  readonly resolve: (hits: RegexHits | undefined) => void;
}

interface Matcher {
  readonly worker: Worker;
  /** What it is at, and what waits for it. */
  readonly tasks: Task[];
  /** How many bytes it has been through. */
  bytes: number;
  clock: ReturnType<typeof setTimeout> | undefined;
}

/** Browsers leave what a worker has been through lying about in it: after so many bytes another takes its place. */
const WORN_BYTES = 16e6;
/** ...and all but one are ended, when none has been asked for so long, in milliseconds. */
const REST = 50;

const matchers = new Set<Matcher>();
let resting: ReturnType<typeof setTimeout> | undefined;

function start(): Matcher {
  const worker = new Worker(new URL('./regex.worker.ts', import.meta.url), { type: 'module' });
  const matcher: Matcher = { worker, tasks: [], bytes: 0, clock: undefined };
  worker.addEventListener('message', ({ data }: MessageEvent<RegexHits>) => {
    matcher.tasks.shift()?.resolve(data);
    workOn(matcher);
  });
  endOnFailure(worker, () => giveUp(matcher));
  matchers.add(matcher);
  return matcher;
}

function end(matcher: Matcher): void {
  matcher.worker.terminate();
  matchers.delete(matcher);
}

function giveUp(matcher: Matcher): void {
  clearTimeout(matcher.clock);
  end(matcher);
  for (const { resolve } of matcher.tasks) resolve(undefined);
}

/** Sends a worker what waits for it next. It is ended when that takes too long: nothing else stops it. */
function workOn(matcher: Matcher): void {
  clearTimeout(matcher.clock);
  const [task] = matcher.tasks;
  if (!task) {
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
    return;
  }
  matcher.clock = setTimeout(() => giveUp(matcher), REGEX_TIME_BOX_MS);
  const { window } = task;
  matcher.bytes += window.text.length;
  matcher.worker.postMessage(window, [window.text.buffer, window.starts.buffer, window.lines.buffer]);
}

/** Leaves one worker that is good for the next search, which so waits for none to start. */
function rest(): void {
  let isReady = false;
  for (const matcher of matchers) {
    if (matcher.tasks.length > 0) continue;
    if (isReady || matcher.bytes >= WORN_BYTES) end(matcher);
    else isReady = true;
  }
  if (!isReady) start();
}

/** A worker that is free, or that has only windows of the same pattern before it: another one may take for ever. */
function matcherFor({ plan, lines, from, to }: RegexWindow): Matcher {
  // Cutting a window takes longer than matching it when few of its lines may match.
  const isSparse = lines.length * 2 < to - from;
  for (const matcher of matchers) if (matcher.tasks.length === 0) return matcher;
  for (const matcher of matchers) {
    if (isSparse && matcher.tasks.every(({ window }) => window.plan === plan)) return matcher;
  }
  return start();
}

/** Runs a pattern in a worker of its own: only ending that stops one that backtracks for ever. Undefined then, or when it fails. */
export function runRegex(window: RegexWindow): Promise<RegexHits | undefined> {
  const matcher = matcherFor(window);
  clearTimeout(resting);
  return new Promise((resolve) => {
    matcher.tasks.push({ window, resolve });
    if (matcher.tasks.length === 1) workOn(matcher);
  });
}
