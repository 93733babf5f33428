import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Endpoint } from '../../contract/endpoint.ts';
import { fandoghEndpoints } from '../../contract/fandogh/endpoints.ts';
import { FandoghMembership, FandoghToken, FandoghVersion } from '../../contract/fandogh/models.ts';
import { Database } from '../database.ts';
import { startApi, uploadForm, type Api, type EndpointName, type Sent } from './testing/api.ts';
import {
  breaks,
  forbidden,
  invalid,
  noImage,
  refused,
  struck,
  unauthorised,
  unnamed,
  type Case,
} from './testing/cases.ts';
import { dockerfile } from './testing/archives.ts';

const ARCHIVE = dockerfile('FROM scratch');
const upload = (version: string): Sent => ({ path: ['orders-api'], body: uploadForm(version, ARCHIVE) });

const LIMIT = { status: 429, body: '{"message":"Slow down"}', headers: { 'retry-after': '30' } };

const token: Case = async (api) => {
  const { status, json } = await api.call('nobody', 'createToken', {
    json: { username: 'nika', password: 'nika-demo' },
  });
  expect(status).toBe(200);
  const { token: issued, ...rest } = z.parse(FandoghToken, json);
  expect(rest).toEqual({
    username: 'nika',
    email: 'nika@saffron.example',
    namespaces: ['pomegranate', 'saffron'],
  });
  const mine = await api.call({ authorization: `JWT ${issued}` }, 'listNamespaces');
  expect(mine.status).toBe(200);
};

const noToken: Case = async (api, broken) => {
  const json = { username: 'sara', password: 'guess' };
  await refused(400, /Unable to log in/, 'nobody', 'createToken', { json })(api, broken);
  await refused(400, /Unable to log in/, 'nobody', 'createToken', { json: { ...json, username: 'no-one' } })(
    api,
    broken,
  );
  await invalid('password', 'This field is required.', 'createToken', { json: { username: 'sara' } })(
    api,
    broken,
  );
};

const namespaces: Case = async (api) => {
  const { json } = await api.call('nika', 'listNamespaces');
  expect(z.parse(z.array(FandoghMembership), json)).toEqual([
    { name: 'pomegranate', user_role: 'Admin' },
    { name: 'saffron', user_role: 'Operator' },
  ]);
};

const namespace: Case = async (api) => {
  const { status, json } = await api.call('sara', 'getNamespace', { path: ['saffron'] });
  expect([status, json]).toMatchObject([200, { name: 'saffron', quota: { service_limit: 20 } }]);
};

const images: Case = async (api) => {
  const listed = await api.images();
  expect(listed.find(({ name }) => name === 'storefront-api')).toMatchObject({
    namespace: 'saffron',
    owner: 4411,
    last_version: { version: 'v142', state: 'BUILT', size: 412_366_848 },
  });
  expect(listed.find(({ name }) => name === 'scratch_pad')?.last_version).toBeNull();
};

const creates: Case = async (api) => {
  const { status, json } = await api.call('dariush', 'createImage', { json: { name: 'made-here' } });
  const message = 'Image created successfully';
  expect([status, json]).toEqual([200, { message, status_code: 200, contents: { message } }]);
  expect((await api.images()).find(({ name }) => name === 'made-here')).toMatchObject({
    namespace: 'saffron',
    owner: 4412,
    last_version: null,
  });
};

const wrongNames: Case = async (api, broken) => {
  const refuse = (text: string, json: unknown): Promise<void> =>
    invalid('name', text, 'createImage', { json })(api, broken);
  await refuse('This field is required.', {});
  await refuse('This field may not be blank.', { name: '' });
  await refuse('Not a valid string.', { name: 7 });
  await refuse('Enter a valid value.', { name: 'with space' });
  await refuse('Ensure this field has no more than 100 characters.', { name: 'n'.repeat(101) });
  await refuse('image with this name already exists.', { name: 'orders-api' });
  const array = await api.call('sara', 'createImage', { json: [] });
  expect(array.json).toMatchObject({ non_field_errors: ['Invalid data. Expected a dictionary.'] });
  const text = await api.call('sara', 'createImage', { body: 'name=orders' });
  expect([text.status, text.json]).toMatchObject([
    400,
    { message: expect.stringMatching(/^JSON parse error/) },
  ]);
};

