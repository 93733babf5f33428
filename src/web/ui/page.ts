import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';

/** One step of the way to a page, as plain text; the last has no `to`. */
export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/** What a page tells the frame around it. */
export interface Page {
  /** For the document's title, such as the image's name; without it the route's own title stands. */
  readonly title?: string;
  /** For the top bar; without it the title alone stands there. */
  readonly crumbs?: readonly Crumb[];
}

let pages: readonly Page[] = [];
const NONE: Page = {};
const listeners = new Set<() => void>();

function change(next: readonly Page[]) {
  pages = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Names the page to the frame as long as the component is drawn: `usePage({ title: image.name, crumbs: […] })`. */
export function usePage({ title, crumbs }: Page): void {
  // Callers write the crumbs in place, so a new array is not yet another way.
  const told = JSON.stringify([title, crumbs]);
  const current = useEffectEvent((): Page => ({ ...(title && { title }), ...(crumbs && { crumbs }) }));
  useLayoutEffect(() => {
    const page = current();
    change([...pages, page]);
    return () => change(pages.filter((other) => other !== page));
  }, [told]);
}

/** What the page drawn last has told. For the frame. */
export function useCurrentPage(): Page {
  return useSyncExternalStore(subscribe, () => pages.at(-1) ?? NONE);
}
