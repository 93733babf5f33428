import type { Hono } from 'hono';
import type { Account } from '../contract/console.ts';
import type { Dialect, Endpoint, Service } from '../contract/endpoint.ts';
import type { Database } from './database.ts';
import type { Faults } from './faults.ts';
import type { FileStore } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Env } from './route.ts';

/** What every embedded service is given to work with. */
export interface Surroundings {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly faults: Faults;
  /** The service's own folder of files. */
  readonly files: FileStore;
  readonly dialect: Dialect;
  /** How many times faster than life builds and tasks run. */
  readonly pace: number;
  /** May imports fetch from private and loopback addresses? Only ever for tests and closed networks. */
  readonly allowPrivateImports: boolean;
}

/** An embedded service that runs. */
export interface RunningService {
  /** Demo users; the first may do everything. */
  readonly accounts: readonly Account[];
  /** Puts lifelike demo images into an empty data folder. */
  readonly seed: () => Promise<void>;
  /** Adds plain rows for measuring, without files, until there are `count` images; returns how many there are. */
  readonly seedRows: (count: number) => number;
  /** Removes files that no row names, left by a crash. Runs before the first request. */
  readonly sweep: () => Promise<void>;
}

/** One embedded service: its contract, its tables, and how it starts. One line in `backend.ts` adds it. */
export interface ServiceBackend {
  readonly service: Service;
  /** The base path its paths stand under, below `/embedded`: `/djinn`. */
  readonly mount: `/${string}`;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Only ever appended to. */
  readonly migrations: readonly string[];
  /** Registers routes and kinds of job; users and tokens are there when it returns. */
  readonly start: (app: Hono<Env>, surroundings: Surroundings) => RunningService;
}
