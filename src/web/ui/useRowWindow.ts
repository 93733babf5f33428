import { useCallback, useState, useSyncExternalStore } from 'react';
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
 * Draws only the rows in view of a list of any length, all of one height. React draws anew only when another row
 * comes into view, not at every scroll event.
 */
export function useRowWindow(options: Options): Rows {
  const { count, rowHeight, overscan = 8, scroller, keep, inset = 0 } = options;
  const [list, setList] = useState<HTMLElement | null>(null);
  const step = isScaled(count, rowHeight) ? 1 : rowHeight;

  const subscribe = useCallback(
    (listener: () => void) => {
      const target: HTMLElement | Window = scroller ?? window;
      target.addEventListener('scroll', listener, { passive: true });
      window.addEventListener('resize', listener);
      // What stands above the list may change its height, and a scroller its own.
      const resized = new ResizeObserver(listener);
      resized.observe(scroller ?? document.body);
      return () => {
        target.removeEventListener('scroll', listener);
        window.removeEventListener('resize', listener);
        resized.disconnect();
      };
    },
    [scroller],
  );
  // Whole rows, so that the snapshot changes only when the window does.
  const top = useSyncExternalStore(subscribe, () => Math.floor(scrolled(list, scroller) / step) * step);
  const viewHeight = useSyncExternalStore(subscribe, () => heightOfView(scroller));

  const scrollTo = (index: number, align: 'nearest' | 'center' = 'nearest') => {
    const now = scrolled(list, scroller);
    const view = { scrollTop: now, height: heightOfView(scroller), inset };
    const wanted = scrollTopFor(index, align, view, count, rowHeight);
    if (wanted !== undefined) (scroller ?? window).scrollBy({ top: wanted - now, behavior: 'instant' });
  };

  const drawn = rowWindow(top, viewHeight + step, count, rowHeight, overscan);
  const rows: DrawnRow[] = [];
  const add = (index: number) => rows.push({ index, top: drawn.top + (index - drawn.first) * rowHeight });
  if (keep !== undefined && keep >= 0 && keep < drawn.first) add(keep);
  for (let index = drawn.first; index < drawn.end; index += 1) add(index);
  if (keep !== undefined && keep >= drawn.end && keep < count) add(keep);

  return { listRef: setList, height: scrollHeight(count, rowHeight), rows, scrollTo };
}
