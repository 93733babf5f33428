import type { Service } from '../../contract/endpoint.ts';

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

export type Visibility = 'private' | 'internal' | 'shared' | 'public';

/** Why an action is not offered, so that a disabled button can say so. */
export type Hindrance = 'notYours' | 'permission' | 'importing' | 'importFailed' | 'locked' | 'notOffered';

/** One image as the lists show it, whatever its service. Plain data: a hundred thousand of them are kept. */
export interface ImageRow {
  /** Unique over all connections: `CONNECTION/ID`. */
  readonly key: string;
  readonly connection: string;
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
  /** Bytes; null when the service does not say (Djinn never does in lists). */
  readonly size: number | null;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  readonly visibility: Visibility | null;
  readonly owner: string;
  /** Labels, ids and other words that the filter looks at beside name, owner and place. */
  readonly words: string;
  readonly download: 'yes' | Hindrance;
  readonly remove: 'yes' | Hindrance;
}
