import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../api/connection.ts';
import { createFollower, GIVE_UP } from './follow.ts';
import { followers } from './followers.ts';
import { changeRows, forgetImage, imageQuery, imagesKey, type ImagesData } from './queries.ts';
import type { ImagePage } from './service.ts';
import { someRow } from './testing/rows.ts';

const CONNECTION: Connection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  base: '/embedded/djinn',
  authorization: 'Bearer 1',
};
const KEY = imagesKey(CONNECTION);

function pageOf(names: readonly string[], next?: number): ImagePage {
  return { rows: names.map((name) => someRow({ name })), next, at: 1000 };
}

function cacheOf(...pages: readonly ImagePage[]): QueryClient {
  const client = new QueryClient();
  const data: ImagesData = { pages: [...pages], pageParams: pages.map((_, index) => index + 1) };
  client.setQueryData(KEY, data, { updatedAt: 1000 });
  return client;
}

function names(client: QueryClient): (string[] | undefined)[] | undefined {
  return client.getQueryData<ImagesData>(KEY)?.pages.map(({ rows }) => rows.map(({ name }) => name));
}

describe('the query for one image', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    followers.clear();
    vi.useRealTimers();
  });

  it('asks while the image moves, until nothing has changed for so long that it is given up', async () => {
    const row = someRow({ name: 'void', state: 'importing' });
    const follower = createFollower({
      ask: () => Promise.resolve(new Map()),
      apply: () => undefined,
      now: Date.now,
    });
    followers.set(CONNECTION.id, follower);
    follower.watch([row]);
    let asked = 0;
    const detail = () => {
      asked += 1;
      return Promise.resolve({ row, groups: [] });
    };
    const client = new QueryClient();
    const panel = new QueryObserver(client, imageQuery(client, { detail }, CONNECTION, row.id));
    const close = panel.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(GIVE_UP);
    expect(asked).toBeGreaterThan(GIVE_UP / 15_000);
    await vi.advanceTimersByTimeAsync(20_000);
    const before = asked;
    await vi.advanceTimersByTimeAsync(GIVE_UP);
    expect(asked).toBe(before);
    close();
  });
});

describe('changeRows', () => {
  it('replaces rows and takes out those that are gone, leaving other pages as they are', () => {
    const untouched = pageOf(['c']);
    const client = cacheOf(pageOf(['a', 'b'], 2), untouched);
    changeRows(
      client,
      CONNECTION,
      new Map([
        ['a', null],
        ['b', someRow({ name: 'b', state: 'importing' })],
      ]),
    );
    const data = client.getQueryData<ImagesData>(KEY);
    expect(names(client)).toEqual([['b'], ['c']]);
    expect(data?.pages[0]?.rows[0]?.state).toBe('importing');
    expect(data?.pages[1]).toBe(untouched);
  });

  it('does not make the list any younger, nor touch those of other connections and places', () => {
    const client = cacheOf(pageOf(['a', 'b']));
    changeRows(client, CONNECTION, new Map([['a', null]]));
    expect(client.getQueryState(KEY)?.dataUpdatedAt).toBe(1000);
    changeRows(client, { ...CONNECTION, id: 'djinn-other' }, new Map([['b', null]]));
    changeRows(client, { ...CONNECTION, project: 1337, region: 92 }, new Map([['b', null]]));
    expect(names(client)).toEqual([['b']]);
  });

  it('reaches every list of the place, whatever it was asked for', () => {
    const client = cacheOf(pageOf(['a', 'b']));
    const narrower = imagesKey(CONNECTION, { question: 'owned=1' });
    client.setQueryData<ImagesData>(narrower, { pages: [pageOf(['a'])], pageParams: [1] });
    changeRows(client, CONNECTION, new Map([['a', null]]));
    expect(names(client)).toEqual([['b']]);
    expect(client.getQueryData<ImagesData>(narrower)?.pages[0]?.rows).toEqual([]);
  });
});

describe('forgetImage', () => {
  it('gives up the answer on its way, in which the deleted image would be again', async () => {
    const client = cacheOf(pageOf(['a', 'b']));
    const late = client.fetchQuery<ImagesData>({
      queryKey: KEY,
      queryFn: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
        }),
    });
    await forgetImage(client, CONNECTION, 'a');
    expect(names(client)).toEqual([['b']]);
    await late.catch(() => undefined);
    expect(names(client)).toEqual([['b']]);
    expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
  });

  it('has the list read again while pages are still to come, since they have moved', async () => {
    const client = cacheOf(pageOf(['a', 'b'], 2));
    await forgetImage(client, CONNECTION, 'a');
    expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
  });

  it('leaves a whole list at that', async () => {
    const client = cacheOf(pageOf(['a', 'b']));
    await forgetImage(client, CONNECTION, 'a');
    expect(client.getQueryState(KEY)?.isInvalidated).toBe(false);
  });
});
