import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavedConnection } from '../connections/store.ts';
import { createListWatcher, type ImageList, type ListWatcher } from './lists.ts';
import { imagesQuery } from './queries.ts';
import type { ImagePage, ImageService } from './service.ts';
import { someRow } from './testing/rows.ts';

function connection(id: string, authorization: string | null = 'Bearer 1'): SavedConnection {
  return {
    id,
    label: id,
    service: 'djinn',
    target: 'embedded',
    base: `/${id}`,
    keep: 'tab',
    authorization,
  };
}

type Answer = (connection: string, page: number) => readonly string[] | Error | 'never';

/** A service whose pages the test makes up, each but the last with a next one. */
function serviceOf(answer: Answer, pages: number): ImageService {
  const unused = () => Promise.reject(new Error('not asked here'));
  return {
    service: 'djinn',
    searches: true,
    page: ({ id }, page): Promise<ImagePage> => {
      const rows = answer(id, page);
      if (rows === 'never') return new Promise(() => undefined);
      if (rows instanceof Error) return Promise.reject(rows);
      return Promise.resolve({
        rows: rows.map((name) => someRow({ name, connection: id })),
        next: page < pages ? page + 1 : undefined,
        at: Date.now(),
      });
    },
    detail: unused,
    follow: unused,
    toll: unused,
    remove: unused,
    hasVersions: false,
    asksForName: () => false,
    listRequest: () => ({ method: 'GET', url: '', headers: {}, body: null }),
    removeRequest: () => ({ method: 'DELETE', url: '', headers: {}, body: null }),
  };
}

let watcher: ListWatcher;
let service: ImageService;

function watch(...connections: readonly SavedConnection[]): void {
  watcher.watch(connections.map((one) => ({ connection: one, query: imagesQuery(service, one) })));
}

function start(answer: Answer, pages = 1): void {
  service = serviceOf(answer, pages);
  watcher = createListWatcher(new QueryClient({ defaultOptions: { queries: { retry: false } } }));
}

function names(list: ImageList | undefined): string[] | undefined {
  return list?.rows.map(({ name }) => name);
}

afterEach(() => {
  watcher.stop();
});

describe('watched lists', () => {
  it('load their pages one after the other, each image once', async () => {
    const asked: number[] = [];
    start((_, page) => {
      asked.push(page);
      return [['a', 'b'], ['b', 'c'], ['d']][page - 1] ?? [];
    }, 3);
    watch(connection('one'));
    await vi.waitFor(() => expect(watcher.get()[0]?.whole).toBe(true));
    expect(asked).toEqual([1, 2, 3]);
    expect(names(watcher.get()[0])).toEqual(['a', 'b', 'c', 'd']);
    expect(watcher.get()[0]?.loading).toBe('no');
  });

  it('end where a service answers every number with the same page', async () => {
    const asked: number[] = [];
    start((_, page) => {
      asked.push(page);
      return ['a', 'b'];
    }, 99);
    watch(connection('one'));
    await vi.waitFor(() => expect(watcher.get()[0]?.whole).toBe(true));
    expect(asked).toEqual([1, 2]);
    expect(names(watcher.get()[0])).toEqual(['a', 'b']);
  });

  it('end with an empty page', async () => {
    const asked: number[] = [];
    start((_, page) => {
      asked.push(page);
      return page === 1 ? ['a'] : [];
    }, 99);
    watch(connection('one'));
    await vi.waitFor(() => expect(watcher.get()[0]?.whole).toBe(true));
    expect(asked).toEqual([1, 2]);
    expect(names(watcher.get()[0])).toEqual(['a']);
  });

  it('do not wait for one that is silent, nor fall with one that fails', async () => {
    start((id) => (id === 'silent' ? 'never' : id === 'broken' ? new Error('down') : ['a']));
    watch(connection('silent'), connection('broken'), connection('fine'));
    await vi.waitFor(() => expect(watcher.get()[1]?.error?.message).toBe('down'));
    await vi.waitFor(() => expect(names(watcher.get()[2])).toEqual(['a']));
    expect(watcher.get()[0]).toMatchObject({ loading: 'first', whole: false, error: null });
    expect(watcher.get()[0]?.waitingSince).toBeTypeOf('number');
  });

  it('keep what was loaded when a later page fails, and go on there when tried again', async () => {
    let broken = true;
    const asked: number[] = [];
    start((_, page) => {
      asked.push(page);
      return page === 2 && broken ? new Error('down') : [`p${page}`];
    }, 3);
    watch(connection('one'));
    await vi.waitFor(() => expect(watcher.get()[0]?.error?.message).toBe('down'));
    expect(watcher.get()[0]).toMatchObject({ whole: false, loading: 'no' });
    expect(names(watcher.get()[0])).toEqual(['p1']);
    broken = false;
    watcher.get()[0]?.retry();
    await vi.waitFor(() => expect(watcher.get()[0]?.whole).toBe(true));
    expect(asked).toEqual([1, 2, 2, 3]);
  });

  it('ask nothing without a token, and go on when there is one', async () => {
    const asked: string[] = [];
    start((id) => {
      asked.push(id);
      return ['a'];
    });
    watch(connection('one', null));
    await Promise.resolve();
    expect(asked).toEqual([]);
    expect(watcher.get()[0]).toMatchObject({ loading: 'no', rows: [], at: undefined });
    watch(connection('one', 'Bearer 2'));
    await vi.waitFor(() => expect(names(watcher.get()[0])).toEqual(['a']));
  });

  it('go on with a new token where the old one was refused', async () => {
    let refused = true;
    start(() => (refused ? new Error('refused') : ['a']));
    watch(connection('one'));
    await vi.waitFor(() => expect(watcher.get()[0]?.error?.message).toBe('refused'));
    watch(connection('one', null));
    refused = false;
    watch(connection('one', 'Bearer 2'));
    await vi.waitFor(() => expect(names(watcher.get()[0])).toEqual(['a']));
  });

  it('keep their rows while they are read again', async () => {
    let rows: readonly string[] | 'never' = ['a'];
    start(() => rows);
    watch(connection('one'));
    await vi.waitFor(() => expect(names(watcher.get()[0])).toEqual(['a']));
    rows = 'never';
    watcher.get()[0]?.refresh();
    await vi.waitFor(() => expect(watcher.get()[0]?.loading).toBe('again'));
    expect(names(watcher.get()[0])).toEqual(['a']);
  });
});
