import { useMemo, useSyncExternalStore } from 'react';

/** Whether a media query holds now. */
export function useMediaQuery(query: string): boolean {
  const [subscribe, matches] = useMemo(() => {
    const list = matchMedia(query);
    const listen = (listener: () => void) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    };
    return [listen, () => list.matches];
  }, [query]);
  return useSyncExternalStore(subscribe, matches);
}

/** Narrower than this, the sidebar is a drawer and panels fill the screen. */
export const NARROW = '(width < 48rem)';
