import { useCallback, useSyncExternalStore } from 'react';
import { rowWindow } from '../ui/rowWindow.ts';

/** The first row in view, as the reader scrolls. `rowHeight` in pixels. */
export function useTopRow(scroller: HTMLElement | null, count: number, rowHeight: number): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      scroller?.addEventListener('scroll', listener, { passive: true });
      return () => scroller?.removeEventListener('scroll', listener);
    },
    [scroller],
  );
  return useSyncExternalStore(subscribe, () =>
    scroller ? rowWindow(scroller.scrollTop, scroller.clientHeight, count, rowHeight, 0).first : 0,
  );
}
