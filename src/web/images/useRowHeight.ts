import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

function read(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 44;
}

/** The height of a table's row in pixels, as the person has chosen it. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}
