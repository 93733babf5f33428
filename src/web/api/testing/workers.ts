import { vi } from 'vitest';

/** A worker that answers nothing; a test has it tell, or fail. */
export class IdleWorker extends EventTarget {
  isEnded = false;

  postMessage(): void {}

  terminate(): void {
    this.isEnded = true;
  }
}

/** Has idle workers stand in for the browser's; gives those that were started. End with `vi.unstubAllGlobals()`. */
export function idleWorkers(): readonly IdleWorker[] {
  const started: IdleWorker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends IdleWorker {
      constructor() {
        super();
        started.push(this);
      }
    },
  );
  return started;
}
