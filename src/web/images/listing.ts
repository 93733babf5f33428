import { FACETS, facetValue, termsOf, type Facet, type Filter } from './filter.ts';
import { haystackOf, type Haystack } from './haystack.ts';
import { orderNumbers, orderTexts } from './naturalOrder.ts';
import { STATES, type ImageRow } from './row.ts';

/** The columns that a list can be sorted by. */
export const SORT_KEYS = [
  'name',
  'connection',
  'place',
  'state',
  'size',
  'created',
  'visibility',
  'owner',
  'price',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** Newest first. */
export const DEFAULT_SORT: Sort = { by: 'created', descending: true };

/** Which of many rows are shown, and in which order: places in `rows`, never copies of rows. */
export interface Listing {
  readonly rows: readonly ImageRow[];
  /** Makes ready for text to be looked for, so that the first letter does not wait for it. */
  readonly prepare: () => void;
  /** The places of the rows that pass, in order. `now`, in milliseconds since 1970, is for the facet "created". */
  readonly show: (filter: Filter, sort: Sort, now: number) => Int32Array;
  /** How many rows each value of a facet would show, with the text and the other facets as they are. */
  readonly counts: (facet: Facet, filter: Filter, now: number) => ReadonlyMap<string, number>;
}

/** States sort by how much they want to be looked at: what failed first, what rests last. */
const URGENCY = { bad: '0', busy: '1', warn: '2', neutral: '3', ok: '4' } as const;

function sortText(
  row: ImageRow,
  by: Exclude<SortKey, 'size' | 'created' | 'price'>,
  labels: ReadonlyMap<string, string>,
): string {
  switch (by) {
    case 'connection':
      return labels.get(row.connection) ?? row.connection;
    case 'state':
      return `${URGENCY[STATES[row.state].tone]} ${row.state}`;
    case 'visibility':
      return row.visibility ?? '';
    default:
      return row[by];
  }
}

interface Passed {
  readonly filter: Filter;
  readonly now: number;
  readonly places: Int32Array;
}

/** With more text every row still has to pass what it passed before; so only those need to be looked at. */
function narrows(before: Filter, after: Filter): boolean {
  return after.text.startsWith(before.text) && after.facets === before.facets;
}

/**
 * Prepares rows for being filtered and sorted again and again. Orders are kept once they are made, and the last
 * filter's result, so that typing on looks only at the rows that still pass: some milliseconds for 100,000.
 * @param labels what connections are called, by id, for sorting
 */
export function listingOf(rows: readonly ImageRow[], labels: ReadonlyMap<string, string>): Listing {
  const orders = new Map<string, Int32Array>();
  let last: Passed | undefined;
  let texts: Haystack | undefined;
  const all = Int32Array.from(rows.keys());

  const orderBy = ({ by, descending }: Sort): Int32Array => {
    const key = `${by} ${descending}`;
    const known = orders.get(key);
    if (known) return known;
    let order: Int32Array;
    if (by === 'size')
      order = orderNumbers(
        rows.map((row) => row.size),
        descending,
      );
    else if (by === 'created')
      order = orderNumbers(
        rows.map((row) => row.createdAt),
        descending,
      );
    else if (by === 'price')
      order = orderNumbers(
        rows.map((row) => row.price?.perMonth ?? null),
        descending,
      );
    else
      order = orderTexts(
        rows.map((row) => sortText(row, by, labels)),
        descending,
      );
    orders.set(key, order);
    return order;
  };

  const haystack = (): Haystack => (texts ??= haystackOf(rows.map((row) => row.haystack)));

  /** Those of `from` that hold every term and, of every facet but `except`, one of the values chosen. */
  const narrow = (filter: Filter, now: number, from: Int32Array, except?: Facet): Int32Array => {
    let places = from;
    for (const term of termsOf(filter.text)) places = haystack().search(term, places);
    for (const facet of FACETS) {
      if (facet === except || filter.facets[facet].length === 0) continue;
      const values = new Set(filter.facets[facet]);
      places = places.filter((place) => {
        const row = rows[place];
        return row !== undefined && values.has(facetValue(row, facet, now));
      });
    }
    return places;
  };

  const pass = (filter: Filter, now: number): Int32Array => {
    if (
      last &&
      last.now === now &&
      last.filter.text === filter.text &&
      last.filter.facets === filter.facets
    ) {
      return last.places;
    }
    const from = last && last.now === now && narrows(last.filter, filter) ? last.places : all;
    last = { filter, now, places: narrow(filter, now, from) };
    return last.places;
  };

  return {
    rows,
    prepare: () => void haystack(),
    show: (filter, sort, now) => {
      const order = orderBy(sort);
      const passed = pass(filter, now);
      if (passed.length === rows.length) return order;
      const shown = new Uint8Array(rows.length);
      for (const place of passed) shown[place] = 1;
      const places = new Int32Array(passed.length);
      let count = 0;
      for (const place of order) if (shown[place] === 1) places[count++] = place;
      return places;
    },
    counts: (facet, filter, now) => {
      const counts = new Map<string, number>();
      for (const place of narrow(filter, now, all, facet)) {
        const row = rows[place];
        if (!row) continue;
        const value = facetValue(row, facet, now);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    },
  };
}
