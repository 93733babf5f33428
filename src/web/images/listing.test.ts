import { describe, expect, it } from 'vitest';
import { NO_FILTER, type Facet, type Filter } from './filter.ts';
import { DEFAULT_SORT, listingOf, type Sort } from './listing.ts';
import { someRow } from './testing/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const ROWS = [
  someRow({ name: 'alpine-3.9', size: 148, createdAt: NOW - 60_000, owner: 'Mina', place: 'ci@platform' }),
  someRow({
    name: 'alpine-3.10',
    size: null,
    createdAt: NOW - 3 * DAY,
    state: 'importing',
    stateWord: 'downloading',
  }),
  someRow({
    name: 'void-base',
    size: 684,
    createdAt: null,
    state: 'importFailed',
    stateWord: 'failed',
    visibility: 'public',
  }),
  someRow({
    name: 'orders-api',
    connection: 'fandogh-demo',
    service: 'fandogh',
    state: 'built',
    stateWord: 'BUILT',
    visibility: null,
    createdAt: NOW - 400 * DAY,
    words: ['تیم زیرساخت ۴۲'],
  }),
];
const LABELS = new Map([
  ['djinn-demo', 'djinn demo'],
  ['fandogh-demo', 'fandogh demo'],
]);

function filter(text: string, facets: Partial<Record<Facet, readonly string[]>> = {}): Filter {
  return { text, facets: { ...NO_FILTER.facets, ...facets } };
}

function shown(given: Filter, sort: Sort = { by: 'name', descending: false }): string[] {
  return [...listingOf(ROWS, LABELS).show(given, sort, NOW)].map((place) => ROWS[place]?.name ?? '');
}

describe('a listing', () => {
  it('finds by name, owner, place, state and labels, whatever the case', () => {
    expect(shown(filter('MINA'))).toEqual(['alpine-3.9']);
    expect(shown(filter('platform'))).toEqual(['alpine-3.9']);
    expect(shown(filter('downloading'))).toEqual(['alpine-3.10']);
  });

  it('wants every term, in any order, and none across two fields', () => {
    expect(shown(filter('  3 alp '))).toEqual(['alpine-3.9', 'alpine-3.10']);
    expect(shown(filter('minaci'))).toEqual([]);
  });

  it('takes Persian and Arabic letters and digits for the same', () => {
    expect(shown(filter('تيم 42'))).toEqual(['orders-api']);
  });

  it('shows the same when text is typed letter by letter, taken back, and typed otherwise', () => {
    const listing = listingOf(ROWS, LABELS);
    const { facets } = NO_FILTER;
    for (const text of ['a', 'al', 'alpine 3.1', 'alpine', 'void', '', 'o']) {
      const typed = [...listing.show({ text, facets }, DEFAULT_SORT, NOW)];
      expect(typed).toEqual([...listingOf(ROWS, LABELS).show({ text, facets }, DEFAULT_SORT, NOW)]);
    }
  });

  it('narrows by several values of one facet and by several facets at once', () => {
    expect(shown(filter('', { state: ['importing', 'importFailed'] }))).toEqual(['alpine-3.10', 'void-base']);
    expect(shown(filter('', { state: ['importing', 'importFailed'], visibility: ['public'] }))).toEqual([
      'void-base',
    ]);
    expect(shown(filter('', { created: ['day', 'older'] }))).toEqual(['alpine-3.9', 'orders-api']);
    expect(shown(filter('', { created: ['unknown'] }))).toEqual(['void-base']);
  });

  it('counts a facet as if it were not set, under the text and the others', () => {
    const counts = listingOf(ROWS, LABELS).counts('state', filter('alpine', { state: ['ready'] }), NOW);
    expect(Object.fromEntries(counts)).toEqual({ ready: 1, importing: 1 });
  });

  it('sorts by any column, what is missing last either way', () => {
    expect(shown(filter(''), { by: 'size', descending: true })).toEqual([
      'void-base',
      'alpine-3.9',
      'alpine-3.10',
      'orders-api',
    ]);
    expect(shown(filter(''), { by: 'created', descending: true })).toEqual([
      'alpine-3.9',
      'alpine-3.10',
      'orders-api',
      'void-base',
    ]);
    expect(shown(filter(''), { by: 'place', descending: true })[0]).toBe('alpine-3.9');
    expect(shown(filter(''), { by: 'connection', descending: true })[0]).toBe('orders-api');
    expect(shown(filter(''), { by: 'state', descending: false })[0]).toBe('void-base');
  });
});
