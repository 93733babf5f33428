import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DjinnImage, parseDjinnDate } from '../../contract/djinn/images.ts';
import { readLinks } from '../../contract/djinn/links.ts';
import { startApi, type Api } from './testing/api.ts';

/** Sixty rows for Djinn, and as many for each other service. */
const SIXTY = { empty: true, seedRows: 180 };

function row(number: number): string {
  return `row-${String(number).padStart(5, '0')}`;
}

/** The names of the rows from `first` to `last`, counted from 1. */
function rows(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => row(first - 1 + index));
}

/** A page of the list: its names, and the numbers in its `Link` as they stand there. */
async function page(
  api: Api,
  number: string | undefined,
): Promise<{ names: string[]; prev: number | undefined; next: number | undefined }> {
  const query = number === undefined ? {} : { page: number };
  const { json, headers } = await api.call('mina', 'listImages', { query });
  const link = headers.get('link') ?? '';
  const linked = (rel: string): number | undefined => {
    const found = new RegExp(`[?&]page=(\\d+)[^>]*>; rel="${rel}"`).exec(link)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  return {
    names: z.parse(z.array(DjinnImage), json).map(({ name }) => name),
    prev: linked('prev'),
    next: linked('next'),
  };
}

describe('observed', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ ...SIXTY, dialect: 'observed' });
  });
  afterAll(() => api.backend.close());

  test.each([
    [undefined, rows(1, 25), 1, 2],
    ['0', rows(1, 25), 1, 2],
    ['-3', rows(1, 25), 1, 2],
    ['abc', rows(1, 25), 1, 2],
    ['2.0', rows(1, 25), 1, 2],
    ['2', rows(26, 50), 1, 3],
    ['3', rows(51, 60), 2, 3],
    ['4', [], 1, 2],
    ['60', [], 1, 2],
    ['61', rows(51, 60), 2, 3],
    ['999999', rows(51, 60), 2, 3],
  ])('page %s', async (number, names, prev, next) => {
    expect(await page(api, number)).toEqual({ names, prev, next });
  });

  test('links are relative, sorted, and keep other parameters', async () => {
    const query = { search: 'row', page: '2', more: 'ü&' };
    const { headers } = await api.call('mina', 'listImages', { query });
    const path = new URL(`${api.url}/images`).pathname;
    expect(headers.get('link')).toBe(
      `<${path}?more=%C3%BC%26&page=1&search=row>; rel="prev", <${path}?more=%C3%BC%26&page=3&search=row>; rel="next"`,
    );
  });

  test('an empty list links to page 0 twice, which means nothing', async () => {
    const { json, headers } = await api.call('ravi', 'listImages');
    expect(json).toEqual([]);
    expect(headers.get('link')).toMatch(/page=0>; rel="prev", .*page=0>; rel="next"/);
    expect(readLinks(headers.get('link'), `${api.url}/images`)).toEqual({});
  });

  test('the order is that of bytes, and wildcards in a search are wild', async () => {
    for (const name of ['zeta', 'Zeta', 'ze_a']) await api.upload('platform', name);
    expect(await api.names('platform')).toEqual(['Zeta', 'ze_a', 'zeta']);
    expect(await api.names('platform', { search: 'ze_a' })).toEqual(['Zeta', 'ze_a', 'zeta']);
    expect(await api.names('platform', { search: 'z%_' })).toEqual(['Zeta', 'ze_a', 'zeta']);
  });
});

describe('documented', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi(SIXTY);
  });
  afterAll(() => api.backend.close());

  test.each([
    [undefined, rows(1, 25), undefined, 2],
    ['abc', rows(1, 25), undefined, 2],
    ['2', rows(26, 50), 1, 3],
    ['3', rows(51, 60), 2, undefined],
    ['4', [], 3, undefined],
    ['61', [], 3, undefined],
  ])('page %s', async (number, names, prev, next) => {
    expect(await page(api, number)).toEqual({ names, prev, next });
  });

  test('links are absolute and keep the search', async () => {
    const { headers } = await api.call('mina', 'listImages', { query: { search: 'ROW-', more: '1' } });
    expect(headers.get('link')).toBe(`<${api.url}/images?search=ROW-&page=2>; rel="next"`);
  });

  test('a list of one page has no links, an empty one is an empty list', async () => {
    const one = await api.call('mina', 'listImages', { query: { search: '0001' } });
    expect(one.headers.get('link')).toBeNull();
    const { json, headers } = await api.call('ravi', 'listImages');
    expect([json, headers.get('link')]).toEqual([[], null]);
  });

  test('the newest comes first, and a search is part of the name in any case', async () => {
    for (const name of ['zeta', 'Zeta', 'ze_a']) await api.upload('platform', name);
    expect(await api.names('platform')).toEqual(['ze_a', 'Zeta', 'zeta']);
    expect(await api.names('platform', { search: 'ZETA' })).toEqual(['Zeta', 'zeta']);
    expect(await api.names('platform', { search: 'e_' })).toEqual(['ze_a']);
    expect(await api.names('platform', { search: '%' })).toEqual([]);
  });
});

test.each(['documented', 'observed'] as const)('following the links ends, %s', async (dialect) => {
  const api = await startApi({ ...SIXTY, dialect });
  const seen: string[] = [];
  let next: number | undefined = 1;
  while (next !== undefined) {
    const { json, headers } = await api.call('mina', 'listImages', { query: { page: String(next) } });
    seen.push(...z.parse(z.array(DjinnImage), json).map(({ name }) => name));
    next = readLinks(headers.get('link'), `${api.url}/images?page=${next}`).next;
  }
  await api.backend.close();
  expect(seen).toEqual(rows(1, 60));
});

test('rows for measuring are capped, because they come 25 at a time', async () => {
  const api = await startApi({ empty: true, seedRows: 9000 });
  const last = await page(api, '80');
  expect([last.names.length, last.next]).toEqual([25, undefined]);
  await api.backend.close();
});

test('the demo images look like life', async () => {
  const api = await startApi({ pace: 1 });
  const images: DjinnImage[] = [];
  for (const number of ['1', '2']) {
    const { json } = await api.call('mina', 'listImages', { query: { page: number } });
    images.push(...z.parse(z.array(DjinnImage), json));
  }
  await api.backend.close();
  expect(images.length).toBeGreaterThan(30);
  const states = images.map(({ download }) =>
    download === null
      ? 'uploaded'
      : [
          download.started_at && 'started',
          download.finished_at && 'finished',
          download.error && 'failed',
        ].join(),
  );
  expect(new Set(states)).toEqual(
    new Set(['uploaded', ',,', 'started,,', 'started,finished,', 'started,finished,failed']),
  );
  expect(images.some(({ namespace }) => /[\u0600-\u06ff]/.test(namespace?.description ?? ''))).toBe(true);
  expect(images.some(({ author_id, user_id }) => author_id !== user_id)).toBe(true);
  for (const { created_at } of images) expect(parseDjinnDate(created_at)).toBeLessThanOrEqual(Date.now());
});
