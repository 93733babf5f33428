import type { ComponentType } from 'react';
import type { ConnectionKind, PageCountProps } from '../connections/kind.ts';
import type { PlainMessageKey } from '../i18n/catalogue.ts';
import type { ImageService } from '../images/service.ts';
import { djinnConnection } from '../services/djinn/connection.tsx';
import { djinnImages } from '../services/djinn/images.ts';
import { fandoghConnection } from '../services/fandogh/connection.tsx';
import { fandoghImages } from '../services/fandogh/images.ts';
import { gcoreConnection } from '../services/gcore/connection.tsx';
import { gcoreImages } from '../services/gcore/images.ts';
import { RunningCount } from '../services/gcore/tasks/RunningCount.tsx';

/** A page that each connection of a service has. */
interface ServicePage {
  /** Below `/c/:connection/`. */
  readonly path: string;
  readonly label: PlainMessageKey;
  /** Gives the number that stands beside its name in the sidebar. */
  readonly Count?: ComponentType<PageCountProps>;
}

/** What the frame knows of a service. */
export interface ServiceEntry {
  readonly connection: ConnectionKind;
  readonly images: ImageService;
  /** In the order of the sidebar. */
  readonly pages: readonly ServicePage[];
}

const IMAGES = { path: 'images', label: 'app.images' } as const;
const SHARING = { path: 'sharing', label: 'gcore.sharing.title' } as const;
const TASKS = { path: 'tasks', label: 'gcore.task.title', Count: RunningCount } as const;

/** All services, one line for each: the order in which they are offered. */
export const SERVICES: readonly ServiceEntry[] = [
  { connection: fandoghConnection, images: fandoghImages, pages: [IMAGES] },
  { connection: djinnConnection, images: djinnImages, pages: [IMAGES] },
  { connection: gcoreConnection, images: gcoreImages, pages: [IMAGES, SHARING, TASKS] },
];
