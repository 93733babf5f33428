import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { isTitled } from './page.ts';
import { routes } from './routes.tsx';

/** Every address with the key of its title, as the router would match them. */
function addresses(list: readonly RouteObject[], parent = ''): [path: string, title: string | undefined][] {
  return list.flatMap((route) => {
    const path = route.path?.startsWith('/') ? route.path : [parent, route.path].filter(Boolean).join('/');
    const handle: unknown = route.handle;
    const own: [string, string | undefined][] =
      route.path === undefined ? [] : [[path, isTitled(handle) ? handle.title : undefined]];
    return [...own, ...addresses(route.children ?? [], path)];
  });
}

test('every address has a title, and none is there twice', () => {
  const all = addresses(routes);
  expect(all.filter(([, title]) => title === undefined)).toEqual([]);
  const paths = all.map(([path]) => path);
  expect(paths).toHaveLength(new Set(paths).size);
  expect(paths).toContain('*');
});

test('every page has its code', async () => {
  const pages = routes.flatMap(function leaves(route): RouteObject[] {
    return [route, ...(route.children ?? []).flatMap(leaves)];
  });
  const broken: string[] = [];
  for (const { path, lazy } of pages) {
    if (path === undefined || typeof lazy !== 'object') continue;
    // What stands for a page that did not come has another name.
    const code: unknown = await lazy.Component?.();
    if (typeof code !== 'function' || code.name !== 'Component') broken.push(path);
  }
  expect(broken).toEqual([]);
});
