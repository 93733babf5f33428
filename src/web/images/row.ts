import type { Service } from '../../contract/endpoint.ts';
import { placeKey, type Place } from '../connections/place.ts';

/** Every state an image of any service can be in, as far as a person must know it. */
export type ImageState =
  /** Fandogh: nothing has been uploaded yet. */
  | 'noVersion'
  | 'pending'
  | 'building'
  | 'built'
  | 'failed'
  | 'buildFailed'
  /** Djinn: the importer has not begun, is fetching, or gave up. */
  | 'queued'
  | 'importing'
  | 'importFailed'
  | 'ready'
  /** Gcore. */
  | 'saving'
  | 'active'
  | 'locked'
  | 'deleting'
  /** The service says something that is not known here; its word is shown as it is. */
  | 'unknown';

export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'neutral';

/** What each state means for a row: its tone, and whether it changes by itself and is worth following. */
export const STATES: Readonly<Record<ImageState, { readonly tone: Tone; readonly moving: boolean }>> = {
  noVersion: { tone: 'neutral', moving: false },
  pending: { tone: 'warn', moving: true },
  building: { tone: 'busy', moving: true },
  built: { tone: 'ok', moving: false },
  failed: { tone: 'bad', moving: false },
  buildFailed: { tone: 'bad', moving: false },
  queued: { tone: 'warn', moving: true },
  importing: { tone: 'busy', moving: true },
  importFailed: { tone: 'bad', moving: false },
  ready: { tone: 'ok', moving: false },
  saving: { tone: 'busy', moving: true },
  active: { tone: 'ok', moving: false },
  locked: { tone: 'busy', moving: true },
  deleting: { tone: 'busy', moving: true },
  unknown: { tone: 'neutral', moving: false },
};

/** What an image costs. */
export interface Price {
  readonly perMonth: number;
  /** ISO 4217, `USD`; null when the service does not say. */
  readonly currency: string | null;
}

export type Visibility = 'private' | 'internal' | 'shared' | 'public';

/** Why an action is not offered, so that a disabled button can say so. */
export type Hindrance =
  | 'notYours'
  | 'permission'
  | 'importing'
  | 'importFailed'
  | 'locked'
  | 'neverMade'
  | 'notOffered';

/** One image as the lists show it, whatever its service. Plain data: a hundred thousand of them are kept. */
export interface ImageRow {
  /** Unique over all connections and their places: `CONNECTION/ID`, `CONNECTION/PROJECT/REGION/ID`. */
  readonly key: string;
  readonly connection: string;
  /** Where it was read, and where every call about it goes, wherever the connection works meanwhile. */
  readonly at: Place;
  readonly service: Service;
  /** Unique within its connection; stands in addresses and calls. Fandogh: the name. */
  readonly id: string;
  readonly name: string;
  /** Fandogh: the last version. Gcore: region and architecture. Djinn: the namespace, `ci@platform`. Else empty. */
  readonly place: string;
  readonly state: ImageState;
  /** The service's own word for the state. */
  readonly stateWord: string;
  /** Why it failed, or what holds it, in the service's words; empty when there is nothing to say. */
  readonly reason: string;
  /** When it came into a state that moves, in milliseconds since 1970; null where the service does not say. */
  readonly since: number | null;
  /** The task that works on it (Gcore); null when there is none. */
  readonly task: string | null;
  /** Bytes; null when the service does not say (Djinn never does in lists). */
  readonly size: number | null;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  /** What it costs; null when nobody asked, or the service does not say. */
  readonly price: Price | null;
  readonly visibility: Visibility | null;
  readonly owner: string;
  /** Everything the filter looks at, folded by `fold`: made once, with the row. */
  readonly haystack: string;
  readonly download: 'yes' | Hindrance;
  readonly remove: 'yes' | Hindrance;
}

/** What a service tells of an image; `words` are labels, ids and whatever else the filter should find it by. */
export type RowParts = Omit<ImageRow, 'key' | 'haystack'> & { readonly words: readonly string[] };

const BEYOND_ASCII = /[\u0080-\uffff]/;

/**
 * Text as the filter compares it: in lower case; with the digits, and the two letters that Arabic and Persian
 * keyboards type differently, as one.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!BEYOND_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKC')
    .replaceAll(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll('\u064a', '\u06cc')
    .replaceAll('\u0643', '\u06a9');
}

/** Where an image was read, connection and place in one word: what is asked together, and cached together. */
export function originOf({ connection, at }: Pick<ImageRow, 'connection' | 'at'>): string {
  const place = placeKey(at);
  return place === '' ? connection : `${connection}/${place}`;
}

/** Stands between the words in a haystack. No term of a filter holds one, so that none matches across two words. */
const BETWEEN = '\n';

/** What the fields of a row themselves give the filter. */
function shownWords({
  name,
  owner,
  place,
  stateWord,
}: Pick<ImageRow, 'name' | 'owner' | 'place' | 'stateWord'>): string[] {
  return [name, owner, place, stateWord].filter((word) => word !== '');
}

/** What a row was made of besides its own fields, so that it can be made anew when some of those have changed. */
export function wordsOf(row: ImageRow): readonly string[] {
  return row.haystack.split(BETWEEN).slice(shownWords(row).length);
}

/** Makes a row of what a service tells. */
export function makeRow(parts: RowParts): ImageRow {
  const seen = [...shownWords(parts), ...parts.words];
  // Field by field: objects made by spreading take twice the memory, and three times as long to filter.
  return {
    key: `${originOf(parts)}/${parts.id}`,
    connection: parts.connection,
    at: parts.at,
    service: parts.service,
    id: parts.id,
    name: parts.name,
    place: parts.place,
    state: parts.state,
    stateWord: parts.stateWord,
    reason: parts.reason,
    since: parts.since,
    task: parts.task,
    size: parts.size,
    createdAt: parts.createdAt,
    price: parts.price,
    visibility: parts.visibility,
    owner: parts.owner,
    haystack: fold(seen.filter((word) => word !== '').join(BETWEEN)),
    download: parts.download,
    remove: parts.remove,
  };
}
