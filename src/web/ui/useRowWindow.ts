import { useMemo, useState, useSyncExternalStore } from 'react';
import { isScaled, rowWindow, scrollHeight, scrollTopFor } from './rowWindow.ts';

interface Options {
  readonly count: number;
  /** Of every row, in pixels. */
  readonly rowHeight: number;
  /** Rows drawn beyond the view on either side. */
  readonly overscan?: number;
  /** The element that scrolls, once it is drawn (null before); without it the page scrolls. */
  readonly scroller?: HTMLElement | null;
  /** A row that stays drawn wherever the view is: the one that holds the focus. */
  readonly keep?: number | undefined;
  /** Pixels at the top of the view that something sticky covers. */
  readonly inset?: number;
}

/** One row to draw: which, and how far below the top of the list it stands, in pixels. */
export interface DrawnRow {
  readonly index: number;
  readonly top: number;
}

interface Rows {
  /** The ref of the element that holds the rows. It must be positioned, and as tall as `height`. */
  readonly listRef: (element: HTMLElement | null) => void;
  readonly height: number;
  /** The first row in view, and the one after the last. */
  readonly seen: { readonly first: number; readonly end: number };
  /** The rows to draw, from the top. Place each with `transform: translateY(top)` and key it by what it shows. */
  readonly rows: readonly DrawnRow[];
  /** Brings a row into view; without `align` only as far as needed. */
  readonly scrollTo: (index: number, align?: 'nearest' | 'center') => void;
}

/** How far the top of the view is below the top of the list, in pixels; negative while the list begins lower. */
function scrolled(list: HTMLElement | null, scroller: HTMLElement | null | undefined): number {
  if (!list) return 0;
  return (scroller?.getBoundingClientRect().top ?? 0) - list.getBoundingClientRect().top;
}

function heightOfView(scroller: HTMLElement | null | undefined): number {
  return scroller?.clientHeight ?? window.innerHeight;
}

/**
 * Where the view of a list is: how far it is scrolled, in whole steps of `step` pixels, and how tall it is. It is
 * measured when it moves and never while React draws: asking a document that has just been changed makes the browser
 * lay it out at once, and again for the next change.
 */
function viewOf(list: HTMLElement | null, scroller: HTMLElement | null | undefined, step: number) {
  const measure = () => ({
    top: Math.floor(scrolled(list, scroller) / step) * step,
    height: heightOfView(scroller),
  });
  let view = measure();
  return {
    get: () => view,
    subscribe: (listener: () => void) => {
      const move = (): void => {
        const now = measure();
        if (now.top === view.top && now.height === view.height) return;
        view = now;
        listener();
      };
      const target: HTMLElement | Window = scroller ?? window;
      target.addEventListener('scroll', move, { passive: true });
      window.addEventListener('resize', move);
      // What stands above the list may change its height, and a scroller its own.
      const resized = new ResizeObserver(move);
      resized.observe(scroller ?? document.body);
      return () => {
        target.removeEventListener('scroll', move);
        window.removeEventListener('resize', move);
        resized.disconnect();
      };
    },
  };
}

/**
 * Draws only the rows in view of a list of any length, all of one height. React draws anew only when another row
 * comes into view, not at every scroll event.
 */
export function useRowWindow(options: Options): Rows {
  const { count, rowHeight, overscan = 8, scroller, keep, inset = 0 } = options;
  const [list, setList] = useState<HTMLElement | null>(null);
  const step = isScaled(count, rowHeight) ? 1 : rowHeight;

  const view = useMemo(() => viewOf(list, scroller, step), [list, scroller, step]);
  const { top, height: viewHeight } = useSyncExternalStore(view.subscribe, view.get);

  const scrollTo = (index: number, align: 'nearest' | 'center' = 'nearest') => {
    const now = scrolled(list, scroller);
    const seen = { scrollTop: now, height: heightOfView(scroller), inset };
    const wanted = scrollTopFor(index, align, seen, count, rowHeight);
    if (wanted !== undefined) (scroller ?? window).scrollBy({ top: wanted - now, behavior: 'instant' });
  };

  const drawn = rowWindow(top, viewHeight + step, count, rowHeight, overscan);
  const rows: DrawnRow[] = [];
  const add = (index: number) => rows.push({ index, top: drawn.top + (index - drawn.first) * rowHeight });
  if (keep !== undefined && keep >= 0 && keep < drawn.first) add(keep);
  for (let index = drawn.first; index < drawn.end; index += 1) add(index);
  if (keep !== undefined && keep >= drawn.end && keep < count) add(keep);

  const seen = rowWindow(top, viewHeight + step, count, rowHeight, 0);
  return { listRef: setList, height: scrollHeight(count, rowHeight), seen, rows, scrollTo };
}
