import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { WordsContext, type Words } from './words.ts';

const WORDS: Words = {
  close: 'Close',
  clear: 'Clear',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Refused',
  optional: 'optional',
  breadcrumbs: 'Where you are',
  loading: 'Loading',
  requestId: 'Request id:',
};

/** Draws something into the document for one test; the function it gives draws something else in its place. */
export function draw(node: ReactNode): (next: ReactNode) => void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const drawNext = (next: ReactNode) => {
    act(() => root.render(<WordsContext value={WORDS}>{next}</WordsContext>));
  };
  drawNext(node);
  onTestFinished(() => {
    act(() => root.unmount());
    container.remove();
  });
  return drawNext;
}

/** The one element that matches; throws when there is none. */
export function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}
