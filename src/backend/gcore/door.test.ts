import { afterAll, beforeAll, expect, test } from 'vitest';
import { HERE, said, startApi, type Api } from './testing/api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ pace: 500 });
});
afterAll(() => api.backend.close());

const token = (user: string): string =>
  api.backend.accounts
    .find((account) => account.service === 'gcore' && account.user === user)
    ?.authorization.replace(/^\w+ /, '') ?? '';

const ask = async (authorization: string | null): Promise<[number, string]> => {
  const answer = await api.call({ authorization }, 'listProjectImages', { params: HERE });
  return [answer.status, answer.status === 200 ? '' : said(answer).message];
};

test('the scheme may be written in any case', async () => {
  expect(await ask(`APIKey ${token('mina')}`)).toEqual([200, '']);
  expect(await ask(`apikey ${token('mina')}`)).toEqual([200, '']);
  expect(await ask(`BEARER ${token('reseller-936')}`)).toEqual([200, '']);
});

test('tokens look as the real ones do', () => {
  expect(token('avery')).toMatch(/^\d+\$[0-9a-f]+$/);
  expect(token('reseller-936')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('what is refused, and with which words', async () => {
  const missing = 'Authentication credentials were not provided.';
  expect(await ask(null)).toEqual([401, missing]);
  expect(await ask('')).toEqual([401, missing]);
  expect(await ask(`Token ${token('mina')}`)).toEqual([401, missing]);
  expect(await ask(`Bearer ${token('mina')}`)).toEqual([401, 'Given token not valid for any token type']);
  expect(await ask(`APIKey ${token('mina').split('$')[0]}`)).toEqual([401, 'Bad permanent token: 29841']);
  expect(await ask(`APIKey ${token('mina').slice(0, -1)}`)).toEqual([401, 'Token is invalid or expired']);
  expect(await ask(`APIKey ${token('reseller-936')}`)).toEqual([401, 'Token is invalid or expired']);
});

test('each role reaches its own projects', async () => {
  const reach = async (user: 'avery' | 'mina' | 'jonas' | 'bruno' | 'reseller-936'): Promise<number[]> => {
    const places = [1337, 1338, 1402, 1510].map((project_id) => ({ project_id, region_id: 76 }));
    return Promise.all(
      places.map(async (params) => (await api.call(user, 'listProjectImages', { params })).status),
    );
  };
  expect(await reach('avery')).toEqual([200, 200, 200, 200]);
  expect(await reach('mina')).toEqual([200, 200, 403, 403]);
  expect(await reach('jonas')).toEqual([200, 403, 403, 403]);
  expect(await reach('bruno')).toEqual([403, 403, 200, 403]);
  expect(await reach('reseller-936')).toEqual([200, 200, 200, 403]);
});
