import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collect after so many bytes. Between two collections all buffers of a transfer stay, used or not; V8 by itself
 * waits for about 64 MB of them.
 */
const COLLECT_EVERY = 8 * 1024 * 1024;

function isCollector(value: unknown): value is NodeJS.GCFunction {
  return typeof value === 'function';
}

/** V8's own collector, which a context sees that is made after the flag; undefined in an engine without one. */
function findCollector(): NodeJS.GCFunction | undefined {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  return isCollector(found) ? found : undefined;
}

const collect = findCollector();
let uncollected = 0;

/**
 * Tells that a buffer of a transfer has passed, so that memory stays flat however much does: its bytes lie outside
 * V8's heap, where they are freed only once the small object that owns them is. Collecting the young generation takes
 * less than a millisecond for each 8 MiB, and saves the whole collections that V8 would do instead.
 */
export function passed(buffer: Uint8Array): void {
  uncollected += buffer.length;
  if (uncollected < COLLECT_EVERY) return;
  uncollected = 0;
  collect?.({ type: 'minor' });
}
