import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { MemoryRouter, Route, Routes, type RouteObject } from 'react-router';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Service } from '../../contract/endpoint.ts';
import { removeConnection, saveConnection } from '../connections/store.ts';
import { startLanguage } from '../i18n/language.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { routes } from './routes.tsx';

/** Every page of a connection, as its line in the table of routes. */
function pagesOf(list: readonly RouteObject[]): RouteObject[] {
  return list.flatMap((route) => [
    ...(route.path?.includes('/:connection/') && route.path.startsWith('/') ? [route] : []),
    ...pagesOf(route.children ?? []),
  ]);
}

const PATHS = pagesOf(routes).map(({ path = '' }) => path);

function isComponent(code: unknown): code is ComponentType {
  return typeof code === 'function';
}

/** Draws the page at this path for a connection; gives what it says. */
async function open(path: string, connection: string): Promise<string> {
  const lazy = pagesOf(routes).find((route) => route.path === path)?.lazy;
  const Page: unknown = typeof lazy === 'object' ? await lazy.Component?.() : undefined;
  if (!isComponent(Page)) throw new Error(`There is no page at ${path}`);
  const address = path.replace(':connection', connection).replaceAll(/:\w+/g, '1');
  draw(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={[address]}>
        <div id="page">
          <Routes>
            <Route path={path} element={<Page />} />
          </Routes>
        </div>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return find('#page').textContent;
}

function connect(service: Service): string {
  const id = `${service}-test`;
  saveConnection({
    id,
    label: service,
    service,
    target: 'embedded',
    keep: 'tab',
    base: `/embedded/${service}`,
    authorization: 'token',
  });
  onTestFinished(() => removeConnection(id));
  return id;
}

beforeEach(async () => {
  await startLanguage('en');
});

test.each(PATHS)('%s says that there is no such connection, though there are others', async (path) => {
  connect('fandogh');
  connect('djinn');
  connect('gcore');
  expect(await open(path, 'nope')).toContain('There is no such connection');
});

test.each([
  ['/c/:connection/tasks', 'fandogh'],
  ['/c/:connection/metadata', 'djinn'],
  ['/c/:connection/new', 'djinn'],
  ['/c/:connection/images/:id/sharing', 'fandogh'],
  ['/c/:connection/import', 'gcore'],
  ['/c/:connection/add', 'fandogh'],
  ['/c/:connection/new-image', 'djinn'],
] as const)('%s is no page of a connection to %s, and shows none of another', async (path, service) => {
  connect('fandogh');
  connect('djinn');
  connect('gcore');
  const text = await open(path, `${service}-test`);
  expect(text).toContain('There is no such page');
  expect(text).toContain('is a connection to another service');
});
