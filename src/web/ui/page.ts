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
export function usePage({ title, crumbs }: Page): void {
  const text = JSON.stringify([title, crumbs]);
  const current = useEffectEvent((): Page => ({ ...(title && { title }), ...(crumbs && { crumbs }) }));
  useLayoutEffect(() => {
    const told = { page: current(), text };
    change([...pages, told]);
    return () => change(pages.filter((other) => other !== told));
  }, [text]);
}

/** What the page drawn last has told. For the frame. */
export function useCurrentPage(): Page {
  return useSyncExternalStore(subscribe, () => pages.at(-1)?.page ?? NONE);
}
