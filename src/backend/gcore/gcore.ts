import type { ServiceBackend } from '../service.ts';

export const gcore: ServiceBackend = {
  service: 'gcore',
  mount: '/gcore/cloud',
  endpoints: {},
  migrations: [],
  start: () => ({
    accounts: [],
    seed: () => Promise.resolve(),
    seedRows: () => undefined,
    sweep: () => Promise.resolve(),
  }),
};
