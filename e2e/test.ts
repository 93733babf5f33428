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

/** Gives each file of tests, which one worker runs through, a server of its own. */
type ServerOf = (file: string) => Promise<Server>;

interface WorkerFixtures extends ServerOptions {
  readonly serverOf: ServerOf;
}

interface Fixtures {
  /** A server with seed data; the tests of a file share it and what they leave in it. */
  readonly server: Server;
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
  serverOf: [
    async ({ dialect, flags }, provide) => {
      let current: { readonly file: string; readonly server: Server } | undefined;
      await provide(async (file) => {
        if (current?.file === file) return current.server;
        await current?.server.close();
        const server = await Server.start(['--dialect', dialect, '--pace', '50', ...flags]);
        current = { file, server };
        return server;
      });
      await current?.server.close();
    },
    { scope: 'worker' },
  ],
  server: async ({ serverOf }, provide, { file }) => provide(await serverOf(file)),
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
