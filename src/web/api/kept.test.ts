import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { keptStore, onDevice } from './kept.ts';

const Names = z.array(z.string());

/** As another tab opens it. */
function open() {
  return keptStore(onDevice, 'names', Names, []);
}

/** What browsers send to every tab but the one that wrote. */
function tellOthers(key: string | null = 'names'): void {
  window.dispatchEvent(new StorageEvent('storage', { key }));
}

afterEach(() => {
  localStorage.clear();
  tellOthers(null);
});

test('what one tab keeps, the others show', () => {
  const [here, there] = [open(), open()];
  const heard = vi.fn<() => void>();
  there.subscribe(heard);
  here.update((names) => [...names, 'prod']);
  tellOthers();
  expect(there.get()).toEqual(['prod']);
  expect(heard).toHaveBeenCalledOnce();
  localStorage.clear();
  tellOthers(null);
  expect(there.get()).toEqual([]);
});

test('a change is made to what is kept now, though the tab has not heard of it yet', () => {
  const [here, there] = [open(), open()];
  here.update((names) => [...names, 'prod']);
  there.update((names) => [...names, 'test']);
  expect(open().get()).toEqual(['prod', 'test']);
});

test('hearing of a change writes nothing, so that two tabs never answer each other', () => {
  const setItem = vi.fn<Storage['setItem']>();
  const store = keptStore(() => ({ getItem: () => '["prod"]', setItem }), 'names', Names, []);
  tellOthers();
  expect(store.get()).toEqual(['prod']);
  expect(setItem).not.toHaveBeenCalled();
});

test('what is not readable is as if nothing had been kept', () => {
  localStorage.setItem('names', '{"not": "names"');
  expect(open().get()).toEqual([]);
  localStorage.setItem('names', '[1]');
  expect(open().get()).toEqual([]);
});

/** As browsers refuse it, and as a storage that is full does. */
function refuse(): never {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
}

test('where storage is refused, values last as long as the page', () => {
  const store = keptStore(refuse, 'names', Names, ['usual']);
  store.update((names) => [...names, 'prod']);
  store.update((names) => [...names, 'test']);
  expect(store.get()).toEqual(['usual', 'prod', 'test']);
});

test('where storage is full, a change does not fall back to what was kept before', () => {
  const full = { getItem: () => '["prod"]', setItem: refuse };
  const store = keptStore(() => full, 'names', Names, []);
  store.update((names) => [...names, 'test']);
  store.update((names) => [...names, 'more']);
  expect(store.get()).toEqual(['prod', 'test', 'more']);
});
