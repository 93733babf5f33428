import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import { Routes } from '../route.ts';
import type { ServiceBackend } from '../service.ts';
import { Access } from './access.ts';
import { ACCOUNTS } from './accounts.ts';
import { door } from './door.ts';
import { serveImages } from './imageRoutes.ts';
import { Images } from './images.ts';
import { Labels } from './labels.ts';
import { serveMetadata } from './metadataRoutes.ts';
import { servePlaces } from './places.ts';
import { seed, seedRows } from './seed.ts';
import { serveSharing } from './sharingRoutes.ts';
import { Sharing } from './sharing.ts';
import { migrations } from './tables.ts';
import { serveTasks } from './taskRoutes.ts';
import { Tasks } from './tasks.ts';
import { Work } from './work.ts';

const MOUNT = '/gcore/cloud';

/** Gcore Cloud: images per project and region, made and deleted by tasks, with metadata and sharing lists. */
export const gcore: ServiceBackend = {
  service: 'gcore',
  mount: MOUNT,
  endpoints: gcoreEndpoints,
  migrations,
  start: (app, { database, jobs, faults, dialect, allowPrivateImports }) => {
    const images = new Images(database);
    const labels = new Labels(database);
    const tasks = new Tasks(database);
    const sharing = new Sharing(database);
    const access = new Access(images, sharing);
    const work = new Work(jobs, { database, images, labels, tasks, dialect, allowPrivateImports });
    const routes = new Routes(app, `/embedded${MOUNT}`, gcoreEndpoints, door, faults);
    servePlaces(routes, dialect);
    serveImages(routes, { database, images, labels, tasks, access, work, dialect });
    serveMetadata(routes, { database, images, labels, access });
    serveSharing(routes, sharing, dialect);
    serveTasks(routes, tasks);
    return {
      accounts: ACCOUNTS,
      seed: () => Promise.resolve(seed({ database, images, labels, tasks, sharing, work })),
      seedRows: (count) => seedRows({ database, images }, count),
      // Images are rows only: what an import fetches is counted and not kept.
      sweep: () => Promise.resolve(),
    };
  },
};
