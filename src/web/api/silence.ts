/** So long may a service stay silent before it counts as unreachable, in milliseconds. Uploads have no such limit. */
export const SILENCE = 30_000;

/** Listens for a service's bytes. */
export interface Listening {
  /** Aborts when nothing has been heard for too long. */
  readonly signal: AbortSignal;
  /** To be called whenever anything comes. */
  readonly heard: () => void;
  readonly end: () => void;
}

/** Listens from now on, until it is ended. */
export function listen(): Listening {
  const silence = new AbortController();
  // One clock that looks back: to set a timer anew for every piece takes longer than to read many of them.
  let heardAt = performance.now();
  const clock = setInterval(() => {
    if (performance.now() - heardAt >= SILENCE) silence.abort();
  }, SILENCE / 10);
  return {
    signal: silence.signal,
    heard: () => {
      heardAt = performance.now();
    },
    end: () => clearInterval(clock),
  };
}
