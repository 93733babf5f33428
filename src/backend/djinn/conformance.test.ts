import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { DJINN_DISK, DjinnImage, DjinnNamespace } from '../../contract/djinn/images.ts';
import type { Dialect, Endpoint } from '../../contract/endpoint.ts';
import { Database } from '../database.ts';
import {
  formWith,
  startApi,
  tinyDisk,
  type Api,
  type EndpointName,
  type Sent,
  type Who,
} from './testing/api.ts';

/** Gets a backend that works, and one whose tables are gone. */
type Case = (api: Api, broken: Api) => Promise<void>;

const FILE = { accept: DJINN_DISK };

const refused =
  (who: Who, name: EndpointName, sent: Sent = {}): Case =>
  async (api) => {
    const { status, json } = await api.call(who, name, sent);
    expect([status, json]).toEqual([404, { message: 'Not Found' }]);
  };

const breaks =
  (name: EndpointName, sent: Sent = {}): Case =>
  async (_, broken) => {
    const { status, json } = await broken.call('mina', name, sent);
    expect([status, json]).toEqual([500, { message: 'Something went wrong' }]);
  };

const redirected =
  (name: EndpointName, sent: Sent): Case =>
  async (api) => {
    const { status, headers } = await api.call({ authorization: 'Bearer expired' }, name, sent);
    expect([status, headers.get('location')]).toEqual([303, './']);
    expect(headers.get('set-cookie')).toMatch(/^session=/);
  };

const uploads: Case = async (api) => {
  const before = await api.names('mina');
  const { id, name } = await api.upload('mina', 'conformance');
  expect(await api.image('mina', id)).toMatchObject({
    id,
    name: 'conformance',
    namespace: null,
    download: null,
  });
  const file = await api.call('mina', 'getImage', { id, headers: FILE });
  expect(file.bytes.equals(tinyDisk())).toBe(true);
  expect(before).not.toContain(name);
};

const whole: Case = async (api) => {
  const { id } = await api.upload('mina', 'whole');
  const { status, bytes, headers } = await api.call('mina', 'getImage', { id, headers: FILE });
  expect([status, bytes.equals(tinyDisk())]).toEqual([200, true]);
  expect(headers.get('content-type')).toBe(DJINN_DISK);
  expect(headers.get('content-length')).toBe('1000');
  expect(headers.get('accept-ranges')).toBe('bytes');
  expect(await api.image('mina', id)).toMatchObject({
    name: 'whole',
    driver: 'qemu',
    user: { username: 'mina' },
  });
};

const inRange: Case = async (api) => {
  const { id } = await api.upload('mina', 'ranges');
  const headers = { ...FILE, range: 'bytes=10-19' };
  const answer = await api.call('mina', 'getImage', { id, headers });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000']);
  expect(answer.bytes.equals(tinyDisk().subarray(10, 20))).toBe(true);
};

const notNewer: Case = async (api) => {
  const { id } = await api.upload('mina', 'unchanged');
  const first = await api.call('mina', 'getImage', { id, headers: FILE });
  const modified = first.headers.get('last-modified') ?? '';
  const again = await api.call('mina', 'getImage', {
    id,
    headers: { ...FILE, 'if-modified-since': modified },
  });
  expect(again.status).toBe(304);
};

const beyond: Case = async (api) => {
  const { id } = await api.upload('mina', 'beyond');
  const headers = { ...FILE, range: 'bytes=1000-' };
  const answer = await api.call('mina', 'getImage', { id, headers });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  expect(answer.bytes.toString()).toContain('invalid range');
};

const deleted: Case = async (api) => {
  const { id } = await api.upload('mina', 'deleted');
  expect((await api.call('mina', 'deleteImage', { id })).status).toBe(204);
  expect((await api.call('mina', 'getImage', { id })).status).toBe(404);
  expect((await api.call('mina', 'deleteImage', { id })).status).toBe(404);
};

const everyFieldWrong: Case = async (api) => {
  const { status, json } = await api.call('mina', 'createImage', { json: {} });
  expect([status, json]).toEqual([
    400,
    {
      name: ['Name field required', String.raw`Name does not match ^[a-zA-Z0-9_\-]+$`],
      file: ['File field required', 'File field required'],
    },
  ]);
};

const listed: Case = async (api) => {
  const { status, json } = await api.call('mina', 'listImages');
  expect(status).toBe(200);
  expect(z.parse(z.array(DjinnImage), json)).toHaveLength(25);
};

const namespacesListed: Case = async (api) => {
  const { json } = await api.call('mina', 'listNamespaces');
  const paths = z.parse(z.array(DjinnNamespace), json).map(({ path, user }) => `${path}@${user?.username}`);
  expect(paths).toContain('bsd/current@platform');
  expect(paths).not.toContain('audit@platform');
  expect(paths.filter((path) => path.startsWith('infra'))).toEqual([
    'infra@mina',
    'infra/images@mina',
    'infra/images/legacy@mina',
  ]);
};

