import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Accounts, type Account } from '../../contract/console.ts';
import { EMBEDDED, openBackend, type BackendOptions } from '../backend.ts';

/** A backend on a free port of this machine, for tests that speak real HTTP to it. */
export interface TestBackend {
  /** `http://127.0.0.1:PORT/embedded` */
  readonly url: string;
  readonly data: string;
  readonly accounts: readonly Account[];
  /** Stops the server; the data folder stays, so that a test can start another one on it. */
  readonly stop: () => Promise<void>;
  /** Stops the server and removes its data. */
  readonly close: () => Promise<void>;
}

const DEFAULTS: Omit<BackendOptions, 'data'> = {
  dialect: 'documented',
  pace: 1000,
  empty: false,
  seedRows: 0,
  allowPrivateImports: true,
};

/** Starts a backend, in a new data folder unless one is given. Time runs a thousand times faster in it. */
export async function startBackend(options: Partial<BackendOptions> = {}): Promise<TestBackend> {
  const data = options.data ?? (await mkdtemp(path.join(os.tmpdir(), 'image-console-')));
  const backend = await openBackend({ ...DEFAULTS, ...options, data });
  const app = new Hono().route(EMBEDDED, backend.app);
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => {
    if (server.listening) resolve();
    else server.once('listening', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const url = `http://127.0.0.1:${address.port}${EMBEDDED}`;
  const accounts = Accounts.parse(await (await fetch(`${url}/accounts`)).json());

  const stop = async (): Promise<void> => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await backend.close();
  };
  return {
    url,
    data,
    accounts,
    stop,
    close: async () => {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
