import type { LoaderFunction, RouteObject } from 'react-router';
import type { ComponentType } from 'react';
import { arrivedPage } from '../connections/late.tsx';
import type { PlainMessageKey } from '../i18n/catalogue.ts';
import { PageLost } from './PageFailure.tsx';

/** What the frame reads of a route: the title of its page. */
export interface Titled {
  readonly title: PlainMessageKey;
}

/** Narrows a route's `handle`, which the router does not type. */
export function isTitled(handle: unknown): handle is Titled {
  return typeof handle === 'object' && handle !== null && 'title' in handle;
}

/** A route's module exports its page as `Component`. */
type PageModule = () => Promise<{ readonly Component: ComponentType }>;

interface More {
  /** Starts the page's data while its code is still on the way. */
  readonly loader?: LoaderFunction;
  /** Pages drawn over this one, in its `<Outlet>`. */
  readonly children?: RouteObject[];
}

/** One line of the route table: a path, the title of the page, and where its code is. */
export function page(path: string, title: PlainMessageKey, load: PageModule, more: More = {}): RouteObject {
  return {
    path,
    handle: { title } satisfies Titled,
    lazy: { Component: () => arrivedPage(async () => (await load()).Component, PageLost) },
    ...more,
  };
}
