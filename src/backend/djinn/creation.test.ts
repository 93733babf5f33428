import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DJINN_DISK, DjinnImage, DjinnNamespace } from '../../contract/djinn/images.ts';
import { formWith, startApi, tinyDisk, type Answer, type Api, type Sent } from './testing/api.ts';

const NO_NAME = ['Name field required', String.raw`Name does not match ^[a-zA-Z0-9_\-]+$`];
const NO_MATCH = [String.raw`Name does not match ^[a-zA-Z0-9_\-]+$`];
const NO_FILE = ['File field required', 'File field required'];
const NO_DISK = ['File not a valid QCOW2 file format'];
const FORM_TYPE = 'application/x-www-form-urlencoded';

const apis: Partial<Record<'documented' | 'observed', Api>> = {};
beforeAll(async () => {
  apis.documented = await startApi();
  apis.observed = await startApi({ dialect: 'observed' });
});
afterAll(async () => {
  await apis.documented?.backend.close();
  await apis.observed?.backend.close();
});

function the(dialect: 'documented' | 'observed'): Api {
  const api = apis[dialect];
  if (!api) throw new Error('It has not started');
  return api;
}

const both = describe.each(['documented', 'observed'] as const);

/** The answer to an attempt to make an image, as status and body. */
async function attempt(api: Api, sent: Sent, who: 'mina' | 'ravi' = 'mina'): Promise<[number, unknown]> {
  const { status, json } = await api.call(who, 'createImage', sent);
  return [status, json];
}

/** The image that was made, and the file that is given out for it. */
async function madeWith(api: Api, answer: Promise<Answer>): Promise<{ image: DjinnImage; file: Buffer }> {
  const image = DjinnImage.parse((await answer).json);
  const { bytes } = await api.call('mina', 'getImage', { id: image.id, headers: { accept: DJINN_DISK } });
  return { image, file: bytes };
}

both('the bytes arrive as they are, %s', (dialect) => {
  const disk = tinyDisk(300_000);

  test.each([DJINN_DISK, 'application/octet-stream', 'text/plain; charset=utf-8'])('as %s', async (type) => {
    const api = the(dialect);
    const query = { name: type.replaceAll(/\W/g, '-') };
    const { file } = await madeWith(api, api.call('mina', 'createImage', { query, body: disk, type }));
    expect(file.equals(disk)).toBe(true);
  });

  test('in chunks, without a length or a type', async () => {
    const api = the(dialect);
    const request = api.post('chunked', {});
    for (let at = 0; at < disk.length; at += 1000) request.write(disk.subarray(at, at + 1000));
    request.end();
    const [response] = await once(request, 'response');
    const { id } = DjinnImage.parse(JSON.parse(await text(response)));
    const { bytes } = await api.call('mina', 'getImage', { id, headers: { accept: DJINN_DISK } });
    expect(bytes.equals(disk)).toBe(true);
  });

  test.each(['fieldsFirst', 'fileFirst'] as const)('in a form, %s', async (order) => {
    const api = the(dialect);
    const body = formWith({ name: order, namespace: 'demo', more: 'x' }, disk, order);
    const { image, file } = await madeWith(api, api.call('mina', 'createImage', { body }));
    expect(file.equals(disk)).toBe(true);
    expect(await api.image('mina', image.id)).toMatchObject({ name: order, namespace: { path: 'demo' } });
  });

  test('in a form beside fields in the query, where those of the form count more', async () => {
    const api = the(dialect);
    const body = formWith({ name: 'from-form' }, disk);
    const query = { name: 'from-query', namespace: 'demo' };
    const { image } = await madeWith(api, api.call('mina', 'createImage', { query, body }));
    expect(image).toMatchObject({ name: 'from-form', namespace: { path: 'demo' } });
  });
});

test('as documented, a body that says it is a form is taken as the file it is', async () => {
  const api = the('documented');
  const disk = tinyDisk(5000);
  const sent = { query: { name: 'curl-d' }, body: disk, type: FORM_TYPE };
  expect((await madeWith(api, api.call('mina', 'createImage', sent))).file.equals(disk)).toBe(true);
});

test('real servers lose a body that says it is a form', async () => {
  const api = the('observed');
  const sent = { query: { name: 'curl-d' }, body: tinyDisk(), type: FORM_TYPE };
  expect(await attempt(api, sent)).toEqual([400, { file: NO_FILE }]);
  const large = { ...sent, body: tinyDisk(10 * 1024 * 1024 + 1) };
  expect(await attempt(api, large)).toEqual([400, { file: NO_DISK }]);
});