const deletes: Case = async (api) => {
  await api.build('short-lived', ARCHIVE);
  const { status, json } = await api.call('sara', 'deleteImage', { path: ['short-lived'] });
  expect([status, json]).toMatchObject(
    api.dialect === 'documented' ? [204, undefined] : [200, { message: 'Image Deleted Successfully' }],
  );
  expect((await api.images()).map(({ name }) => name)).not.toContain('short-lived');
  expect((await api.call('sara', 'listVersions', { path: ['short-lived'] })).status).toBe(404);
  expect((await api.call('sara', 'listBuilds', { path: ['short-lived', 'v1'] })).status).toBe(404);
};

const versions: Case = async (api) => {
  expect((await api.versions('storefront-api')).map(({ version }) => version)).toContain('v131');
  expect(await api.versions('scratch_pad')).toEqual([]);
  const failed = await api.call('omid', 'listVersions', {
    path: ['checkout-worker'],
    query: { state: 'BUILD_FAILED' },
  });
  expect(z.parse(z.array(FandoghVersion), failed.json).map(({ version }) => version)).toEqual(['v17']);
};

const uploads: Case = async (api) => {
  const { status, json } = await api.call('dariush', 'createVersion', upload('9.0.0'));
  expect([status, json]).toMatchObject([
    200,
    { contents: { message: 'Image Version created successfully' } },
  ]);
  expect((await api.versions('orders-api'))[0]).toMatchObject({ version: '9.0.0' });
  expect(await api.built('orders-api', '9.0.0')).toMatchObject({ state: 'BUILT' });
};

function form(...parts: readonly (readonly [string, string | Blob])[]): Sent {
  const body = new FormData();
  for (const [name, value] of parts) body.append(name, value);
  return { path: ['orders-api'], body };
}

const wrongUploads: Case = async (api, broken) => {
  const archive = new Blob([ARCHIVE]);
  const refuse = (field: string, text: string, sent: Sent): Promise<void> =>
    invalid(field, text, 'createVersion', sent)(api, broken);
  await refuse('version', 'This field is required.', form(['source', archive]));
  await refuse('version', 'This field may not be blank.', form(['version', ''], ['source', archive]));
  await refuse('version', 'Enter a valid value.', form(['version', 'a/b'], ['source', archive]));
  await refuse('version', 'Ensure this field has no more than 127 characters.', upload('v'.repeat(128)));
  await refuse('version', 'image version with this version already exists.', upload('1.4.2'));
  await refuse('version', 'Not a valid string.', form(['version', new Blob(['v9'])], ['source', archive]));
  await refuse('source', 'No file was submitted.', form(['version', 'v9']));
  await refuse('source', 'No file was submitted.', form(['version', 'v9'], ['file', archive]));
  await refuse('source', 'The submitted file is empty.', form(['version', 'v9'], ['source', new Blob([])]));
  await refuse(
    'source',
    'The submitted data was not a file. Check the encoding type on the form.',
    form(['version', 'v9'], ['source', 'text']),
  );
  await refuse(
    'source',
    'The submitted file is neither a zip nor a gzipped tar archive.',
    form(['version', 'v9'], ['source', new Blob(['FROM scratch\n'])]),
  );
  const none = await api.call('sara', 'createVersion', { path: ['orders-api'], json: { version: 'v9' } });
  expect([none.status, none.json]).toMatchObject([
    400,
    { message: expect.stringMatching(/^Multipart form/) },
  ]);
  expect((await api.versions('orders-api')).map(({ version }) => version)).not.toContain('v9');
};

const builds: Case = async (api) => {
  const { json } = await api.call('omid', 'listBuilds', { path: ['checkout-worker', 'v17'] });
  expect(Array.isArray(json)).toBe(api.dialect === 'documented');
  const single = await api.call('omid', 'listBuilds', {
    path: ['checkout-worker', 'v17'],
    query: { image_offset: '23', with_timestamp: 'False' },
  });
  expect(single.json).toMatchObject({
    state: 'BUILD_FAILED',
    lines_count: 25,
    logs: expect.stringMatching(/^[^\n]*returned a non-zero code: 1[^\n]*\nBuild failed after 48 s$/),
  });
};

