import { fandoghEndpoints } from '../../contract/fandogh/endpoints.ts';
import { Routes } from '../route.ts';
import type { ServiceBackend } from '../service.ts';
import { routeAccounts } from './accountRoutes.ts';
import { defineBuilds } from './buildJob.ts';
import { Builds } from './builds.ts';
import { door } from './door.ts';
import { routeImages } from './imageRoutes.ts';
import { Images, TABLES } from './images.ts';
import { PEOPLE } from './people.ts';
import { seed, seedRows } from './seed/seed.ts';

/** Fandogh: container images built from uploaded sources. */
export const fandogh: ServiceBackend = {
  service: 'fandogh',
  mount: '/fandogh/api',
  endpoints: fandoghEndpoints,
  migrations: [TABLES],
  start: (app, { database, jobs, faults, files, dialect }) => {
    const images = new Images(database);
    const builds = new Builds(database);
    const buildJobs = defineBuilds({ database, jobs, files, builds });
    const rooms = { database, files, dialect, images, builds, buildJobs };
    const routes = new Routes(app, '/fandogh/api', fandoghEndpoints, door, faults);
    routeAccounts(routes);
    routeImages(routes, rooms);
    return {
      accounts: PEOPLE.map(({ username, label, token, memberships }) => ({
        service: 'fandogh',
        user: username,
        label,
        authorization: `JWT ${token}`,
        may: memberships.map(({ role }) => role),
      })),
      seed: () => seed(rooms),
      seedRows: (count) => seedRows(count, rooms),
      sweep: async () => {
        await files.sweep(images.archives());
      },
    };
  },
};
