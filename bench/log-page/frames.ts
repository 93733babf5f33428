/** How smoothly something went. */
export interface Frames {
  /** The longest time between two frames, in milliseconds. */
  readonly worst: number;
  /** How many came so late that the eye missed one. */
  readonly dropped: number;
  /** How many showed nothing but ground in the middle of the viewer. */
  readonly empty: number;
}

declare global {
  interface Window {
    frameWatch: typeof frameWatch;
  }
}

/** A frame that took longer than this was missed by the eye: two of 60 Hz, in milliseconds. */
const DROPPED = 34;

let watched: { previous: number; worst: number; dropped: number; empty: number } | undefined;

/** Watches every frame between `start` and `stop`. */
export const frameWatch = {
  start: (scroller: HTMLElement): void => {
    const frames = { previous: performance.now(), worst: 0, dropped: 0, empty: 0 };
    watched = frames;
    const { top, left, height } = scroller.getBoundingClientRect();
    const look = (now: number): void => {
      if (watched !== frames) return;
      const gap = now - frames.previous;
      frames.previous = now;
      frames.worst = Math.max(frames.worst, gap);
      if (gap > DROPPED) frames.dropped++;
      const middle = document.elementFromPoint(left + 20, top + height / 2);
      if (!middle?.closest('[data-row], .log-line')) frames.empty++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  },
  stop: (): Frames => {
    const { worst, dropped, empty } = watched ?? { worst: 0, dropped: 0, empty: 0 };
    watched = undefined;
    return { worst, dropped, empty };
  },
};
