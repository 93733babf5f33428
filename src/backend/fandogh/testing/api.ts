import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import type { Dialect, Endpoint } from '../../../contract/endpoint.ts';
import { fandoghEndpoints } from '../../../contract/fandogh/endpoints.ts';
import {
  FandoghBuilds,
  FandoghImage,
  FandoghVersion,
  type FandoghBuild,
} from '../../../contract/fandogh/models.ts';
import { isFinalState } from '../../../contract/fandogh/rules.ts';
import { startBackend, type TestBackend } from '../../testing/harness.ts';
import { PEOPLE } from '../people.ts';

export type EndpointName = keyof typeof fandoghEndpoints;

/** Who calls: a demo user, nobody, or anybody with these headers. */
export type Who = 'sara' | 'dariush' | 'omid' | 'nika' | 'nobody' | Readonly<Record<string, string>>;

/** A request as a test writes it: nothing is checked before it is sent. */
export interface Sent {
  /** Values for the path, in its order. */
  readonly path?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly json?: unknown;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly signal?: AbortSignal;
}

/** An answer that has been compared with the contract. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** Fandogh's part of a backend, over HTTP. */
export interface Api {
  readonly backend: TestBackend;
  readonly dialect: Dialect;
  readonly call: (who: Who, name: EndpointName, sent?: Sent) => Promise<Answer>;
  readonly images: () => Promise<FandoghImage[]>;
  readonly versions: (image: string) => Promise<FandoghVersion[]>;
  readonly builds: (
    image: string,
    version: string,
    query?: Record<string, string>,
  ) => Promise<FandoghBuild[]>;
  /** Makes an image, uploads a version of it, and waits for the end of its build. */
  readonly build: (image: string, archive: Uint8Array<ArrayBuffer>) => Promise<FandoghBuild>;
  /** Waits until the version's state is final. */
  readonly built: (image: string, version: string) => Promise<FandoghBuild>;
  /** Sets the rules of the fault switch. */
  readonly faults: (rules: readonly object[]) => Promise<void>;
}

/** The form of a version upload, as the command line client sends it: neither name nor type tell the kind. */
export function uploadForm(
  version: string,
  source: Uint8Array<ArrayBuffer>,
  order: 'versionFirst' | 'sourceFirst' = 'versionFirst',
): FormData {
  const form = new FormData();
  if (order === 'versionFirst') form.append('version', version);
  form.append('source', new Blob([source], { type: 'text/plain' }), 'workspace');
  if (order === 'sourceFirst') form.append('version', version);
  return form;
}

/** Asks until the answer is there; a test that waits for ever is one that fails. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 1000; round += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await wait(10);
  }
  throw new Error('It never came to be');
}

function headersOf(who: Who, { namespace, json }: Sent): Record<string, string> {
  const token = PEOPLE.find(({ username }) => username === who)?.token;
  return {
    ...(typeof who === 'object' && who),
    ...(token !== undefined && { authorization: `JWT ${token}` }),
    ...(namespace !== undefined && { 'active-namespace': namespace }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
}

/**
 * Every answer must be one that the contract tells of, with a body that fits.
 * @throws when it is not
 */
function check(endpoint: Endpoint, { status, headers, text, json }: Answer): void {
  const wrong = (what: string): Error =>
    new Error(`${endpoint.name} answered ${status}, ${what}: ${text.slice(0, 300)}`);
  const answer = endpoint.answers[status];
  if (!answer) throw wrong('which the contract does not tell of');
  if (status === 204 && (text !== '' || headers.has('content-type'))) throw wrong('with a body');
  const misfit = answer.json && z.safeParse(answer.json, json).error;
  if (misfit) throw wrong(z.prettifyError(misfit));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Starts a backend and speaks to its Fandogh. */
export async function startApi(options: Parameters<typeof startBackend>[0] = {}): Promise<Api> {
  const backend = await startBackend(options);

  const call: Api['call'] = async (who, name, sent = {}) => {
    const endpoint: Endpoint = fandoghEndpoints[name];
    const values = [...(sent.path ?? [])];
    const path = endpoint.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.shift() ?? ''));
    const query = new URLSearchParams(sent.query).toString();
    const response = await fetch(`${backend.url}/fandogh/api${path}${query && `?${query}`}`, {
      method: endpoint.method,
      headers: headersOf(who, sent),
      body: sent.json === undefined ? (sent.body ?? null) : JSON.stringify(sent.json),
      signal: sent.signal ?? null,
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text, json: parsed(text) };
    check(endpoint, answer);
    return answer;
  };

  const builds: Api['builds'] = async (image, version, query = {}) => {
    const answer = await call('sara', 'listBuilds', { path: [image, version], query });
    expect(answer.status).toBe(200);
    return z.parse(FandoghBuilds, answer.json);
  };

  const built: Api['built'] = (image, version) =>
    until(async () => {
      const [build] = await builds(image, version);
      return build && isFinalState(build.state) ? build : undefined;
    });

  return {
    backend,
    dialect: options.dialect ?? 'documented',
    call,
    builds,
    built,
    images: async () => z.parse(z.array(FandoghImage), (await call('sara', 'listImages')).json),
    versions: async (image) =>
      z.parse(z.array(FandoghVersion), (await call('sara', 'listVersions', { path: [image] })).json),
    build: async (image, archive) => {
      await call('sara', 'createImage', { json: { name: image } });
      const { status, text } = await call('sara', 'createVersion', {
        path: [image],
        body: uploadForm('v1', archive),
      });
      expect([status, text]).toEqual([200, expect.stringContaining('created')]);
      return built(image, 'v1');
    },
    faults: async (rules) => {
      const { status } = await fetch(`${backend.url}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
      expect(status).toBe(200);
    },
  };
}
