import type { ConnectionKind } from '../connections/kind.ts';
import type { PlainMessageKey } from '../i18n/catalogue.ts';
import { djinnConnection } from '../services/djinn/connection.tsx';
import { fandoghConnection } from '../services/fandogh/connection.tsx';
import { gcoreConnection } from '../services/gcore/connection.tsx';

/** What the frame knows of a service. */
export interface ServiceEntry {
  readonly connection: ConnectionKind;
  /** The pages of each of its connections, below `/c/:connection/`, in the order of the sidebar. */
  readonly pages: readonly { readonly path: string; readonly label: PlainMessageKey }[];
}

const IMAGES = { path: 'images', label: 'app.images' } as const;

/** All services, one line for each: the order in which they are offered. */
export const SERVICES: readonly ServiceEntry[] = [
  { connection: fandoghConnection, pages: [IMAGES] },
  { connection: djinnConnection, pages: [IMAGES] },
  { connection: gcoreConnection, pages: [IMAGES] },
];
