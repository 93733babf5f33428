import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { GcoreImage, GcoreImageList } from '../../contract/gcore/image.ts';
import { demoId } from './catalogue.ts';
import { productionImageId } from './projectImages.ts';
import { HERE, startApi, type Api, type Sent } from './testing/api.ts';

const publicId = (name: string): string => demoId(`public 76 ${name}`);

let api: Api;
beforeAll(async () => {
  api = await startApi({ pace: 500 });
});
afterAll(() => api.backend.close());

const names = async (query: Sent['query'], name: 'listImages' | 'listProjectImages' = 'listProjectImages') =>
  (await api.images('mina', name, { params: HERE, ...(query && { query }) }))
    .map((image) => image.name)
    .toSorted();

describe('which images are listed', () => {
  test('the public ones of the region with those of the project', async () => {
    const all = await api.images('mina', 'listImages');
    const open = all.filter(({ visibility }) => visibility === 'public');
    expect(open).toHaveLength(61);
    expect(new Set(open.map(({ region_id }) => region_id))).toEqual(new Set([76]));
    expect(open.every(({ project_id }) => project_id !== 1337)).toBe(true);
    const own = all.filter(({ project_id }) => project_id === 1337);
    expect(own.map(({ id }) => id)).toEqual(
      (await api.images('mina', 'listProjectImages')).map(({ id }) => id),
    );
    expect(all).toHaveLength(61 + own.length);
  });

  test('newest first', async () => {
    const dates = (await api.images('mina', 'listImages')).map(({ created_at }) => created_at);
    expect(dates).toEqual(dates.toSorted((a, b) => (b ?? '').localeCompare(a ?? '')));
  });

  test('without pages unless asked: count is the number of results', async () => {
    const { body } = await api.call('mina', 'listImages', { params: HERE });
    const { count, results } = z.parse(GcoreImageList, body);
    expect(count).toBe(results.length);
  });

  test('another project of the same client has its own', async () => {
    const place = { project_id: 1338, region_id: 76 };
    const own = await api.images('mina', 'listProjectImages', { params: place });
    expect(own.map(({ name }) => name)).toContain('staging-web');
    const lost = await api.call('mina', 'getImage', {
      params: { ...place, image_id: productionImageId('golden-web') },
    });
    expect(lost.status).toBe(404);
  });

  test('an image stands in one region', async () => {
    const params = { project_id: 1337, region_id: 92, image_id: productionImageId('golden-web') };
    expect((await api.call('mina', 'getImage', { params })).status).toBe(404);
  });
});

describe('filters', () => {
  test.each<[string, Sent['query'], string[]]>([
    ['all keys', { metadata_k: '["env","retired"]' }, ['golden-web']],
    ['one key as JSON', { metadata_k: '"cuda"' }, ['rocky-10-gpu']],
    ['one key bare', { metadata_k: 'cuda' }, ['rocky-10-gpu']],
    [
      'pairs',
      { metadata_kv: '{"env":"prod","owner_team":"playback"}' },
      ['player-origin-v142', 'player-origin-v99'],
    ],
    ['a pair with another value', { metadata_kv: '{"env":"nowhere"}' }, []],
    ['keys of the newer kind', { tag_key: ['env', 'retention'] }, ['orders-db-2025-q4']],
    ['pairs of the newer kind', { tag_key_value: '{"ci/pipeline&run":"main=8841"}' }, ['player-origin-v142']],
    ['a key in Persian', { tag_key: 'توضیح' }, ['subtitle-worker']],
    ['a part of the name', { name: 'EDGE-router-2.1' }, ['edge-router-2.10']],
    ['a name is no pattern', { name: '%' }, []],
    ['architecture', { architecture: 'aarch64' }, ['talos-1.12-aarch64']],
    ['system and version', { os_distro: 'Debian', os_version: '12' }, ['subtitle-worker']],
    ['visibility', { visibility: 'private' }, ['centos-7-import', 'orders-db-2025-q4', 'subtitle-worker']],
    [
      'private, whatever its value',
      { private: 'false' },
      ['centos-7-import', 'orders-db-2025-q4', 'subtitle-worker'],
    ],
    ['what nobody knows', { colour: 'green', name: 'bastion' }, ['bastion']],
  ])('%s', async (_, query, found) => {
    expect(await names(query)).toEqual(found);
  });

  test('private leaves no public image', async () => {
    expect(await names({ private: '' }, 'listImages')).toEqual(
      await names({ visibility: 'private' }, 'listImages'),
    );
  });

  test.each([
    { metadata_kv: '{' },
    { metadata_kv: '["a"]' },
    { tag_key_value: '{"a":1}' },
    { metadata_k: '{"a":"b"}' },
    { visibility: 'PUBLIC' },
    { architecture: 'riscv' },
    { include_prices: 'perhaps' },
    { limit: '0' },
    { limit: '1001' },
    { limit: 'ten' },
    { offset: '-1' },
  ])('%j is refused', async (query) => {
    expect((await api.call('mina', 'listImages', { params: HERE, query })).status).toBe(400);
  });
});

