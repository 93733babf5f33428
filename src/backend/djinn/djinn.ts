import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { Routes } from '../route.ts';
import type { ServiceBackend } from '../service.ts';
import { accounts, addAccounts } from './accounts.ts';
import { addCreation } from './creation.ts';
import { djinnDoor, type Caller } from './door.ts';
import { addImages } from './images.ts';
import { startImports } from './imports.ts';
import { addNamespaces } from './namespaces.ts';
import { startSeeding } from './seed.ts';
import { migrations, Tables } from './tables.ts';

const MOUNT = '/djinn';

/** Djinn CI, as far as images go: images, the namespaces they are in, imports by URL. */
export const djinn: ServiceBackend = {
  service: 'djinn',
  mount: MOUNT,
  endpoints: djinnEndpoints,
  migrations,
  start: (app, { database, jobs, faults, files, dialect, allowPrivateImports }) => {
    const tables = new Tables(database);
    addAccounts(tables);
    const imports = startImports({ tables, files, jobs, dialect, allowPrivate: allowPrivateImports });
    const seeding = startSeeding(tables, files, jobs);
    const routes = new Routes<Caller>(app, MOUNT, djinnEndpoints, djinnDoor(tables, dialect), faults);
    const parts = { tables, files, imports, dialect };
    addImages(routes, parts);
    addCreation(routes, parts);
    addNamespaces(routes, parts);
    return {
      accounts,
      ...seeding,
      sweep: async () => {
        await files.sweep(tables.files());
      },
    };
  },
};
