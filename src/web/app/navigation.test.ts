import { expect, test } from 'vitest';
import { saveConnection, type SavedConnection } from '../connections/store.ts';
import { en } from '../i18n/en.ts';
import { createText } from '../i18n/text.ts';
import { navConnections, openPage, placedConnections } from './navigation.ts';

const t = createText('en', en);
const saved = (id: string, service: SavedConnection['service']): SavedConnection => ({
  id,
  label: id,
  service,
  target: 'embedded',
  keep: 'tab',
  base: `/embedded/${service}`,
  authorization: null,
  ...(service === 'gcore' && { project: 1337, region: 76 }),
});
const CONNECTIONS = [
  saved('gcore-demo', 'gcore'),
  saved('gcore-other', 'gcore'),
  saved('djinn-demo', 'djinn'),
];

function links(pathname: string, search: string): string[] {
  for (const connection of CONNECTIONS) saveConnection(connection);
  const placed = placedConnections(CONNECTIONS, { pathname, search });
  return navConnections(placed, t).flatMap(({ pages }) => pages.map(({ to }) => to));
}

test('the pages beside a page of Gcore stay in its project and region, those of others do not hear of it', () => {
  expect(links('/c/gcore-demo/images', '?q=web&region=92')).toEqual([
    '/c/gcore-demo/images?region=92',
    '/c/gcore-demo/sharing?region=92',
    '/c/gcore-demo/tasks?region=92',
    '/c/gcore-other/images',
    '/c/gcore-other/sharing',
    '/c/gcore-other/tasks',
    '/c/djinn-demo/images',
  ]);
});

test('elsewhere they lead to the connection’s own place', () => {
  expect(links('/activity', '?region=92')).toContain('/c/gcore-demo/tasks');
});

test('a form belongs to the images of its connection, and every other page to the one it lies under', () => {
  const place = { pathname: '/c/gcore-demo/new', search: '?region=92' };
  const [gcore] = navConnections(placedConnections(CONNECTIONS, place), t);
  if (!gcore) throw new Error('There is no connection');
  const open = (pathname: string) => openPage(gcore, pathname)?.label;
  expect(open('/c/gcore-demo/new')).toBe('Images');
  expect(open('/c/gcore-demo/images/17d6/metadata')).toBe('Images');
  expect(open('/c/gcore-demo/sharing/matrix')).toBe('Sharing');
  expect(open('/c/gcore-demo/tasks')).toBe('Tasks');
  expect(open('/c/gcore-other/tasks')).toBeUndefined();
  expect(open('/')).toBeUndefined();
});
