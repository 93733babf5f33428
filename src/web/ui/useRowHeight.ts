import { useSyncExternalStore } from 'react';

/** As measured last: asking the browser costs a layout whenever something has just been drawn. */
let height: number | undefined;

function subscribe(listener: () => void): () => void {
  const change = (): void => {
    height = undefined;
    listener();
  };
  // Nobody listened until now, so that it may be another one by now.
  height = undefined;
  const density = new MutationObserver(change);
  density.observe(document.documentElement, { attributeFilter: ['data-density'] });
  const finger = matchMedia('(pointer: coarse)');
  finger.addEventListener('change', change);
  return () => {
    density.disconnect();
    finger.removeEventListener('change', change);
  };
}

function measured(): number {
  height ??= Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
  return height;
}

/** The height of a table row in pixels: the token `--row`, which follows the chosen density and the pointer. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, measured);
}
