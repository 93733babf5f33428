/** Browsers stop near 17.8 million pixels (Firefox) and 33 million (Chromium); beyond this the scroll space is scaled. */
const MAX_HEIGHT = 15_000_000;

/** What is to be drawn of a long list of rows of one height. */
export interface RowWindow {
  /** Index of the first row to draw, and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** The top of row `first` within the scroll space, in pixels. */
  readonly top: number;
}

/** The height of the scroll space of `count` rows, in pixels. */
export function scrollHeight(count: number, rowHeight: number): number {
  return Math.min(count * rowHeight, MAX_HEIGHT);
}

/** Whether the list is too tall for a browser, so that one scrolled pixel stands for more than one of the list. */
export function isScaled(count: number, rowHeight: number): boolean {
  return count * rowHeight > MAX_HEIGHT;
}

/** The pixel of the full, unscaled list that is at the top of the view. */
function unscaled(scrollTop: number, viewHeight: number, count: number, rowHeight: number): number {
  const full = count * rowHeight;
  const real = scrollHeight(count, rowHeight);
  if (full === real) return scrollTop;
  return (scrollTop / (real - viewHeight)) * (full - viewHeight);
}

/**
 * The rows in view and `overscan` more on either side. `scrollTop` is how far the top of the view is below the top
 * of the list; it may be negative, when the list begins further down.
 */
export function rowWindow(
  scrollTop: number,
  viewHeight: number,
  count: number,
  rowHeight: number,
  overscan: number,
): RowWindow {
  const shown = Math.max(0, Math.min(scrollTop, scrollHeight(count, rowHeight) - viewHeight));
  const start = unscaled(shown, viewHeight, count, rowHeight);
  const first = Math.max(0, Math.floor(start / rowHeight) - overscan);
  // What stands above a list that begins further down takes its part of the view.
  const seen = viewHeight + Math.min(0, scrollTop);
  const end = Math.min(count, Math.ceil((start + seen) / rowHeight) + overscan);
  return { first, end: Math.max(first, end), top: shown + first * rowHeight - start };
}

/**
 * How far to scroll so that a row is seen: undefined when it is in view already. `inset` is what lies over the top
 * of the view, such as a sticky header.
 */
export function scrollTopFor(
  index: number,
  align: 'nearest' | 'center',
  view: { readonly scrollTop: number; readonly height: number; readonly inset: number },
  count: number,
  rowHeight: number,
): number | undefined {
  const full = count * rowHeight;
  const real = scrollHeight(count, rowHeight);
  const now = unscaled(view.scrollTop, view.height, count, rowHeight);
  const top = index * rowHeight;
  const seen = top >= now + view.inset && top + rowHeight <= now + view.height;
  if (align === 'nearest' && seen) return undefined;
  const wanted =
    align === 'center'
      ? top - (view.height - rowHeight) / 2
      : top < now + view.inset
        ? top - view.inset
        : top + rowHeight - view.height;
  const scale = full === real ? 1 : (real - view.height) / (full - view.height);
  return wanted * scale;
}