describe('pages', () => {
  const page = async (query: Sent['query']) => {
    const { body } = await api.call('mina', 'listImages', { params: HERE, ...(query && { query }) });
    return z.parse(GcoreImageList, body);
  };

  test('together they are the whole list, and each tells how long that is', async () => {
    const whole = await page({});
    const found: string[] = [];
    for (let offset = 0; ; offset += 25) {
      const { count, results } = await page({ limit: '25', offset: String(offset) });
      expect(count).toBe(whole.count);
      found.push(...results.map(({ id }) => id));
      if (results.length === 0) break;
    }
    expect(found).toEqual(whole.results.map(({ id }) => id));
  });

  test('behind the end there is nothing, and the count says so', async () => {
    expect(await page({ offset: '5000' })).toEqual({ count: (await page({})).count, results: [] });
  });

  test('pages of a filtered list', async () => {
    const { count, results } = await page({ visibility: 'public', limit: '10', offset: '60' });
    expect([count, results.length]).toEqual([61, 1]);
  });
});

describe('an image', () => {
  const raw = async (name: string): Promise<Record<string, unknown>> => {
    const { body } = await api.call('mina', 'getImage', {
      params: { ...HERE, image_id: productionImageId(name) },
    });
    return z.parse(z.record(z.string(), z.unknown()), body);
  };

  test('has every field of the document and, beside them, the newest ones', async () => {
    const image = await raw('edge-router-2.10');
    expect(Object.keys(image).toSorted()).toEqual(
      Object.keys(GcoreImage.def.shape)
        .filter((field) => field !== 'tags')
        .toSorted(),
    );
    const labels = [
      { key: 'build', value: '127', read_only: true },
      { key: 'env', value: 'prod', read_only: false },
      { key: 'owner_team', value: 'network', read_only: false },
    ];
    expect(image).toMatchObject({
      metadata: { build: '127', env: 'prod', owner_team: 'network' },
      metadata_detailed: labels,
      tags_v2: labels,
    });
    expect(image['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
  });

  test('prices come when asked for: shown, hidden, or not to be worked out', async () => {
    expect((await api.image('mina', productionImageId('win-2025-core'))).price_status).toBeNull();
    const priced = await api.images('mina', 'listImages', {
      params: HERE,
      query: { include_prices: 'true' },
    });
    const price = (name: string): Partial<GcoreImage> | undefined =>
      priced.find((image) => image.name === name);
    expect(price('win-2025-core')).toMatchObject({
      currency_code: 'USD',
      price_status: 'show',
      price_per_month: 0.63,
    });
    expect(price('ubuntu-26.04-hardened')).toMatchObject({ price_status: 'error', price_per_month: null });
    expect(price('ubuntu-24.04')).toMatchObject({ price_status: 'hide', price_per_hour: null });
  });

  test('a public one is read by its id and written by nobody', async () => {
    const image = await api.image('olive', publicId('ubuntu-24.04'));
    expect(image).toMatchObject({ visibility: 'public', description: expect.stringContaining('اوبونتو') });
    const params = { ...HERE, image_id: image.id };
    for (const user of ['avery', 'mina', 'reseller-936'] as const) {
      expect((await api.call(user, 'deleteImage', { params })).status).toBe(403);
    }
  });
});

describe('changing an image', () => {
  const params = { ...HERE, image_id: productionImageId('bastion') };
  const change = async (json: unknown): Promise<GcoreImage> => {
    const answer = await api.call('mina', 'updateImage', { params, json });
    expect(answer.status).toBe(200);
    return z.parse(GcoreImage, answer.body);
  };

  test('changes what is named and nothing else', async () => {
    const before = await api.image('mina', params.image_id);
    const after = await change({ hw_machine_type: 'pc', is_baremetal: true });
    expect(after).toEqual({
      ...before,
      hw_machine_type: 'i440',
      is_baremetal: true,
      updated_at: after.updated_at,
    });
    expect(after.updated_at).not.toBe(before.updated_at);
    expect((await change({ is_baremetal: null })).is_baremetal).toBe(false);
  });

  test('an empty change changes nothing', async () => {
    const before = await api.image('mina', params.image_id);
    expect(await change({})).toEqual(before);
  });

  test('what cannot be changed is ignored', async () => {
    const before = await api.image('mina', params.image_id);
    const after = await change({
      visibility: 'public',
      description: 'x',
      os_version: '1',
      size: 1,
      id: 'other',
    });
    expect(after).toEqual({ ...before, updated_at: after.updated_at });
  });

  test('labels merge, null takes one away, and {} none', async () => {
    await change({ metadata: { one: '1' }, tags: { two: '2' } });
    expect((await change({ tags: { one: null } })).metadata).toMatchObject({ two: '2', env: 'prod' });
    expect((await change({ tags: {} })).metadata).toMatchObject({ two: '2', env: 'prod' });
    expect((await change({ metadata: {} })).metadata).not.toHaveProperty('one');
  });

  test('a read-only label stays as it is', async () => {
    const reserved = { ...HERE, image_id: productionImageId('edge-router-2.9') };
    const answer = await api.call('mina', 'updateImage', {
      params: reserved,
      json: { tags: { build: '1', new: 'x' } },
    });
    expect(z.parse(GcoreImage, answer.body).metadata).toMatchObject({ build: '118', new: 'x' });
    const gone = await api.call('mina', 'updateImage', { params: reserved, json: { tags: { build: null } } });
    expect(z.parse(GcoreImage, gone.body).metadata).toMatchObject({ build: '118' });
  });

  test.each([
    { name: 'ab' },
    { name: 'a'.repeat(64) },
    { name: ' lead' },
    { name: 'trail-' },
    { name: 'grün' },
    { name: null },
    { ssh_key: 'maybe' },
    { hw_firmware_type: null },
    { is_baremetal: 'yes' },
    { tags: null },
    { metadata: ['a'] },
  ])('%j is refused', async (json) => {
    const before = await api.image('mina', params.image_id);
    expect((await api.call('mina', 'updateImage', { params, json })).status).toBe(400);
    expect(await api.image('mina', params.image_id)).toEqual(before);
  });

  test('a body that is no JSON, and none at all', async () => {
    const broken = await api.call('mina', 'updateImage', { params, text: '{"name":' });
    expect(broken.status).toBe(400);
    expect(broken.text).toContain('Not valid JSON');
    expect((await api.call('mina', 'updateImage', { params, text: '' })).status).toBe(400);
  });
});

describe('as observed', () => {
  let observed: Api;
  beforeAll(async () => {
    observed = await startApi({ dialect: 'observed', pace: 500, seedRows: 3 * 1500 });
  });
  afterAll(() => observed.backend.close());

  test('labels are tags_v2 and nothing else', async () => {
    const id = productionImageId('edge-router-2.10');
    const { text } = await observed.call('mina', 'getImage', { params: { ...HERE, image_id: id } });
    const fields = Object.keys(z.parse(z.record(z.string(), z.unknown()), JSON.parse(text)));
    expect(fields).toContain('tags_v2');
    for (const gone of ['metadata', 'metadata_detailed', 'tags', 'internally_shared']) {
      expect(fields).not.toContain(gone);
    }
  });

  test('a list that is not asked for pages ends at a thousand, and count tells of the rest', async () => {
    const { body } = await observed.call('mina', 'listProjectImages', { params: HERE });
    const { count, results } = z.parse(GcoreImageList, body);
    expect(results).toHaveLength(1000);
    expect(count).toBeGreaterThan(1300);
    const next = await observed.call('mina', 'listProjectImages', {
      params: HERE,
      query: { offset: '1000' },
    });
    expect(z.parse(GcoreImageList, next.body).results).toHaveLength(count - 1000);
  });
});
