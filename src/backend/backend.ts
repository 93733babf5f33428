import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Dialect } from '../contract/endpoint.ts';
import { openapi } from '../contract/openapi.ts';
import { Database } from './database.ts';
import { djinn } from './djinn/djinn.ts';
import { fandogh } from './fandogh/fandogh.ts';
import { FaultRule, Faults } from './faults.ts';
import { FileStore } from './files.ts';
import { gcore } from './gcore/gcore.ts';
import { Jobs } from './jobs.ts';
import type { Env } from './route.ts';
import type { ServiceBackend } from './service.ts';

/** Every embedded service; a fourth is one more name here. */
const SERVICES: readonly ServiceBackend[] = [fandogh, djinn, gcore];

/** Where the embedded services stand on the server. */
export const EMBEDDED = '/embedded';

export interface BackendOptions {
  /** The data folder: `console.db` and a folder of files for each service. Made if it is not there. */
  readonly data: string;
  readonly dialect: Dialect;
  /** How many times faster than life builds, tasks and imports run; 1 is life. */
  readonly pace: number;
  /** Users and tokens, but no images. */
  readonly empty: boolean;
  /** At least this many plain rows over all services, for measuring; 0 adds none. */
  readonly seedRows: number;
  readonly allowPrivateImports: boolean;
}

/** The embedded backend: mount `app` at `/embedded`. */
export interface Backend {
  readonly app: Hono<Env>;
  /** Where each service stands below `/embedded`. */
  readonly mounts: readonly Pick<ServiceBackend, 'service' | 'mount'>[];
  /** Stops jobs and closes the database; files of running transfers are swept at the next start. */
  readonly close: () => Promise<void>;
}

/** Are both ends of the connection on this machine? Accounts and the fault switch answer nobody else. */
function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}

/** Was the folder filled to the end on its first start? */
function isSeeded(database: Database): boolean {
  database.migrate('seed', ['CREATE TABLE seeded (done INTEGER PRIMARY KEY) STRICT']);
  return database.first('SELECT done FROM seeded') !== undefined;
}

/**
 * Opens the database of a data folder. A first start that was killed half-way begins again from nothing: the server
 * did not listen yet, so nobody has put anything there.
 */
function openDatabase(data: string): Database {
  mkdirSync(data, { recursive: true });
  const file = path.join(data, 'console.db');
  const existed = existsSync(file);
  const database = new Database(file);
  if (!existed || isSeeded(database)) return database;
  database.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return new Database(file);
}

/**
 * Opens the data folder and starts the three services in it: real HTTP, a real database, real files.
 * @throws when the folder cannot be written, or was written by a newer version
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const database = openDatabase(options.data);
  const jobs = new Jobs(database, options.pace);
  const faults = new Faults();
  const app = new Hono<Env>();

  app.use('/accounts', async (c, next) =>
    isLoopback(c.env.incoming.socket.remoteAddress) ? next() : c.text('Only from this machine', 403),
  );
  app.use('/faults', async (c, next) =>
    isLoopback(c.env.incoming.socket.remoteAddress) ? next() : c.text('Only from this machine', 403),
  );

  const running = SERVICES.map((service) => {
    database.migrate(service.service, service.migrations);
    const sub = new Hono<Env>();
    const started = service.start(sub, {
      database,
      jobs,
      faults,
      files: new FileStore(path.join(options.data, service.service)),
      dialect: options.dialect,
      pace: options.pace,
      allowPrivateImports: options.allowPrivateImports,
    });
    app.get(`/openapi/${service.service}.json`, (c) =>
      c.json(openapi(service.service, service.endpoints, `${EMBEDDED}${service.mount}`)),
    );
    return { service, sub, started };
  });

  const accounts = running.flatMap(({ started }) => started.accounts);
  app.get('/accounts', (c) => c.json(accounts));
  app.get('/faults', (c) => c.json(faults.rules));
  app.put('/faults', async (c) => {
    const rules = z.safeParse(z.array(FaultRule), await c.req.json().catch(() => undefined));
    if (!rules.success) return c.json({ message: z.prettifyError(rules.error) }, 400);
    faults.set(rules.data);
    return c.json(faults.rules);
  });
  for (const { service, sub } of running) app.route(service.mount, sub);

  for (const { started } of running) await started.sweep();
  if (!isSeeded(database)) {
    if (!options.empty) for (const { started } of running) await started.seed();
    database.run('INSERT INTO seeded VALUES (1)');
  }
  if (options.seedRows > 0) {
    // A service may take fewer rows than its share: the others take what it leaves.
    const share = Math.ceil(options.seedRows / running.length);
    const counts = running.map(({ started }) => started.seedRows(share));
    const willing = running.filter((_, index) => (counts[index] ?? 0) >= share);
    const missing = options.seedRows - counts.reduce((sum, count) => sum + count, 0);
    if (missing > 0) {
      for (const { started } of willing) started.seedRows(share + Math.ceil(missing / willing.length));
    }
  }
  jobs.start();

  return {
    app,
    mounts: SERVICES,
    close: async () => {
      await jobs.close();
      database.close();
    },
  };
}