both('what is refused, %s', (dialect) => {
  test.each<[string, Sent, unknown]>([
    ['nothing at all', { body: '' }, { name: NO_NAME, file: NO_FILE }],
    ['an empty file', { query: { name: 'empty' }, body: '' }, { file: NO_FILE }],
    ['another format', { query: { name: 'iso' }, body: 'CD001, not a disk' }, { file: NO_DISK }],
    ['too little for the magic', { query: { name: 'short' }, body: 'QFI' }, { file: NO_DISK }],
    ['a name with a dot', { query: { name: 'alpine-3.22' }, body: tinyDisk() }, { name: NO_MATCH }],
    ['a name with a new line', { query: { name: 'alpine\n' }, body: tinyDisk() }, { name: NO_MATCH }],
    ['a form without a file', { body: formWith({ name: 'a' }, undefined) }, { file: NO_FILE }],
    [
      'a form with another format',
      { body: formWith({ name: '' }, Buffer.alloc(3_000_000, 'no'), 'fileFirst') },
      { name: NO_NAME, file: NO_DISK },
    ],
    [
      'a form with a wrong name',
      { body: formWith({ name: 'a b' }, tinyDisk(), 'fileFirst') },
      { name: NO_MATCH },
    ],
    ['an import without an address', { json: { name: 'x', download_url: '' } }, { file: NO_FILE }],
    ['null', { json: null }, { name: NO_NAME, file: NO_FILE }],
    [
      'several things at once',
      { json: { name: 'a b', download_url: 'ftp://x.example/y' } },
      { name: NO_MATCH, download_url: ['Download_url invalid url scheme'] },
    ],
    [
      'sftp without a password',
      { json: { name: 'sftp', download_url: 'sftp://mina@x.example/y' } },
      { download_url: ['Download_url missing password from SFTP URL'] },
    ],
    [
      'a namespace of nobody',
      { query: { name: 'x', namespace: 'a@nobody' }, body: tinyDisk() },
      {
        namespace: ['Namespace a@nobody: namespace: invalid owner'],
        name: ['Name a@nobody: namespace: invalid owner'],
      },
    ],
    [
      'only an owner',
      { query: { name: 'x', namespace: '@ravi' }, body: tinyDisk() },
      { namespace: ['@ravi: invalid namespace path'] },
    ],
    [
      'a namespace of another',
      { query: { name: 'x', namespace: 'audit@platform' }, body: tinyDisk() },
      { namespace: ['Namespace permission denied'] },
    ],
    [
      'a namespace that another does not have',
      { query: { name: 'x', namespace: 'new@platform' }, body: tinyDisk() },
      { namespace: ['Namespace permission denied'] },
    ],
    [
      'a namespace with other characters',
      { query: { name: 'x', namespace: 'a-b/c' }, body: tinyDisk() },
      { namespace: ['a-b/c: namespace: name can only contain letters and numbers'] },
    ],
    [
      'a path without names',
      { query: { name: 'x', namespace: 'a//b' }, body: tinyDisk() },
      { namespace: ['a//b: invalid namespace path'] },
    ],
  ])('%s', async (_, sent, body) => {
    const api = the(dialect);
    const before = await api.stored();
    expect(await attempt(api, sent)).toEqual([400, body]);
    expect(await api.stored()).toEqual(before);
  });

  test('what broke nothing left nothing behind', async () => {
    const { json } = await the(dialect).call('platform', 'listNamespaces', { query: { search: 'new' } });
    expect(json).toEqual([]);
  });
});

describe('bodies that JSON decoders choke on', () => {
  const TYPE = 'application/json';

  test.each<[string, Sent, [number, unknown], [number, unknown]]>([
    [
      'a number for a name',
      { json: { name: 5 } },
      [400, { name: ['cannot unmarshal number to string'] }],
      [400, { Name: ['cannot unmarshal number to string'] }],
    ],
    [
      'a list',
      { json: [] },
      [400, { '': ['cannot unmarshal array to http.Form'] }],
      [400, { '': ['cannot unmarshal array to http.Form'] }],
    ],
    [
      'a number for a namespace',
      { json: { name: 'x', namespace: 5 } },
      [400, { namespace: ['cannot unmarshal number to string'] }],
      [500, { message: 'cannot unmarshal number to string' }],
    ],
    [
      'half a document',
      { body: '{"name":', type: TYPE },
      [400, { '': [expect.stringMatching(/JSON/)] }],
      [500, { message: expect.stringMatching(/JSON/) }],
    ],
    [
      'an address that cannot be',
      { json: { name: 'x', download_url: 'http://[' } },
      [400, { download_url: ['parse "http://[": invalid URL'] }],
      [500, { message: 'parse "http://[": invalid URL' }],
    ],
    [
      'a namespace with other characters',
      { json: { name: 'x', namespace: 'a-b', download_url: 'http://x.example/' } },
      [400, { namespace: ['a-b: namespace: name can only contain letters and numbers'] }],
      [500, { message: 'a-b: namespace: name can only contain letters and numbers' }],
    ],
    [
      'digits in a namespace',
      { json: { name: '', namespace: 'num2', download_url: 'http://x.example/' } },
      [400, { name: NO_NAME }],
      [500, { message: 'num2: namespace: name can only contain letters and numbers' }],
    ],
    [
      'a path of slashes',
      { json: { name: 'x', namespace: '/', download_url: 'http://x.example/' } },
      [400, { namespace: ['/: invalid namespace path'] }],
      [500, { message: 'Something went wrong' }],
    ],
    [
      'a namespace that is too deep',
      { json: { name: 'x', namespace: Array(21).fill('a').join('/'), download_url: 'http://x.example/' } },
      [400, { namespace: ['Namespace cannot be deeper than 20 levels'] }],
      [400, { namespace: ['Namespace cannot be deeper than 20 levels'] }],
    ],
  ])('%s', async (_, sent, documented, observed) => {
    expect(await attempt(the('documented'), sent)).toEqual(documented);
    expect(await attempt(the('observed'), sent)).toEqual(observed);
  });

  test('an empty file in a form breaks real servers, and they redirect', async () => {
    const sent = { body: formWith({ name: 'x' }, Buffer.alloc(0)) };
    expect(await attempt(the('documented'), sent)).toEqual([400, { file: NO_FILE }]);
    expect(await attempt(the('observed'), sent)).toEqual([303, undefined]);
  });
});

