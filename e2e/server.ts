import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaultRule } from '../src/backend/faults.ts';
import { Accounts, type Account } from '../src/contract/console.ts';

const MAIN = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));

/** As `npm start` does it; `docs/operating.md` says what for. */
const NODE_FLAGS = ['--max-semi-space-size=1'];

/** The built server as a process of its own, on a free port and in a data folder that is new unless one is given. */
export class Server {
  readonly data: string;
  readonly #flags: readonly string[];
  #process: ChildProcess | undefined;
  /** Stays the same over restarts, so that an open page finds its server again. */
  #port = '0';
  #url = '';
  #output = '';

  private constructor(data: string, flags: readonly string[]) {
    this.data = data;
    this.#flags = flags;
  }

  /**
   * Starts a server and waits until it is ready.
   * @param flags as on the command line, without `--port` and `--data`
   */
  static async start(flags: readonly string[] = [], data?: string): Promise<Server> {
    const folder = data ?? (await mkdtemp(path.join(os.tmpdir(), 'image-console-e2e-')));
    const server = new Server(folder, flags);
    await server.#spawn();
    return server;
  }

  /** Where the console is opened, with a slash at its end. */
  get url(): string {
    return this.#url;
  }

  /** All that it has printed since its last start. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('The server does not run');
    return this.#process.pid;
  }

  async #spawn(): Promise<void> {
    const child = spawn(
      process.execPath,
      [...NODE_FLAGS, MAIN, '--port', this.#port, '--data', this.data, ...this.#flags],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#process = child;
    this.#output = '';
    this.#url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        const ready = /ready at (http:\S+)/.exec(this.#output)?.[1];
        if (ready !== undefined) resolve(ready);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`The server ended before it was ready: ${this.#output}`)));
    });
    this.#port = new URL(this.#url).port;
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  /** Ends it as an operator does; gives its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Ends it as a power cut does: no handler runs. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it again on the same port and the same data, after ending it if it still runs. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#spawn();
  }

  /** Ends it and removes its data. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  /** The demo users; the first of each service may do everything. */
  async accounts(): Promise<readonly Account[]> {
    const answer = await fetch(new URL('embedded/accounts', this.#url));
    return Accounts.parse(await answer.json());
  }

  /** Replaces the rules by which calls to the embedded services go wrong; none removes them. */
  async setFaults(rules: readonly FaultRule[]): Promise<void> {
    const answer = await fetch(new URL('embedded/faults', this.#url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rules),
    });
    if (!answer.ok) throw new Error(`The fault switch refused: ${await answer.text()}`);
  }

  /** The most memory that the process has held at once, in bytes; undefined where the system does not tell. */
  async peakMemory(): Promise<number | undefined> {
    if (process.platform !== 'linux') return undefined;
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }
}