const wrongQuery: Case = async (api, broken) => {
  const sent = { path: ['checkout-worker', 'v17'] };
  const integer = 'A valid integer is required.';
  await invalid('image_offset', integer, 'listBuilds', { ...sent, query: { image_offset: 'NaN' } })(
    api,
    broken,
  );
  await invalid('image_offset', integer, 'listBuilds', { ...sent, query: { image_offset: 'undefined' } })(
    api,
    broken,
  );
  await unnamed('listBuilds', sent)(api, broken);
};

const wrongState: Case = async (api, broken) => {
  const text = '"DONE" is not a valid choice.';
  await invalid('state', text, 'listVersions', { path: ['orders-api'], query: { state: 'DONE' } })(
    api,
    broken,
  );
  await unnamed('listVersions', { path: ['orders-api'] })(api, broken);
};

const NEW = { json: { name: 'never-made' } };
const HTML = { status: 413, body: '<h1>413 Request Entity Too Large</h1>', contentType: 'text/html' };

/** One case for every endpoint and status. */
const cases: Readonly<Record<EndpointName, Readonly<Record<number, Case>>>> = {
  createToken: {
    200: token,
    400: noToken,
    429: struck(LIMIT, 'createToken', { json: {} }),
    500: struck({ status: 500, body: 'Server Error' }, 'createToken', { json: {} }),
  },
  listNamespaces: { 200: namespaces, 401: unauthorised('listNamespaces') },
  getNamespace: {
    200: namespace,
    401: unauthorised('getNamespace', { path: ['saffron'] }),
    404: refused(404, /Namespace not found/, 'sara', 'getNamespace', { path: ['pomegranate'] }),
  },
  listImages: { 200: images, 400: unnamed('listImages'), 401: unauthorised('listImages') },
  createImage: {
    200: creates,
    400: wrongNames,
    401: unauthorised('createImage', NEW),
    403: forbidden('createImage', NEW),
    429: struck(LIMIT, 'createImage', NEW),
    500: breaks('createImage', NEW),
  },
  deleteImage: {
    200: deletes,
    204: deletes,
    400: unnamed('deleteImage', { path: ['orders-api'] }),
    401: unauthorised('deleteImage', { path: ['orders-api'] }),
    403: forbidden('deleteImage', { path: ['orders-api'] }),
    404: noImage('deleteImage'),
  },
  listVersions: {
    200: versions,
    400: wrongState,
    401: unauthorised('listVersions', { path: ['orders-api'] }),
    404: noImage('listVersions'),
  },
  createVersion: {
    200: uploads,
    400: wrongUploads,
    401: unauthorised('createVersion', upload('v9')),
    403: forbidden('createVersion', upload('v9')),
    404: noImage('createVersion', upload('v9')),
    413: struck(HTML, 'createVersion', upload('v9')),
    429: struck(LIMIT, 'createVersion', upload('v9')),
    500: breaks('createVersion', upload('v9')),
  },
  listBuilds: {
    200: builds,
    400: wrongQuery,
    401: unauthorised('listBuilds', { path: ['orders-api', '1.4.2'] }),
    404: async (api, broken) => {
      await noImage('listBuilds')(api, broken);
      await refused(404, /version not found/, 'sara', 'listBuilds', { path: ['orders-api', '0'] })(
        api,
        broken,
      );
    },
  },
};

/** The two ways to say that an image is gone; each dialect knows one. */
const NEVER = { documented: 200, observed: 204 } as const;

test('every endpoint and every status has a case', () => {
  const inCases = Object.entries(cases).map(([name, byStatus]) => [name, Object.keys(byStatus)]);
  const inContract = Object.entries(fandoghEndpoints).map(([name, { answers }]) => [
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
    database.execute('ALTER TABLE fandogh_images RENAME TO lost_images');
    database.close();
  });

  afterAll(async () => {
    await api.backend.close();
    await broken.backend.close();
    vi.restoreAllMocks();
  });

  const walk = Object.entries<Endpoint>(fandoghEndpoints).flatMap(([name, { answers }]) =>
    Object.keys(answers)
      .map(Number)
      .filter((status) => name !== 'deleteImage' || status !== NEVER[dialect])
      .map((status) => [name, status] as const),
  );

  test.each(walk)('%s %i', async (name, status) => {
    const byStatus = new Map<string, Readonly<Record<number, Case>>>(Object.entries(cases)).get(name);
    expect(byStatus?.[status]).toBeDefined();
    await byStatus?.[status]?.(api, broken);
  });
});
