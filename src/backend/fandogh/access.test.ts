import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { FandoghImage } from '../../contract/fandogh/models.ts';
import { PEOPLE } from './people.ts';
import { startApi, type Api, type Sent } from './testing/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.backend.close());

async function names(sent: Sent): Promise<string[]> {
  const { json } = await api.call('nika', 'listImages', sent);
  return z.parse(z.array(FandoghImage), json).map(({ name }) => name);
}

test('the first account may do everything, and every account is let in', async () => {
  const accounts = api.backend.accounts.filter(({ service }) => service === 'fandogh');
  expect(accounts.map(({ user, may }) => [user, may])).toEqual([
    ['sara', ['Admin']],
    ['dariush', ['Developer']],
    ['omid', ['Operator']],
    ['nika', ['Admin', 'Operator']],
  ]);
  for (const { authorization } of accounts) {
    expect((await api.call({ authorization }, 'listNamespaces')).status).toBe(200);
  }
});

test('the scheme word is JWT, in any spelling of the header but not with another word', async () => {
  const token = PEOPLE[0]?.token ?? '';
  expect((await api.call({ AUTHORIZATION: `JWT ${token}` }, 'listImages')).status).toBe(200);
  expect((await api.call({ authorization: `Bearer ${token}` }, 'listImages')).status).toBe(401);
  expect((await api.call({ authorization: token }, 'listImages')).status).toBe(401);
});

describe('a person with several namespaces', () => {
  test('must name one of them', async () => {
    expect((await api.call('nika', 'listImages')).json).toMatchObject({
      message: expect.stringContaining('Namespace'),
    });
    for (const namespace of ['null', 'undefined', 'nowhere']) {
      const { status, json } = await api.call('nika', 'listImages', { namespace });
      expect([status, json]).toMatchObject([400, { message: expect.stringContaining(`"${namespace}"`) }]);
    }
  });

  test('sees and changes only what is in it', async () => {
    expect(await names({ namespace: 'pomegranate' })).toEqual(['api', 'web']);
    expect(await names({ namespace: 'saffron' })).toContain('storefront-api');
    const made = await api.call('nika', 'createImage', {
      namespace: 'pomegranate',
      json: { name: 'storefront-api' },
    });
    expect(made.status).toBe(200);
    const foreign = await api.call('nika', 'deleteImage', { namespace: 'pomegranate', path: ['geo-index'] });
    expect(foreign.status).toBe(404);
  });

  test('has in each the role of that one', async () => {
    const json = { name: 'not-here' };
    expect((await api.call('nika', 'createImage', { namespace: 'saffron', json })).status).toBe(403);
    expect(
      (await api.call('nika', 'deleteImage', { namespace: 'saffron', path: ['geo-index'] })).status,
    ).toBe(403);
  });
});

test('a person with one namespace may name it, and no other', async () => {
  expect((await api.call('sara', 'listImages', { namespace: 'saffron' })).status).toBe(200);
  expect((await api.call('sara', 'listImages', { namespace: 'pomegranate' })).status).toBe(400);
});

test.each(['a/b', '..', '%', '#', 'a b', '?x=1', 'تصویر'])(
  'an image called %j is not there, and that is all',
  async (name) => {
    expect((await api.call('sara', 'listVersions', { path: [name] })).status).toBe(404);
  },
);

test('a path that is none and a method that is none are told apart', async () => {
  const base = `${api.backend.url}/fandogh/api`;
  expect((await fetch(`${base}/nothing`)).status).toBe(404);
  expect((await fetch(`${base}/images`, { method: 'PUT' })).status).toBe(405);
});
