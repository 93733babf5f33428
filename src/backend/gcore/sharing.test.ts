import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { ImageIds } from '../../contract/gcore/sharing.ts';
import { ResellerImageList, SharedImageList, type SharedImage } from '../../contract/gcore/sharing.ts';
import { demoId } from './catalogue.ts';
import { productionImageId } from './projectImages.ts';
import { HERE, startApi, type Api, type User } from './testing/api.ts';

const publicId = (name: string): string => demoId(`public 76 ${name}`);
const FIVE = ['ubuntu-24.04', 'ubuntu-26.04', 'debian-13', 'rocky-10', 'talos-1.12'].map(publicId);
const LOBBY = { project_id: 1402, region_id: 76 };

const start = (data?: string): Promise<Api> => startApi({ pace: 500, ...(data !== undefined && { data }) });

async function openImages(api: Api, user: User, params = HERE): Promise<string[]> {
  const images = await api.images(user, 'listImages', { params, query: { visibility: 'public' } });
  return images.map(({ id }) => id).toSorted();
}

const limit = (api: Api, image_ids: ImageIds, region_id = 76) =>
  api.call('avery', 'putResellerImages', { json: { reseller_id: 936, region_id, image_ids } });

const share = (api: Api, entity_type: string, entity_id: number, image_ids: ImageIds, region_id = 76) =>
  api.call('avery', 'putSharedImages', { json: { entity_type, entity_id, region_id, image_ids } });

async function records(api: Api, query: Record<string, string> = {}): Promise<SharedImage[]> {
  return z.parse(SharedImageList, (await api.call('avery', 'listSharedImages', { query })).body).results;
}

describe('what a list does to the users below it', () => {
  let api: Api;
  beforeAll(async () => {
    api = await start();
  });
  afterAll(() => api.backend.close());

  test('a reseller limited to five of 61, to none, to all', async () => {
    expect(await openImages(api, 'mina')).toHaveLength(61);
    await limit(api, FIVE);
    expect(await openImages(api, 'mina')).toEqual(FIVE.toSorted());
    await limit(api, []);
    expect(await openImages(api, 'mina')).toEqual([]);
    const hidden = await api.call('mina', 'getImage', {
      params: { ...HERE, image_id: publicId('ubuntu-24.04') },
    });
    expect(hidden.status).toBe(404);
    await limit(api, null);
    expect(await openImages(api, 'mina')).toHaveLength(61);
    await limit(api, []);
    expect((await api.call('avery', 'deleteResellerImages', { params: { reseller_id: 936 } })).status).toBe(
      200,
    );
    expect(await openImages(api, 'mina')).toHaveLength(61);
  });

  test('the reseller and the administrator choose from all of them', async () => {
    await limit(api, FIVE);
    expect(await openImages(api, 'reseller-936')).toHaveLength(61);
    expect(await openImages(api, 'avery')).toHaveLength(61);
    await limit(api, null);
  });

  test('the most specific record counts, alone: project, client, reseller', async () => {
    const [first = '', second = '', third = ''] = FIVE;
    await limit(api, []);
    await share(api, 'reseller', 936, [first]);
    expect(await openImages(api, 'mina')).toEqual([first]);
    await share(api, 'client', 77, [second]);
    expect(await openImages(api, 'mina')).toEqual([second]);
    await share(api, 'project', 1337, [third]);
    expect(await openImages(api, 'mina')).toEqual([third]);
    await share(api, 'project', 1337, null);
    expect(await openImages(api, 'mina')).toHaveLength(61);
    for (const entity_type of ['project', 'client', 'reseller']) {
      await api.call('avery', 'deleteSharedImages', { query: { entity_type, region_id: '76' } });
    }
    expect(await openImages(api, 'mina')).toEqual([]);
    await limit(api, null);
  });

  test('a record is of one region', async () => {
    await limit(api, []);
    expect(await openImages(api, 'mina', { project_id: 1337, region_id: 92 })).toHaveLength(34);
    await limit(api, null);
  });

  test('an image of a project that is listed is thereby shared', async () => {
    const id = productionImageId('orders-db-2025-q4');
    const lost = await api.call('bruno', 'getImage', { params: { ...LOBBY, image_id: id } });
    expect(lost.status).toBe(404);
    await share(api, 'client', 78, [publicId('ubuntu-24.04'), id]);
    expect(await openImages(api, 'bruno', LOBBY)).toEqual([publicId('ubuntu-24.04')]);
    expect(await api.image('bruno', id, LOBBY)).toMatchObject({
      visibility: 'shared',
      internally_shared: true,
      project_id: 1337,
    });
    expect((await api.call('bruno', 'deleteImage', { params: { ...LOBBY, image_id: id } })).status).toBe(403);
    expect(await api.image('mina', id)).toMatchObject({ visibility: 'shared', internally_shared: true });
    await share(api, 'client', 78, null);
    expect(await api.image('mina', id)).toMatchObject({ visibility: 'private', internally_shared: false });
  });

  test('an id that is gone stays in the list, and shows nothing', async () => {
    const gone = '00000000-0000-4000-8000-000000000000';
    await limit(api, [gone]);
    expect(await openImages(api, 'mina')).toEqual([]);
    const { body } = await api.call('avery', 'listResellerImages', { params: { reseller_id: 936 } });
    const [kept] = z.parse(ResellerImageList, body).results.filter(({ region_id }) => region_id === 76);
    expect(kept?.image_ids).toEqual([gone]);
    await limit(api, null);
  });
});

