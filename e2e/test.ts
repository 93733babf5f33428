import { expect, test as base } from '@playwright/test';
import type { FaultRule } from '../src/backend/faults.ts';
import type { Dialect } from '../src/contract/endpoint.ts';
import { Server } from './server.ts';

/** What a project, a file or a `describe` may set with `test.use`. */
export interface ServerOptions {
  readonly dialect: Dialect;
  /** Further flags of the server, such as `['--empty']`. */
  readonly flags: readonly string[];
}

interface WorkerFixtures extends ServerOptions {
  /** The server of this worker, with seed data; tests in one file share it and what they leave in it. */
  readonly server: Server;
}

interface Fixtures {
  /** Starts another server for this test alone, which ends with it. */
  readonly launch: (flags?: readonly string[], data?: string) => Promise<Server>;
  /** Makes calls to the embedded services go wrong until the test ends. */
  readonly faults: (rules: readonly FaultRule[]) => Promise<void>;
}

/**
 * Playwright's `test` with a server. `page` stands at the server's address, and a test fails when a script of the
 * page threw an error that nobody caught, or did what the content security policy forbids.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  dialect: ['documented', { option: true, scope: 'worker' }],
  flags: [[], { option: true, scope: 'worker' }],
  server: [
    async ({ dialect, flags }, provide) => {
      const server = await Server.start(['--dialect', dialect, '--pace', '50', ...flags]);
      await provide(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, provide) => provide(server.url),
  page: async ({ page }, provide) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (/Content[ -]Security[ -]Policy/i.test(message.text())) problems.push(message.text());
    });
    await provide(page);
    expect(problems).toEqual([]);
  },
  launch: async ({ dialect }, provide) => {
    const servers: Server[] = [];
    await provide(async (flags = [], data) => {
      const server = await Server.start(['--dialect', dialect, '--pace', '50', ...flags], data);
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.close();
  },
  faults: async ({ server }, provide) => {
    await provide((rules) => server.setFaults(rules));
    await server.setFaults([]);
  },
});

export { expect } from '@playwright/test';
