import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const density = new MutationObserver(listener);
  density.observe(document.documentElement, { attributeFilter: ['data-density'] });
  const finger = matchMedia('(pointer: coarse)');
  finger.addEventListener('change', listener);
  return () => {
    density.disconnect();
    finger.removeEventListener('change', listener);
  };
}

/** The height of a table row in pixels: the token `--row`, which follows the chosen density and the pointer. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, () =>
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')),
  );
}
