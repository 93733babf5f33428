import {
  CREATED_RANGES,
  FACETS,
  IMAGE_STATES,
  NO_FILTER,
  VISIBILITIES,
  type Facet,
  type Filter,
} from './filter.ts';
import { DEFAULT_SORT, SORT_KEYS, type Sort } from './listing.ts';

/** What the address of a list says of it. */
export interface ListUrl {
  readonly filter: Filter;
  readonly sort: Sort;
}

/** The values that an address may name for a facet; connections have names of their own. */
const KNOWN: Readonly<Record<Facet, readonly string[] | undefined>> = {
  state: IMAGE_STATES,
  connection: undefined,
  created: CREATED_RANGES,
  visibility: VISIBILITIES,
};

function readFacet(params: URLSearchParams, facet: Facet): string[] {
  const known = KNOWN[facet];
  const named = (params.get(facet) ?? '').split(',').filter((value) => value !== '');
  return [...new Set(named)].filter((value) => known === undefined || known.includes(value));
}

function readSort(text: string | null): Sort {
  const descending = text?.startsWith('-') ?? false;
  const by = SORT_KEYS.find((key) => key === (descending ? text?.slice(1) : text));
  return by === undefined ? DEFAULT_SORT : { by, descending };
}

/** Reads filter and sort from an address: `?q=void&state=ready,built&sort=-size`. What it does not know is left out. */
export function readListUrl(params: URLSearchParams): ListUrl {
  const facets = { ...NO_FILTER.facets };
  for (const facet of FACETS) facets[facet] = readFacet(params, facet);
  return { filter: { text: params.get('q') ?? '', facets }, sort: readSort(params.get('sort')) };
}

/** Writes filter and sort into an address, leaving out what is as usual; other parameters stay. */
export function writeListUrl({ filter, sort }: ListUrl, others: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(others);
  const put = (name: string, value: string): void => {
    if (value === '') params.delete(name);
    else params.set(name, value);
  };
  put('q', filter.text);
  for (const facet of FACETS) put(facet, filter.facets[facet].join(','));
  const usual = sort.by === DEFAULT_SORT.by && sort.descending === DEFAULT_SORT.descending;
  put('sort', usual ? '' : `${sort.descending ? '-' : ''}${sort.by}`);
  return params;
}
