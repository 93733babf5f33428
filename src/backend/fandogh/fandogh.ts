import type { ServiceBackend } from '../service.ts';

export const fandogh: ServiceBackend = {
  service: 'fandogh',
  mount: '/fandogh/api',
  endpoints: {},
  migrations: [],
  start: () => ({
    accounts: [],
    seed: () => Promise.resolve(),
    seedRows: () => undefined,
    sweep: () => Promise.resolve(),
  }),
};
