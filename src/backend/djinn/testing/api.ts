import { readdir } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { djinnEndpoints } from '../../../contract/djinn/endpoints.ts';
import { DJINN_DISK, DjinnImage } from '../../../contract/djinn/images.ts';
import type { Dialect, Endpoint } from '../../../contract/endpoint.ts';
import { startBackend, type TestBackend } from '../../testing/harness.ts';
import { accounts } from '../accounts.ts';

export type EndpointName = keyof typeof djinnEndpoints;

/** Who calls: a demo account by what is said of it, anybody with a header, or nobody. */
export type Who = keyof typeof LABELS | 'nobody' | { readonly authorization: string };

const LABELS = {
  mina: 'everything',
  noDelete: 'may not delete images',
  noWrite: 'may not write images',
  noRead: 'may not read images',
  imagesOnly: 'images only, no namespaces',
  platform: 'owns the shared namespaces',
  ravi: 'a colleague with namespaces of his own',
} as const;

type Body = NonNullable<RequestInit['body']>;

/** A request as a test writes it: nothing is checked before it is sent. */
export interface Sent {
  readonly id?: number | string;
  readonly query?: string | Record<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Body;
  /** Of `body`; the type of a disk image when absent. */
  readonly type?: string;
  readonly signal?: AbortSignal;
}

/** An answer that has been compared with the contract. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly json: unknown;
}

/** Djinn's part of a backend, over HTTP. */
export interface Api {
  readonly backend: TestBackend;
  readonly dialect: Dialect;
  readonly url: string;
  readonly call: (who: Who, name: EndpointName, sent?: Sent) => Promise<Answer>;
  /** Uploads a small disk and gives the new image. */
  readonly upload: (who: Who, name: string, namespace?: string) => Promise<DjinnImage>;
  /** Starts an import and gives the new image. */
  readonly import: (who: Who, name: string, url: string) => Promise<DjinnImage>;
  /** The image as it is now. */
  readonly image: (who: Who, id: number) => Promise<DjinnImage>;
  /** A raw request of a new image by the first account, for what `fetch` would not send. */
  readonly post: (name: string, headers: Readonly<Record<string, string | number>>) => ClientRequest;
  /** The files in the store. */
  readonly stored: () => Promise<string[]>;
  /** The names on a page of the list. */
  readonly names: (who: Who, query?: Record<string, string>) => Promise<string[]>;
}

/** A file that passes for a disk image: the magic, then bytes that no text decoder leaves alone. */
export function tinyDisk(size = 1000): Buffer<ArrayBuffer> {
  const pattern = Buffer.from(Uint8Array.from({ length: 256 }, (_, at) => (at * 151 + 13) % 256));
  const disk = Buffer.alloc(size, pattern);
  disk.set([0x51, 0x46, 0x49, 0xfb]);
  return disk;
}

/** A form with text fields and a file, the fields before or after it. */
export function formWith(
  fields: Readonly<Record<string, string>>,
  file: Uint8Array<ArrayBuffer> | undefined,
  order: 'fieldsFirst' | 'fileFirst' = 'fieldsFirst',
): FormData {
  const form = new FormData();
  const addFile = (): void => {
    if (file) form.append('file', new Blob([file]), 'disk.qcow2');
  };
  if (order === 'fileFirst') addFile();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (order === 'fieldsFirst') addFile();
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

function authorizationOf(who: Who): Record<string, string> {
  if (who === 'nobody') return {};
  if (typeof who === 'object') return who;
  const account = accounts.find(({ label }) => label === LABELS[who]);
  if (!account) throw new Error(`There is no account that ${LABELS[who]}`);
  return { authorization: account.authorization };
}

/** The parts of a request that stand for its body. */
function bodyOf({ json, body, type }: Sent): { body?: Body; headers: Record<string, string> } {
  if (json !== undefined) {
    return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
  }
  if (body === undefined) return { headers: {} };
  if (body instanceof FormData) return { body, headers: {} };
  return { body, headers: { 'content-type': type ?? DJINN_DISK } };
}

/**
 * Every answer must be one that the contract tells of, in this dialect, with a body that fits.
 * @throws when it is not
 */
function check(endpoint: Endpoint, dialect: Dialect, { status, headers, bytes, json }: Answer): void {
  const wrong = (what: string): Error =>
    new Error(`${endpoint.name} answered ${status}, ${what}: ${bytes.toString('utf8', 0, 300)}`);
  const answer = endpoint.answers[status];
  if (!answer) throw wrong('of which the contract does not tell');
  if (answer.only && answer.only !== dialect) throw wrong(`which is not ${dialect}`);
  if ((status === 204 || status === 304) && bytes.length > 0) throw wrong('with a body');
  if (json === undefined) return;
  if (!answer.json) throw wrong('with JSON where none should be');
  const parsed = z.safeParse(answer.json, json);
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error));
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
}

/** Starts a backend and gives what speaks to Djinn in it; whoever starts it closes it. */
export async function startApi(options: Parameters<typeof startBackend>[0] = {}): Promise<Api> {
  const backend = await startBackend(options);
  const dialect = options.dialect ?? 'documented';
  const url = `${backend.url}/djinn`;

  const call: Api['call'] = async (who, name, sent = {}) => {
    const endpoint: Endpoint = djinnEndpoints[name];
    const query = sent.query ? `?${new URLSearchParams(sent.query).toString()}` : '';
    const { body, headers } = bodyOf(sent);
    const response = await fetch(`${url}${endpoint.path.replace('{id}', String(sent.id))}${query}`, {
      method: endpoint.method,
      redirect: 'manual',
      headers: { accept: 'application/json', ...authorizationOf(who), ...headers, ...sent.headers },
      body: body ?? null,
      signal: sent.signal ?? null,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const json: unknown = isJson ? JSON.parse(bytes.toString('utf8')) : undefined;
    const answer = { status: response.status, headers: response.headers, bytes, json };
    check(endpoint, dialect, answer);
    return answer;
  };

  const made = async (answer: Promise<Answer>): Promise<DjinnImage> => {
    const { status, json } = await answer;
    expect([status, json]).toEqual([dialect === 'documented' ? 200 : 201, expect.anything()]);
    return DjinnImage.parse(json);
  };

  return {
    backend,
    dialect,
    url,
    call,
    upload: (who, name, namespace = '') =>
      made(call(who, 'createImage', { query: { name, namespace }, body: tinyDisk() })),
    import: (who, name, address) => made(call(who, 'createImage', { json: { name, download_url: address } })),
    image: async (who, id) => DjinnImage.parse((await call(who, 'getImage', { id })).json),
    post: (name, headers) =>
      request(`${url}/images?name=${name}`, {
        method: 'POST',
        headers: { accept: 'application/json', ...authorizationOf('mina'), ...headers },
      }),
    stored: () => readdir(path.join(backend.data, 'djinn')),
    names: async (who, query = {}) => {
      const { json } = await call(who, 'listImages', { query });
      return z.parse(z.array(DjinnImage), json).map(({ name }) => name);
    },
  };
}