const namespaceMade: Case = async (api) => {
  const json = { name: 'made2', parent: 'demo', description: 'new', visibility: 'private' };
  const { status, json: answer } = await api.call('mina', 'createNamespace', { json });
  expect(status).toBe(201);
  // A child has the visibility of its parent, whatever is asked for.
  expect(answer).toMatchObject({
    path: 'demo/made2',
    description: 'new',
    visibility: 'public',
    parent: { path: 'demo' },
  });
};

const namespaceRefused: Case = async (api) => {
  const json = { name: 'a-', description: 'x'.repeat(256), parent: 'nowhere', visibility: 'secret' };
  const answer = await api.call('mina', 'createNamespace', { json });
  expect(answer.status).toBe(400);
  expect(Object.keys(z.parse(z.record(z.string(), z.unknown()), answer.json))).toEqual([
    'name',
    'description',
    'parent',
    'visibility',
  ]);
};

const whoAmI: Case = async (api) => {
  const { json } = await api.call('noRead', 'getUser');
  expect(json).toEqual({ username: 'mina', email: 'mina@example.org', created_at: '2023-05-06T09:12:44.5Z' });
};

const NEW = { query: { name: 'x' }, body: tinyDisk() };
const NOBODY_HAS = { id: 999_999 };
const form = { query: { name: 'x' }, body: formWith({}, tinyDisk()) };

/** One case for every endpoint and status. */
const cases: Readonly<Record<EndpointName, Readonly<Record<number, Case>>>> = {
  listImages: { 200: listed, 404: refused('noRead', 'listImages'), 500: breaks('listImages') },
  createImage: {
    200: uploads,
    201: uploads,
    303: redirected('createImage', form),
    400: everyFieldWrong,
    404: refused('noWrite', 'createImage', NEW),
    500: breaks('createImage', NEW),
  },
  getImage: {
    200: whole,
    206: inRange,
    304: notNewer,
    404: refused('mina', 'getImage', NOBODY_HAS),
    416: beyond,
    500: breaks('getImage', { id: 1 }),
  },
  deleteImage: {
    204: deleted,
    303: redirected('deleteImage', {
      id: 1,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    404: refused('mina', 'deleteImage', NOBODY_HAS),
    500: breaks('deleteImage', { id: 1 }),
  },
  listNamespaces: {
    200: namespacesListed,
    404: refused('imagesOnly', 'listNamespaces'),
    500: breaks('listNamespaces'),
  },
  createNamespace: {
    201: namespaceMade,
    400: namespaceRefused,
    404: refused('imagesOnly', 'createNamespace', { json: { name: 'abc' } }),
    500: breaks('createNamespace', { json: { name: 'abc' } }),
  },
  getUser: { 200: whoAmI, 404: refused('nobody', 'getUser'), 500: breaks('getUser') },
};

/** Statuses that the reference names and real servers were never seen to answer. */
const NOT_OBSERVED: Readonly<Partial<Record<string, readonly number[]>>> = { createImage: [200] };

/** The cases that a server of this dialect can meet. */
function casesOf(dialect: Dialect): [string, number, Case][] {
  return Object.values<Endpoint>(djinnEndpoints).flatMap((endpoint) =>
    Object.entries(cases)
      .filter(([name]) => name === endpoint.name)
      .flatMap(([, byStatus]) => Object.entries(byStatus))
      .map(([status, run]): [string, number, Case] => [endpoint.name, Number(status), run])
      .filter(([name, status]) => {
        const only = endpoint.answers[status]?.only;
        if (dialect === 'observed' && NOT_OBSERVED[name]?.includes(status)) return false;
        return only === undefined || only === dialect;
      }),
  );
}

test('every endpoint and every status has a case', () => {
  const inCases = Object.entries(cases).map(([name, byStatus]) => [name, Object.keys(byStatus)]);
  const inContract = Object.entries(djinnEndpoints).map(([name, { answers }]) => [
    name,
    Object.keys(answers),
  ]);
  expect(inCases).toEqual(inContract);
});

describe.each(['documented', 'observed'] as const)('%s', (dialect) => {
  let api: Api;
  let broken: Api;

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined); // the server tells of what the cases break
    api = await startApi({ dialect });
    broken = await startApi({ dialect, empty: true });
    const database = new Database(path.join(broken.backend.data, 'console.db'));
    for (const table of ['users', 'images', 'namespaces']) {
      database.execute(`ALTER TABLE djinn_${table} RENAME TO lost_${table}`);
    }
    database.close();
  });

  afterAll(async () => {
    await api.backend.close();
    await broken.backend.close();
    vi.restoreAllMocks();
  });

  test.each(casesOf(dialect))('%s %i', async (_name, _status, run) => {
    expect.hasAssertions();
    await run(api, broken);
  });
});
