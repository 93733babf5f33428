/** A rectangle on the screen, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Space kept between what floats and its anchor, and between it and the edge of the window. */
const GAP = 6;
const EDGE = 8;

/**
 * Where something floating goes: below its anchor with the inline ends (or starts, or centres) aligned, above it
 * when there is more room there, and always within the window.
 */
export function place(
  anchor: Box,
  floating: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  align: 'start' | 'end' | 'center',
  direction: 'ltr' | 'rtl',
): { readonly left: number; readonly top: number } {
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - floating.height;
  const roomBelow = window.height - EDGE - below;
  const top = roomBelow >= floating.height || roomBelow >= anchor.top - GAP ? below : above;
  const atLeft = anchor.left;
  const atRight = anchor.left + anchor.width - floating.width;
  const aligned = (align === 'start') === (direction === 'ltr') ? atLeft : atRight;
  const left = align === 'center' ? (atLeft + atRight) / 2 : aligned;
  return {
    left: Math.max(EDGE, Math.min(left, window.width - EDGE - floating.width)),
    top: Math.max(EDGE, Math.min(top, window.height - EDGE - floating.height)),
  };
}

/** Puts an element that is in the top layer at its place beside its anchor. */
export function placeBeside(anchor: Element, floating: HTMLElement, align: 'start' | 'end' | 'center'): void {
  const { left, top } = place(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    align,
    document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr',
  );
  floating.style.left = `${left}px`;
  floating.style.top = `${top}px`;
}
