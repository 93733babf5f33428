import type { ServiceBackend } from '../service.ts';

export const djinn: ServiceBackend = {
  service: 'djinn',
  mount: '/djinn',
  endpoints: {},
  migrations: [],
  start: () => ({
    accounts: [],
    seed: () => Promise.resolve(),
    seedRows: () => undefined,
    sweep: () => Promise.resolve(),
  }),
};
