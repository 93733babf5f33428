import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DJINN_DISK, DjinnImage } from '../../contract/djinn/images.ts';
import { startApi, type Api, type Who } from './testing/api.ts';

async function idOf(api: Api, who: Who, name: string): Promise<number> {
  const { json } = await api.call(who, 'listImages', { query: { search: name } });
  const [image] = z.parse(z.array(DjinnImage), json);
  if (!image) throw new Error(`There is no ${name}`);
  return image.id;
}

describe.each(['documented', 'observed'] as const)('who may see and delete what, %s', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ dialect });
  });
  afterAll(() => api.backend.close());

  // Where an image is, one of its owner's, and who sees it beside the owner.
  test.each([
    ['in no namespace', 'mina', 'fedora-43', { platform: 404, ravi: 404, nobody: 404 }],
    ['in a private namespace', 'mina', 'ubuntu-24-04-cis', { platform: 404, ravi: 200, nobody: 404 }],
    ['below a private namespace', 'mina', 'rocky-10', { platform: 404, ravi: 200, nobody: 404 }],
    ['in an internal namespace', 'platform', 'rust-1-92', { mina: 200, ravi: 200, nobody: 404 }],
    ['in a public namespace', 'platform', 'freebsd-16-current', { mina: 200, ravi: 200, nobody: 200 }],
    ['in a public one of a stranger', 'ravi', 'linux-next', { mina: 200, platform: 200, nobody: 200 }],
    ['in an internal one of a stranger', 'ravi', 'bisect-0417', { mina: 200, platform: 200, nobody: 404 }],
  ] as const)('%s', async (_where, owner, name, others) => {
    const id = await idOf(api, owner, name);
    const asked: Record<string, number[]> = {};
    for (const who of ['mina', 'platform', 'ravi', 'nobody'] as const) {
      const json = await api.call(who, 'getImage', { id });
      const file = await api.call(who, 'getImage', {
        id,
        headers: { accept: DJINN_DISK, range: 'bytes=0-3' },
      });
      asked[who] = [json.status, file.status];
    }
    const seen = { [owner]: 200, ...others };
    const expected = Object.entries(seen).map(([who, status]) => [
      who,
      status === 200 ? [200, 206] : [404, 404],
    ]);
    expect(asked).toEqual(Object.fromEntries(expected));
  });

  test('what strangers let everybody see is not in the list', async () => {
    expect(await api.names('mina', { search: 'linux-next' })).toEqual([]);
    expect(await api.names('mina', { search: 'bisect' })).toEqual([]);
    expect(await api.names('mina', { search: 'compliance' })).toEqual([]);
    expect(await api.names('ravi', { search: 'rocky-10' })).toEqual(['rocky-10']);
  });

  test('seeing a public image does not allow to delete it', async () => {
    const id = await idOf(api, 'ravi', 'linux-next');
    expect((await api.call('mina', 'deleteImage', { id })).status).toBe(404);
    expect((await api.image('ravi', id)).name).toBe('linux-next');
  });

  test('a collaborator may delete what others put there', async () => {
    const id = await idOf(api, 'platform', 'toolchain-v142');
    expect((await api.call('ravi', 'deleteImage', { id })).status).toBe(404);
    expect((await api.call('mina', 'deleteImage', { id })).status).toBe(204);
  });

  test('an image in the namespace of another belongs to that one', async () => {
    const made = await api.upload('mina', 'for-platform', 'ci@platform');
    expect(made).toMatchObject({ author_id: 1, user_id: 2, author: { username: 'mina' } });
    expect(await api.image('platform', made.id)).toMatchObject({
      namespace: { path: 'ci', user: { username: 'platform' }, url: `${api.url}/n/platform/ci` },
    });
  });

  test('namespaces are listed to their owners and collaborators', async () => {
    const { json } = await api.call('ravi', 'listNamespaces', { query: { search: 'i' } });
    const paths = z.parse(z.array(z.object({ path: z.string() })), json).map(({ path }) => path);
    expect(paths).toEqual(['infra', 'infra/images', 'infra/images/legacy']);
  });
});

describe('tokens', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ empty: true });
  });
  afterAll(() => api.backend.close());

  test.each(['bearer', 'Basic', 'Bearer ', 'Token', ''])('the word "%s" lets nobody in', async (word) => {
    const [account] = api.backend.accounts.filter(({ service }) => service === 'djinn');
    const token = account?.authorization.split(' ')[1] ?? '';
    expect((await api.call({ authorization: `Bearer ${token}` }, 'getUser')).status).toBe(200);
    expect((await api.call({ authorization: `${word} ${token}` }, 'getUser')).status).toBe(404);
  });

  test('the first account may do everything, each other one less or is another user', () => {
    const [first, ...others] = api.backend.accounts.filter(({ service }) => service === 'djinn');
    const all = ['image:read', 'image:write', 'image:delete', 'namespace:read', 'namespace:write'];
    expect(first?.may).toEqual(all);
    for (const permission of all) expect(others.some(({ may }) => !may.includes(permission))).toBe(true);
    expect(new Set(others.map(({ user }) => user)).size).toBeGreaterThan(2);
  });
});

test('each permission is asked for as documented', async () => {
  const api = await startApi({ empty: true });
  const { id } = await api.upload('mina', 'guarded');
  expect((await api.call('noRead', 'getImage', { id })).status).toBe(404);
  expect((await api.call('noDelete', 'deleteImage', { id })).status).toBe(404);
  expect((await api.call('noWrite', 'deleteImage', { id })).status).toBe(204);
  await api.backend.close();
});

test('real servers ask for other permissions', async () => {
  const api = await startApi({ empty: true, dialect: 'observed' });
  const { id } = await api.upload('mina', 'guarded');
  expect((await api.call('noRead', 'getImage', { id })).status).toBe(200);
  expect((await api.call('noWrite', 'deleteImage', { id })).status).toBe(404);
  expect((await api.call('noDelete', 'deleteImage', { id })).status).toBe(204);
  await api.backend.close();
});

test.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH'])('%s is no method here', async (method) => {
  const api = await startApi({ empty: true });
  const answer = await fetch(`${api.url}/images`, { method });
  expect(answer.status).toBe(405);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  await api.backend.close();
});

test('addresses that are none', async () => {
  const api = await startApi({ empty: true });
  const { id } = await api.upload('mina', 'found');
  expect((await api.call('mina', 'getImage', { id: `00${id}` })).status).toBe(200);
  for (const wrong of [`${id}x`, '-1', '1.0', '%00', '4294967296']) {
    expect((await api.call('mina', 'getImage', { id: wrong })).status).toBe(404);
  }
  for (const path of ['/images/', `/images/${id}/`, '/image', '/']) {
    const answer = await fetch(api.url + path);
    expect([answer.status, await answer.text()]).toEqual([404, '{"message":"Not Found"}\n']);
  }
  await api.backend.close();
});

test('real servers break on an id beyond 32 bits', async () => {
  const api = await startApi({ empty: true, dialect: 'observed' });
  expect((await api.call('mina', 'getImage', { id: '4294967296' })).status).toBe(500);
  await api.backend.close();
});
