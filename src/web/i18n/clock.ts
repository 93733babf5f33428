import { useSyncExternalStore } from 'react';

/** How often relative times are said anew, in milliseconds. */
const BEAT = 30_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function beat() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(beat, BEAT);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

// One function for all who ask: React runs an effect after every drawing with another one.
function current(): number {
  return now;
}

/** The time, in milliseconds, renewed every half minute: one clock for all relative times on the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}
