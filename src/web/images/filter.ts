import { fold, STATES, type ImageRow, type ImageState, type Visibility } from './row.ts';

/** How long ago an image was made, in steps that do not overlap. */
export type CreatedRange = 'day' | 'week' | 'month' | 'year' | 'older' | 'unknown';

const DAY = 24 * 60 * 60 * 1000;

/** Every step with its upper end, in milliseconds before now; a row falls into the first whose end it is below. */
const RANGES: readonly (readonly [CreatedRange, number])[] = [
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 30 * DAY],
  ['year', 365 * DAY],
];

/** The choices of the facet "created", in order. */
export const CREATED_RANGES: readonly CreatedRange[] = [
  ...RANGES.map(([range]) => range),
  'older',
  'unknown',
];

/** The choices of the facet "visibility", in order. */
export const VISIBILITIES: readonly (Visibility | 'unknown')[] = [
  'private',
  'internal',
  'shared',
  'public',
  'unknown',
];

/** The choices of the facet "state", in the order of an image's life. */
export const IMAGE_STATES: readonly ImageState[] = Object.keys(STATES).filter(isImageState);

/** Narrows a word to a state. */
export function isImageState(word: string): word is ImageState {
  return Object.hasOwn(STATES, word);
}

/** What a list can be narrowed by besides text. */
export const FACETS = ['state', 'connection', 'created', 'visibility'] as const;
export type Facet = (typeof FACETS)[number];

/** Which rows are shown: those that hold every term of the text and, of each facet, one of the values chosen. */
export interface Filter {
  readonly text: string;
  /** By facet; a facet without values does not narrow. */
  readonly facets: Readonly<Record<Facet, readonly string[]>>;
}

/** Shows everything. */
export const NO_FILTER: Filter = {
  text: '',
  facets: { state: [], connection: [], created: [], visibility: [] },
};

/** The terms of a filter's text, all of which a row must hold, in whatever order. */
export function termsOf(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .filter((term) => term !== '');
}

/** Does the filter leave anything out at all? */
export function isNarrowing({ text, facets }: Filter): boolean {
  return termsOf(text).length > 0 || FACETS.some((facet) => facets[facet].length > 0);
}

function createdRange(createdAt: number | null, now: number): CreatedRange {
  if (createdAt === null) return 'unknown';
  return RANGES.find(([, end]) => now - createdAt < end)?.[0] ?? 'older';
}

/** The value of a row for a facet; `now` is in milliseconds since 1970. */
export function facetValue(row: ImageRow, facet: Facet, now: number): string {
  if (facet === 'created') return createdRange(row.createdAt, now);
  if (facet === 'visibility') return row.visibility ?? 'unknown';
  return row[facet];
}
