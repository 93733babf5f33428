/** A number of workers, each of which does one thing at a time; whoever comes first is served first. */
export class Workers {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Waits for a free worker; whoever got one gives it back with `release`.
   * @throws the reason of `signal` when that ends the wait
   */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      const end = (): void => {
        this.#waiting.delete(turn);
        reject(signal.reason instanceof Error ? signal.reason : new Error('The wait was ended'));
      };
      signal.addEventListener('abort', end, { once: true });
      this.#waiting.add(turn);
    });
  }

  /** Gives a worker back: to whoever waits longest, if anybody does. */
  release(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
