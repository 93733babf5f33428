/** How long opening took, in milliseconds from the moment the log was asked for. */
export interface Opened {
  /** Until the first rows were on screen. */
  readonly firstRows: number;
  /** Until the last line was known. */
  readonly whole: number;
  /** Until the first rows, counted from when the text had come: of viewers that take it in one piece. */
  readonly fromText?: number;
  readonly lines: number;
}

/** What to look for: both viewers find plain text, only the console's knows patterns. */
export interface Wanted {
  readonly text: string;
  readonly isRegex?: boolean;
  readonly isCaseBlind?: boolean;
}

/** How long a search took, in milliseconds. */
export interface Found {
  /** Until the first hit was known. */
  readonly first: number;
  /** Until the total was. */
  readonly total: number;
  readonly hits: number;
}

/** A viewer under measurement. The bench calls it from outside, through `window.viewer`. */
export interface Viewer {
  /** Opens the log behind an address. */
  readonly open: (address: string) => Promise<Opened>;
  /** Reads the address again, as a poll does; milliseconds until what is new is on screen below the old end. */
  readonly poll: (address: string) => Promise<number>;
  readonly search: (wanted: Wanted) => Promise<Found>;
  /** Milliseconds until the last row is on screen. */
  readonly jumpToEnd: () => Promise<number>;
  readonly scroller: () => HTMLElement;
  /** What is drawn of a line, counted from 0; undefined when its row is not on screen. */
  readonly row: (line: number) => HTMLElement | undefined;
}

declare global {
  interface Window {
    viewer: Viewer;
  }
}

/** Resolves at the first paint after `isThere`, with the time as `performance.now` tells it. */
export async function painted(isThere: () => boolean): Promise<number> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
  await new Promise(requestAnimationFrame);
  // A message comes behind the frame, when its pixels are on their way.
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', resolve, { once: true });
    port1.start();
    port2.postMessage(null);
  });
  return performance.now();
}
