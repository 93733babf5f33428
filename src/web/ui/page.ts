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
  /** It stands over another page and speaks for both; drawn together, the one below would have the last word. */
  readonly over?: boolean;
}

/** What a page told, with its text: callers write the crumbs in place, so a new array may say the same. */
interface Told {
  readonly page: Page;
  readonly text: string;
}

let pages: readonly Told[] = [];
const NONE: Page = {};
const listeners = new Set<() => void>();

function change(next: readonly Told[]) {
  pages = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Names the page to the frame as long as the component is drawn: `usePage({ title: image.name, crumbs: […] })`. */
export function usePage({ title, crumbs, over = false }: Page): void {
  const text = JSON.stringify([title, crumbs, over]);
  const current = useEffectEvent((): Page => ({ ...(title && { title }), ...(crumbs && { crumbs }), over }));
  useLayoutEffect(() => {
    const told = { page: current(), text };
    change([...pages, told]);
    return () => change(pages.filter((other) => other !== told));
  }, [text]);
}

function pageOnTop(): Page {
  return (pages.findLast(({ page }) => page.over) ?? pages.at(-1))?.page ?? NONE;
}

/** What the page on top has told. For the frame. */
export function useCurrentPage(): Page {
  return useSyncExternalStore(subscribe, pageOnTop);
}
