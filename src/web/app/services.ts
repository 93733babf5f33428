import type { ConnectionKind } from '../connections/kind.ts';
import type { PlainMessageKey } from '../i18n/catalogue.ts';
import type { ImageService } from '../images/service.ts';
import { djinnConnection } from '../services/djinn/connection.tsx';
import { djinnImages } from '../services/djinn/images.ts';
import { fandoghConnection } from '../services/fandogh/connection.tsx';
import { fandoghImages } from '../services/fandogh/images.ts';
import { gcoreConnection } from '../services/gcore/connection.tsx';
import { gcoreImages } from '../services/gcore/images.ts';

/** What the frame knows of a service. */
export interface ServiceEntry {
  readonly connection: ConnectionKind;
  readonly images: ImageService;
  /** The pages of each of its connections, below `/c/:connection/`, in the order of the sidebar. */
  readonly pages: readonly { readonly path: string; readonly label: PlainMessageKey }[];
}

const IMAGES = { path: 'images', label: 'app.images' } as const;
const SHARING = { path: 'sharing', label: 'gcore.sharing.title' } as const;
const TASKS = { path: 'tasks', label: 'gcore.task.title' } as const;

/** All services, one line for each: the order in which they are offered. */
export const SERVICES: readonly ServiceEntry[] = [
  { connection: fandoghConnection, images: fandoghImages, pages: [IMAGES] },
  { connection: djinnConnection, images: djinnImages, pages: [IMAGES] },
  { connection: gcoreConnection, images: gcoreImages, pages: [IMAGES, SHARING, TASKS] },
];
