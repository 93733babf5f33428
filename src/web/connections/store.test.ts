import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as ConnectionStore from './store.ts';
import type { SavedConnection } from './store.ts';

const DJINN: SavedConnection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  target: 'embedded',
  keep: 'device',
  base: '/embedded/djinn',
  authorization: 'Bearer 1',
};
const PROD: SavedConnection = {
  ...DJINN,
  id: 'prod',
  label: 'prod',
  target: 'ours',
  base: '/gateway/ours',
  authorization: 'Bearer of prod',
};

const listened = vi.spyOn(window, 'addEventListener');

/** The store as another tab, or the page after a reload, has it. */
async function open(): Promise<typeof ConnectionStore> {
  vi.resetModules();
  return await import('./store.ts');
}

function tellOthers(): void {
  window.dispatchEvent(new StorageEvent('storage', { key: 'connections' }));
}

function empty(): void {
  localStorage.clear();
  sessionStorage.clear();
}

beforeEach(empty);
afterEach(() => {
  // The tabs of this test are closed.
  for (const [type, listener] of listened.mock.calls) window.removeEventListener(type, listener);
  listened.mockClear();
  vi.resetModules();
  empty();
});
afterAll(() => listened.mockRestore());

test('what is saved in one tab outlives a change in another', async () => {
  const one = await open();
  one.saveConnection(DJINN);
  const other = await open();
  one.saveConnection(PROD);
  other.setToken('djinn-demo', 'Bearer 2');
  const { connections } = await open();
  expect(connections()).toEqual([{ ...DJINN, authorization: 'Bearer 2' }, PROD]);
});

test('a refused token in another tab takes only itself', async () => {
  const one = await open();
  one.saveConnection(DJINN);
  const other = await open();
  const { tokenRefused } = await import('../api/refused.ts');
  one.saveConnection(PROD);
  tokenRefused(DJINN);
  expect(other.connections()).toEqual([{ ...DJINN, authorization: null }, PROD]);
});

test('another tab shows at once what was added, changed and removed', async () => {
  const one = await open();
  const other = await open();
  const heard = vi.fn<() => void>();
  other.onConnectionsChanged(heard);
  one.saveConnection(PROD);
  tellOthers();
  expect(other.connections()).toEqual([PROD]);
  expect(heard).toHaveBeenCalledOnce();
  one.removeConnection('prod');
  tellOthers();
  expect(other.connections()).toEqual([]);
});

test('a token for the tab is in no list that other tabs read, and is there after a reload', async () => {
  const { saveConnection } = await open();
  saveConnection({ ...PROD, keep: 'tab' });
  expect(Object.values(localStorage).join()).not.toContain('of prod');
  const reloaded = await open();
  expect(reloaded.connections()).toEqual([{ ...PROD, keep: 'tab' }]);
});

test('a token for the tab stays with the service it was given for, though another tab points the connection elsewhere', async () => {
  const here = await open();
  here.saveConnection({ ...PROD, keep: 'tab' });
  const moved = { id: 'prod', label: 'prod', service: 'djinn', target: 'theirs', base: '/gateway/theirs' };
  localStorage.setItem('connections', JSON.stringify([{ ...moved, keep: 'tab' }]));
  tellOthers();
  expect(here.connections()).toEqual([{ ...moved, keep: 'tab', authorization: null }]);
  localStorage.setItem('connections', '[]');
  tellOthers();
  expect(Object.values(sessionStorage).join()).not.toContain('of prod');
});

test('a new token is not said to do what the refused one might do', async () => {
  const { connections, saveConnection, setToken } = await open();
  saveConnection({ ...DJINN, may: ['image:write'] });
  setToken('djinn-demo', 'Bearer 2');
  expect(connections()).toEqual([{ ...DJINN, authorization: 'Bearer 2' }]);
});

test('changing one connection leaves the others the same objects, so that nothing is drawn anew', async () => {
  const { connections, saveConnection, setToken } = await open();
  saveConnection(DJINN);
  saveConnection({ ...PROD, keep: 'tab' });
  const before = connections().find(({ id }) => id === 'prod');
  setToken('djinn-demo', 'Bearer 2');
  expect(connections().find(({ id }) => id === 'prod')).toBe(before);
});

test('demo connections are made on the first visit only, even where all of them were removed', async () => {
  const { hasStoredConnections, saveConnection, removeConnection } = await open();
  expect(hasStoredConnections()).toBe(false);
  saveConnection(DJINN);
  removeConnection('djinn-demo');
  expect(hasStoredConnections()).toBe(true);
  const reloaded = await open();
  expect(reloaded.hasStoredConnections()).toBe(true);
});

test('where the browser refuses all storage, connections last as long as the page', async () => {
  const refuse = (): Storage => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  const refused = [
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(refuse),
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(refuse),
  ];
  try {
    const { connections, hasStoredConnections, saveConnection } = await open();
    saveConnection(DJINN);
    saveConnection({ ...PROD, keep: 'tab' });
    expect(connections()).toEqual([DJINN, { ...PROD, keep: 'tab' }]);
    expect(hasStoredConnections()).toBe(true);
  } finally {
    for (const one of refused) one.mockRestore();
  }
});
