import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Dialect, Endpoint } from '../../../contract/endpoint.ts';
import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import { GcoreError } from '../../../contract/gcore/error.ts';
import { GcoreImage, GcoreImageList } from '../../../contract/gcore/image.ts';
import { GcoreTask, isFinal, TaskIds } from '../../../contract/gcore/task.ts';
import { startBackend, type TestBackend } from '../../testing/harness.ts';

export type EndpointName = keyof typeof gcoreEndpoints;

/** A request as a test writes it: nothing is checked before it is sent. */
export interface Sent {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  /** A body that is not made from JSON. */
  readonly text?: string;
}

/** An answer whose status and body have been compared with the contract. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly headers: Headers;
}

/** The users of the demo. */
export type User = 'avery' | 'mina' | 'jonas' | 'olive' | 'bruno' | 'reseller-936';

/** Where most tests work: streaming-production in Luxembourg-2. */
export const HERE = { project_id: 1337, region_id: 76 };

/** A backend and its demo users, for tests that speak HTTP to Gcore's part of it. */
export interface Api {
  readonly backend: TestBackend;
  readonly dialect: Dialect;
  readonly call: (
    user: User | { authorization: string | null },
    name: EndpointName,
    sent?: Sent,
  ) => Promise<Answer>;
  /** The images of a list, read by the contract. */
  readonly images: (
    user: User,
    name: 'listImages' | 'listProjectImages',
    sent?: Sent,
  ) => Promise<GcoreImage[]>;
  readonly image: (
    user: User,
    id: string,
    place?: { project_id: number; region_id: number },
  ) => Promise<GcoreImage>;
  /** Follows a task to its end: the one that an answer names, or the one of this id. */
  readonly ended: (user: User, task: Answer | string) => Promise<GcoreTask>;
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

function addressOf(endpoint: Endpoint, { params = {}, query = {} }: Sent): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs).toString()}` : path;
}

/** @throws when the answer does not keep what the contract says of this status, in this dialect */
function checkAnswer(endpoint: Endpoint, dialect: Dialect, { status, text, body }: Answer): void {
  const said = `${endpoint.name} answered ${status}: ${text}`;
  const answer = endpoint.answers[status];
  if (!answer) throw new Error(`Not in the contract: ${said}`);
  if (answer.only && answer.only !== dialect) throw new Error(`Only ${answer.only}: ${said}`);
  if (!answer.json && text !== '') throw new Error(`A body where there should be none: ${said}`);
  const parsed = answer.json && z.safeParse(answer.json, body);
  if (parsed?.error) throw new Error(`${said}\n${z.prettifyError(parsed.error)}`);
}

/** Starts a backend and speaks to it. */
export async function startApi(options: Parameters<typeof startBackend>[0] = {}): Promise<Api> {
  const dialect = options.dialect ?? 'documented';
  const backend = await startBackend(options);

  const call: Api['call'] = async (user, name, sent = {}) => {
    const endpoint: Endpoint = gcoreEndpoints[name];
    const authorization =
      typeof user === 'object'
        ? user.authorization
        : (backend.accounts.find((account) => account.service === 'gcore' && account.user === user)
            ?.authorization ?? null);
    const body = sent.text ?? (sent.json === undefined ? null : JSON.stringify(sent.json));
    const response = await fetch(`${backend.url}/gcore/cloud${addressOf(endpoint, sent)}`, {
      method: endpoint.method,
      headers: {
        ...(authorization !== null && { authorization }),
        ...(body !== null && { 'content-type': 'application/json' }),
      },
      body,
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    const answer: Answer = { status: response.status, text, body: json, headers: response.headers };
    checkAnswer(endpoint, dialect, answer);
    return answer;
  };

  return {
    backend,
    dialect,
    call,
    images: async (user, name, sent = { params: HERE }) =>
      z.parse(GcoreImageList, (await call(user, name, sent)).body).results,
    image: async (user, id, place = HERE) =>
      z.parse(GcoreImage, (await call(user, 'getImage', { params: { ...place, image_id: id } })).body),
    ended: (user, started) => {
      const task_id = typeof started === 'string' ? started : taskOf(started);
      return until(async () => {
        const task = z.parse(GcoreTask, (await call(user, 'getTask', { params: { task_id } })).body);
        return isFinal(task) ? task : undefined;
      });
    },
  };
}

/** The task that an answer names. */
export function taskOf(answer: Answer): string {
  const [task = ''] = z.parse(TaskIds, answer.body).tasks;
  return task;
}

/** What the service said. */
export function said(answer: Answer): GcoreError {
  return z.parse(GcoreError, answer.body);
}