describe('null, [], a list and no record', () => {
  const meanings: readonly ImageIds[] = [null, [], FIVE];

  test('survive the wire, the database and a restart, for both endpoints', async () => {
    const first = await start();
    await first.call('avery', 'deleteResellerImages', { params: { reseller_id: 936 } });
    for (const [index, region_id] of [76, 92, 104].entries()) {
      await limit(first, meanings[index] ?? null, region_id);
      await share(first, 'project', 1510, meanings[index] ?? null, region_id);
    }
    await first.backend.stop();

    const second = await start(first.backend.data);
    const list = await second.call('avery', 'listResellerImages', { params: { reseller_id: 936 } });
    const kept = z.parse(ResellerImageList, list.body).results;
    const shared = await records(second, { entity_type: 'project', entity_id: '1510' });
    for (const [index, region_id] of [76, 92, 104].entries()) {
      expect(kept.find((one) => one.region_id === region_id)?.image_ids).toEqual(meanings[index]);
      expect(shared.find((one) => one.region_id === region_id)?.image_ids).toEqual(meanings[index]);
    }
    expect(kept).toHaveLength(3);
    expect(shared).toHaveLength(3);
    await second.backend.close();
  });

  test('absence is refused, and so is everything that is no list of ids', async () => {
    const api = await start();
    const before = await records(api);
    const shared = { entity_type: 'client', entity_id: 77, region_id: 76 };
    for (const wrong of [
      {},
      { image_ids: '' },
      { image_ids: 'all' },
      { image_ids: {} },
      { image_ids: [1] },
    ]) {
      expect((await api.call('avery', 'putSharedImages', { json: { ...shared, ...wrong } })).status).toBe(
        400,
      );
      const limited = { reseller_id: 936, region_id: 76, ...wrong };
      expect((await api.call('avery', 'putResellerImages', { json: limited })).status).toBe(400);
    }
    expect(await records(api)).toEqual(before);
    await api.backend.close();
  });
});

describe('removing shared records', () => {
  test('takes every record of the kind, unless it is narrowed', async () => {
    const api = await start();
    await share(api, 'client', 77, FIVE);
    const clients = (await records(api, { entity_type: 'client' })).length;
    expect(clients).toBe(3);
    await api.call('avery', 'deleteSharedImages', {
      query: { entity_type: 'client', entity_id: '77', region_id: '76' },
    });
    expect(await records(api, { entity_type: 'client' })).toHaveLength(2);
    await api.call('avery', 'deleteSharedImages', { query: { entity_type: 'client' } });
    expect(await records(api, { entity_type: 'client' })).toEqual([]);
    expect((await records(api)).length).toBeGreaterThan(0);
    await api.backend.close();
  });

  test('writing a record again keeps its id', async () => {
    const api = await start();
    const id = async (ids: ImageIds): Promise<number | undefined> =>
      z.parse(SharedImageList, (await share(api, 'client', 91, ids)).body).results[0]?.id;
    expect(await id([])).toBe(await id(FIVE));
    await api.backend.close();
  });
});