both('names, %s', (dialect) => {
  test('a name is unique among all that its owner has, and by case', async () => {
    const api = the(dialect);
    await api.upload('mina', 'unique');
    const again = { query: { name: 'unique' }, body: tinyDisk() };
    expect(await attempt(api, again)).toEqual([400, { name: ['Name already exists'] }]);
    await api.upload('mina', 'UNIQUE');
    await api.upload('ravi', 'unique');
    // The one at the root came first, so one in a namespace may follow ...
    await api.upload('mina', 'unique', 'infra');
    const inside = { query: { name: 'unique', namespace: 'infra' }, body: tinyDisk() };
    expect(await attempt(api, inside)).toEqual([400, { name: ['Name already exists'] }]);
    // ... but not the other way round.
    await api.upload('mina', 'inside', 'infra');
    const outside = { query: { name: 'inside' }, body: tinyDisk() };
    expect(await attempt(api, outside)).toEqual([400, { name: ['Name already exists'] }]);
  });

  test('of two uploads of a name at once, one lands', async () => {
    const api = the(dialect);
    const before = await api.stored();
    const sent = { query: { name: 'race' }, body: tinyDisk(2_000_000) };
    const results = await Promise.all([attempt(api, sent), attempt(api, sent), attempt(api, sent)]);
    const refusals = results.filter(([status]) => status === 400).map(([, json]) => json);
    expect(refusals).toEqual([{ name: ['Name already exists'] }, { name: ['Name already exists'] }]);
    expect((await api.stored()).length).toBe(before.length + 1);
  });

  test('a namespace that is not there is made, level by level, and private', async () => {
    const api = the(dialect);
    const { namespace } = await api.upload('mina', 'deep', 'made/on/the/fly');
    expect(namespace).toMatchObject({ path: 'made/on/the/fly', name: 'fly', visibility: 'private' });
    const { json } = await api.call('mina', 'listNamespaces', { query: { search: 'made' } });
    const found = z.parse(z.array(DjinnNamespace), json);
    expect(found.map(({ path }) => path)).toEqual(['made', 'made/on', 'made/on/the', 'made/on/the/fly']);
    expect(new Set(found.map(({ root_id }) => root_id)).size).toBe(1);
    // Without an owner it is always the caller's own.
    expect(await api.upload('mina', 'mine', 'audit')).toMatchObject({
      user_id: 1,
      namespace: { path: 'audit' },
    });
  });
});

test('what a new image answers with', async () => {
  const documented = await the('documented').upload('mina', 'fresh', 'infra/images');
  const owner = { user: { username: 'mina' }, url: `${the('documented').url}/n/mina/infra/images` };
  expect(documented).toMatchObject({ namespace: owner, download: null });
  expect(await the('documented').image('mina', documented.id)).toEqual(documented);

  // Real servers tell less of the namespace and more of the time, until it is read again.
  const observed = await the('observed').upload('mina', 'fresh', 'infra/images');
  const { url } = the('observed');
  expect(observed).toMatchObject({ namespace: { user: null, url, images_url: url }, download: null });
  const read = await the('observed').image('mina', observed.id);
  expect(read.namespace).toMatchObject({ user: { username: 'mina' }, url: `${url}/n/mina/infra/images` });
  expect(observed.created_at).toMatch(/\.\d{9}Z$/);
  expect(observed.created_at.startsWith(read.created_at.slice(0, 20))).toBe(true);
  expect(read.created_at).toMatch(/(\.\d{1,6})?Z$/);
});
