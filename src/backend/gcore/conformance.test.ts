import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DEMO_VOLUMES } from '../../contract/gcore/demo.ts';
import type { Dialect, Endpoint } from '../../contract/endpoint.ts';
import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import { labelsOf } from '../../contract/gcore/image.ts';
import { Label, MetadataList } from '../../contract/gcore/metadata.ts';
import { GcoreProject, GcoreProjectList, GcoreRegionList } from '../../contract/gcore/place.ts';
import { ResellerImage, ResellerImageList, SharedImageList } from '../../contract/gcore/sharing.ts';
import { GcoreTask, GcoreTaskList } from '../../contract/gcore/task.ts';
import { demoId } from './catalogue.ts';
import { IN_FLIGHT, productionImageId } from './projectImages.ts';
import { HERE, said, startApi, type Api, type EndpointName, type Sent } from './testing/api.ts';
import { QCOW2, startImageServer, type ImageServer } from './testing/imageServer.ts';

type Case = (api: Api) => Promise<void>;

let server: ImageServer;
beforeAll(async () => {
  server = await startImageServer();
});
afterAll(() => server.close());

const id = (name: string): string => productionImageId(name);
const at = (name: string): { project_id: number; region_id: number; image_id: string } => ({
  ...HERE,
  image_id: id(name),
});
const LOCKED = at(IN_FLIGHT.deleted);
const NOBODY = { ...HERE, image_id: '00000000-0000-4000-8000-000000000000' };
const PUBLIC = { ...HERE, image_id: demoId('public 76 ubuntu-24.04') };
const OWN = at('edge-router-2.4');
const NOT_A_NUMBER = { project_id: 'abc', region_id: 76, image_id: id('bastion') };
const OTHERS = { project_id: 1402, region_id: 76, image_id: demoId('1402 76 chat-relay') };
const NOWHERE = { project_id: 1337, region_id: 9999 };

const byUrl = (name: string): unknown => ({ name, url: `${server.url}/image.qcow2` });
const byVolume = { name: 'from-volume', volume_id: DEMO_VOLUMES[0].id };

/** A token that is not taken. */
const refusedToken =
  (name: EndpointName, sent: Sent): Case =>
  async (api) => {
    const answer = await api.call({ authorization: 'APIKey 1$2' }, name, sent);
    expect(answer.status).toBe(401);
    expect(said(answer).message).toBe('Token is invalid or expired');
  };

/** A request that ends in this status, and what the service says of it. */
const refused =
  (
    user: Parameters<Api['call']>[0],
    name: EndpointName,
    sent: Sent,
    status: number,
    kind: string,
    words: RegExp,
  ): Case =>
  async (api) => {
    const answer = await api.call(user, name, sent);
    expect(answer.status).toBe(status);
    expect(said(answer).exception_class).toBe(kind);
    expect(said(answer).message).toMatch(words);
    expect(said(answer).request_id).toMatch(/^[0-9a-f]{32}$/);
  };

const badPath = (name: EndpointName, more: Sent = {}): Case =>
  refused(
    'mina',
    name,
    { ...more, params: NOT_A_NUMBER },
    400,
    'ValidationError',
    /^Validation Error: \{'project_id': \['Not a valid integer\.'\]\}$/,
  );

const othersProject = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: OTHERS }, 403, 'ForbiddenError', /Project 1402 is not available/);

const publicWrite = (name: EndpointName, more: Sent = {}): Case =>
  refused('avery', name, { ...more, params: PUBLIC }, 403, 'ForbiddenError', /^Image not available$/);

const noImage = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: NOBODY }, 404, 'NotFoundError', /could not be found$/);

const noPlace = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: NOWHERE }, 404, 'NotFoundError', /^Project or region not found$/);

const lockHeld = (name: EndpointName, more: Sent = {}): Case =>
  refused(
    'mina',
    name,
    { ...more, params: LOCKED },
    409,
    'ConflictError',
    new RegExp(`is locked by task ${demoId('task deleting')}$`),
  );

const observer = (name: EndpointName, sent: Sent): Case =>
  refused(
    'olive',
    name,
    sent,
    403,
    'ForbiddenError',
    /needs the role Project User; the token has Project Observer/,
  );

const client = (name: EndpointName, sent: Sent): Case =>
  refused('mina', name, sent, 403, 'ForbiddenError', /the token has Client Administrator/);

const labels = async (api: Api, name: string): Promise<Record<string, string>> => {
  const { body } = await api.call('mina', 'listMetadata', { params: at(name) });
  return Object.fromEntries(z.parse(MetadataList, body).results.map(({ key, value }) => [key, value]));
};

const LIST = { params: HERE };
const KEY = { query: { key: 'env' } };
const ADD = { json: { colour: 'green' } };
const LIMIT = { reseller_id: 936, region_id: 30, image_ids: [PUBLIC.image_id] };
const SHARE = { entity_type: 'client', entity_id: 91, region_id: 30, image_ids: [] };
const PAST_TASK = async (api: Api): Promise<string> => {
  const { body } = await api.call('mina', 'listTasks', { query: { state: 'ERROR', limit: '1' } });
  return z.parse(GcoreTaskList, body).results[0]?.id ?? '';
};
const ANY_TASK = { params: { task_id: demoId('task deleting') } };
const NO_TASK = { params: { task_id: 'b63f0000-0000-4000-8000-000000000000' } };

const CASES: Readonly<Record<EndpointName, Readonly<Record<number, Case>>>> = {
  listImages: {
    200: async (api) => {
      const names = (await api.images('mina', 'listImages')).map(({ name }) => name);
      expect(names).toContain('win-2025-core');
      expect(names).toContain('windows-server-2025');
    },
    400: async (api) => {
      const answer = await api.call('mina', 'listImages', { ...LIST, query: { visibility: 'secret' } });
      expect(answer.status).toBe(400);
      expect(said(answer).invalid_fields).toEqual({
        visibility: ['Must be one of: private, public, shared.'],
      });
    },
    401: refusedToken('listImages', LIST),
    403: othersProject('listImages'),
    404: noPlace('listImages'),
  },
  createImage: {
    200: async (api) => {
      const task = await api.ended(
        'mina',
        await api.call('mina', 'createImage', { ...LIST, json: { ...byVolume, metadata: { env: 'test' } } }),
      );
      expect(task).toMatchObject({ state: 'FINISHED', task_type: 'create_image', error: null });
      const image = await api.image('mina', task.created_resources.images[0] ?? '');
      expect(image).toMatchObject({
        name: 'from-volume',
        status: 'active',
        os_distro: 'ubuntu',
        task_id: null,
      });
      expect(labelsOf(image)).toEqual([{ key: 'env', value: 'test', read_only: false }]);
    },
    400: async (api) => {
      const answer = await api.call('mina', 'createImage', { ...LIST, json: { name: 'x', volume_id: 'y' } });
      expect(said(answer).invalid_fields).toEqual({
        name: [expect.stringMatching(/^Does not match the pattern/)],
        volume_id: ['Not a valid uuid.'],
      });
    },
    401: refusedToken('createImage', { ...LIST, json: byVolume }),
    403: observer('createImage', { ...LIST, json: byVolume }),
    404: refused(
      'mina',
      'createImage',
      { ...LIST, json: { ...byVolume, volume_id: DEMO_VOLUMES[5].id } },
      404,
      'NotFoundError',
      /^Volume e9f3a7b5-16ba-4c48-8e92-8b4d5e6f7a05 could not be found$/,
    ),
  },
  downloadImage: {
    200: async (api) => {
      const task = await api.ended(
        'mina',
        await api.call('mina', 'downloadImage', { ...LIST, json: byUrl('by-url') }),
      );
      expect(task).toMatchObject({ state: 'FINISHED', task_type: 'download_image' });
      const image = await api.image('mina', task.created_resources.images[0] ?? '');
      expect(image.name).toBe('by-url');
      expect([0, QCOW2.length]).toContain(image.size);
    },
    400: async (api) => {
      const answer = await api.call('mina', 'downloadImage', { ...LIST, json: { name: 'no-url' } });
      expect(answer.status).toBe(400);
      expect(said(answer).message).toBe("Validation Error: {'url': ['Field required']}");
    },
    401: refusedToken('downloadImage', { ...LIST, json: {} }),
    403: refused(
      'bruno',
      'downloadImage',
      {
        params: { project_id: 1402, region_id: 76 },
        json: { name: 'one-more', url: 'https://example.org/x' },
      },
      403,
      'QuotaLimitExceed',
      /^Quota limit for image_count exceeded by 1$/,
    ),
    404: noPlace('downloadImage', { json: { name: 'nowhere', url: 'https://example.org/x' } }),
  },
  listProjectImages: {
    200: async (api) => {
      const images = await api.images('mina', 'listProjectImages');
      expect(images.length).toBeGreaterThan(20);
      expect(new Set(images.map(({ project_id }) => project_id))).toEqual(new Set([1337]));
    },
    400: badPath('listProjectImages'),
    401: refusedToken('listProjectImages', LIST),
    403: othersProject('listProjectImages'),
    404: noPlace('listProjectImages'),
  },
  getImage: {
    200: async (api) => {
      const image = await api.image('olive', id('ubuntu-24.04-hardened'));
      expect(image).toMatchObject({ region: 'Luxembourg-2', region_id: 76, size: 2_100_000_000 });
    },
    400: badPath('getImage'),
    401: refusedToken('getImage', { params: OWN }),
    403: othersProject('getImage'),
    404: noImage('getImage'),
  },
  updateImage: {
    200: async (api) => {
      const changes = { name: 'edge-router-2.4.1', ssh_key: 'required', metadata: { env: 'prod' } };
      const answer = await api.call('jonas', 'updateImage', { params: OWN, json: changes });
      expect(answer.body).toMatchObject({
        name: 'edge-router-2.4.1',
        ssh_key: 'required',
        hw_firmware_type: 'uefi',
      });
      expect(await labels(api, 'edge-router-2.4')).toEqual({ env: 'prod', owner_team: 'network' });
    },
    400: async (api) => {
      const answer = await api.call('mina', 'updateImage', { params: OWN, json: { tags: null } });
      expect(answer.status).toBe(400);
      expect(said(answer).invalid_fields).toEqual({ tags: ['Not a valid record.'] });
    },
    401: refusedToken('updateImage', { params: OWN, json: {} }),
    403: publicWrite('updateImage', { json: { name: 'mine-now' } }),
    404: noImage('updateImage', { json: {} }),
    409: lockHeld('updateImage', { json: { name: 'too-late' } }),
  },
  deleteImage: {
    200: async (api) => {
      const params = at('edge-router-2.9');
      const task = await api.ended('mina', await api.call('mina', 'deleteImage', { params }));
      expect(task).toMatchObject({
        state: 'FINISHED',
        data: { image_id: id('edge-router-2.9') },
        created_resources: { images: [] },
      });
      expect((await api.call('mina', 'getImage', { params })).status).toBe(404);
    },
    400: badPath('deleteImage'),
    401: refusedToken('deleteImage', { params: OWN }),
    403: publicWrite('deleteImage'),
    404: noImage('deleteImage'),
    409: lockHeld('deleteImage'),
  },
  listMetadata: {
    200: async (api) => {
      const { body } = await api.call('olive', 'listMetadata', { params: at('edge-router-2.10') });
      expect(body).toEqual({
        count: 3,
        results: [
          { key: 'build', value: '127', read_only: true },
          { key: 'env', value: 'prod', read_only: false },
          { key: 'owner_team', value: 'network', read_only: false },
        ],
      });
    },
    400: badPath('listMetadata'),
    401: refusedToken('listMetadata', { params: OWN }),
    403: othersProject('listMetadata'),
    404: noImage('listMetadata'),
  },
  addMetadata: {
    204: async (api) => {
      const answer = await api.call('jonas', 'addMetadata', {
        params: at('golden-web'),
        json: { env: 'stage', colour: 'green', owner_team: null },
      });
      expect(answer.status).toBe(204);
      expect(answer.headers.get('content-type')).toBeNull();
      expect(await labels(api, 'golden-web')).toEqual({ env: 'stage', colour: 'green' });
    },
    400: badPath('addMetadata', ADD),
    401: refusedToken('addMetadata', { params: OWN, ...ADD }),
    403: publicWrite('addMetadata', ADD),
    404: noImage('addMetadata', ADD),
    409: lockHeld('addMetadata', ADD),
  },
  replaceMetadata: {
    204: async (api) => {
      const answer = await api.call('mina', 'replaceMetadata', {
        params: at('transcoder ffmpeg 8'),
        json: { only: 'this' },
      });
      expect(answer.status).toBe(204);
      expect(await labels(api, 'transcoder ffmpeg 8')).toEqual({
        only: 'this',
        os_distro: 'fedora',
        os_type: 'linux',
        os_version: '44',
      });
    },
    400: badPath('replaceMetadata', ADD),
    401: refusedToken('replaceMetadata', { params: OWN, ...ADD }),
    403: publicWrite('replaceMetadata', ADD),
    404: noImage('replaceMetadata', ADD),
    409: lockHeld('replaceMetadata', ADD),
  },
  getMetadataItem: {
    200: async (api) => {
      const params = at('player-origin-v142');
      const { body } = await api.call('olive', 'getMetadataItem', {
        params,
        query: { key: 'ci/pipeline&run' },
      });
      expect(z.parse(Label, body)).toEqual({ key: 'ci/pipeline&run', value: 'main=8841', read_only: false });
    },
    400: refused(
      'mina',
      'getMetadataItem',
      { params: OWN },
      400,
      'ValidationError',
      /'key': \['Field required'\]/,
    ),
    401: refusedToken('getMetadataItem', { params: OWN, ...KEY }),
    403: othersProject('getMetadataItem', KEY),
    404: refused(
      'mina',
      'getMetadataItem',
      { params: OWN, query: { key: 'nowhere' } },
      404,
      'NotFoundError',
      /^Tag not found$/,
    ),
  },
  deleteMetadataItem: {
    204: async (api) => {
      const params = at('subtitle-worker');
      expect((await api.call('mina', 'deleteMetadataItem', { params, query: { key: 'emoji' } })).status).toBe(
        204,
      );
      expect(Object.keys(await labels(api, 'subtitle-worker'))).toEqual(['owner_team', 'توضیح']);
    },
    400: refused('mina', 'deleteMetadataItem', { params: OWN }, 400, 'ValidationError', /Field required/),
    401: refusedToken('deleteMetadataItem', { params: OWN, ...KEY }),
    403: refused(
      'mina',
      'deleteMetadataItem',
      { params: at('edge-router-2.10'), query: { key: 'build' } },
      403,
      'ForbiddenError',
      /^Tag not available$/,
    ),
    404: refused(
      'mina',
      'deleteMetadataItem',
      { params: OWN, query: { key: 'nowhere' } },
      404,
      'NotFoundError',
      /^Tag not found$/,
    ),
    409: lockHeld('deleteMetadataItem', { query: { key: 'retired' } }),
  },
  putResellerImages: {
    200: async (api) => {
      const { body } = await api.call('reseller-936', 'putResellerImages', { json: LIMIT });
      expect(body).toEqual(LIMIT);
      const list = await api.call('avery', 'listResellerImages', { params: { reseller_id: 936 } });
      const records = z.parse(z.array(ResellerImage), z.parse(ResellerImageList, list.body).results);
      expect(records).toContainEqual(LIMIT);
    },
    400: async (api) => {
      const answer = await api.call('avery', 'putResellerImages', {
        json: { reseller_id: 936, region_id: 76 },
      });
      expect(answer.status).toBe(400);
      expect(said(answer).invalid_fields).toEqual({ image_ids: ['Field required'] });
    },
    401: refusedToken('putResellerImages', { json: LIMIT }),
    403: refused(
      'reseller-936',
      'putResellerImages',
      { json: { ...LIMIT, reseller_id: 512 } },
      403,
      'ForbiddenError',
      /Reseller 512 is not available/,
    ),
    404: refused(
      'avery',
      'putResellerImages',
      { json: { ...LIMIT, region_id: 9999 } },
      404,
      'NotFoundError',
      /^Region 9999 could not be found$/,
    ),
  },
  listResellerImages: {
    200: async (api) => {
      const { body } = await api.call('reseller-936', 'listResellerImages', { params: { reseller_id: 936 } });
      const records = z.parse(ResellerImageList, body).results;
      expect(records.find(({ region_id }) => region_id === 76)?.image_ids).toBeNull();
      expect(records.find(({ region_id }) => region_id === 92)?.image_ids).toEqual([]);
      expect(records.find(({ region_id }) => region_id === 104)?.image_ids).toHaveLength(3);
      expect(records.every(({ updated_at }) => (updated_at !== null) === (api.dialect === 'observed'))).toBe(
        true,
      );
    },
    400: refused(
      'avery',
      'listResellerImages',
      { params: { reseller_id: 'all' } },
      400,
      'ValidationError',
      /'reseller_id': \['Not a valid integer\.'\]/,
    ),
    401: refusedToken('listResellerImages', { params: { reseller_id: 936 } }),
    403: client('listResellerImages', { params: { reseller_id: 936 } }),
    404: refused(
      'avery',
      'listResellerImages',
      { params: { reseller_id: 512 } },
      404,
      'NotFoundError',
      /^Reseller 512 has no image list$/,
    ),
  },
  deleteResellerImages: {
    200: async (api) => {
      await api.call('avery', 'putResellerImages', { json: { ...LIMIT, reseller_id: 700 } });
      await api.call('avery', 'putResellerImages', { json: { ...LIMIT, reseller_id: 700, region_id: 76 } });
      const answer = await api.call('avery', 'deleteResellerImages', { params: { reseller_id: 700 } });
      expect(answer.status).toBe(200);
      const list = await api.call('avery', 'listResellerImages', { params: { reseller_id: 700 } });
      expect(list.body).toEqual({ count: 0, results: [] });
    },
    204: async (api) => {
      await api.call('avery', 'putResellerImages', { json: { ...LIMIT, reseller_id: 700 } });
      const answer = await api.call('avery', 'deleteResellerImages', { params: { reseller_id: 700 } });
      expect(answer.status).toBe(204);
      expect((await api.call('avery', 'listResellerImages', { params: { reseller_id: 700 } })).status).toBe(
        404,
      );
    },
    400: refused(
      'avery',
      'deleteResellerImages',
      { params: { reseller_id: 'all' } },
      400,
      'ValidationError',
      /Not a valid integer/,
    ),
    401: refusedToken('deleteResellerImages', { params: { reseller_id: 936 } }),
    403: client('deleteResellerImages', { params: { reseller_id: 936 } }),
  },
  putSharedImages: {
    200: async (api) => {
      const { body } = await api.call('avery', 'putSharedImages', { json: SHARE });
      expect(body).toEqual({ count: 1, results: [{ id: expect.any(Number), ...SHARE }] });
    },
    400: async (api) => {
      const answer = await api.call('avery', 'putSharedImages', {
        json: { ...SHARE, entity_type: 'everyone' },
      });
      expect(said(answer).invalid_fields).toEqual({
        entity_type: ['Must be one of: reseller, client, project.'],
      });
    },
    401: refusedToken('putSharedImages', { json: SHARE }),
    403: refused(
      'reseller-936',
      'putSharedImages',
      { json: SHARE },
      403,
      'ForbiddenError',
      /Cloud Administrator/,
    ),
    404: refused(
      'avery',
      'putSharedImages',
      { json: { ...SHARE, region_id: 9999 } },
      404,
      'NotFoundError',
      /^Region 9999 could not be found$/,
    ),
  },
  listSharedImages: {
    200: async (api) => {
      const { body } = await api.call('avery', 'listSharedImages', { query: { entity_type: 'reseller' } });
      const { results } = z.parse(SharedImageList, body);
      expect(results.map(({ entity_type, entity_id }) => `${entity_type} ${entity_id}`)).toEqual([
        'reseller 512',
      ]);
    },
    400: refused(
      'avery',
      'listSharedImages',
      { query: { entity_type: 'x' } },
      400,
      'ValidationError',
      /entity_type/,
    ),
    401: refusedToken('listSharedImages', {}),
    403: client('listSharedImages', {}),
    404: refused(
      'avery',
      'listSharedImages',
      { query: { entity_type: 'client', entity_id: '4' } },
      404,
      'NotFoundError',
      /^Entity not found$/,
    ),
  },
  deleteSharedImages: {
    204: async (api) => {
      await api.call('avery', 'putSharedImages', {
        json: { ...SHARE, entity_type: 'project', entity_id: 1510 },
      });
      const query = { entity_type: 'project', entity_id: '1510', region_id: '30' };
      expect((await api.call('avery', 'deleteSharedImages', { query })).status).toBe(204);
      const { body } = await api.call('avery', 'listSharedImages', { query: { entity_type: 'project' } });
      expect(z.parse(SharedImageList, body).results.map(({ entity_id }) => entity_id)).toEqual([1338]);
    },
    400: refused(
      'avery',
      'deleteSharedImages',
      {},
      400,
      'ValidationError',
      /'entity_type': \['Field required'\]/,
    ),
    401: refusedToken('deleteSharedImages', { query: { entity_type: 'client' } }),
    403: client('deleteSharedImages', { query: { entity_type: 'client' } }),
  },
  getTask: {
    200: async (api) => {
      const { body } = await api.call('olive', 'getTask', ANY_TASK);
      expect(z.parse(GcoreTask, body)).toMatchObject({
        state: 'RUNNING',
        task_type: 'delete_image',
        error: null,
      });
    },
    401: refusedToken('getTask', ANY_TASK),
    404: refused('bruno', 'getTask', ANY_TASK, 404, 'NotFoundError', /^Task .* could not be found$/),
  },
  listTasks: {
    200: async (api) => {
      const { body } = await api.call('mina', 'listTasks', { query: { state: ['NEW', 'RUNNING'] } });
      expect(z.parse(GcoreTaskList, body).results.map((task) => task.id)).toEqual(
        expect.arrayContaining([demoId('task queued'), demoId('task deleting'), demoId('task making')]),
      );
    },
    400: refused(
      'mina',
      'listTasks',
      { query: { limit: '5000' } },
      400,
      'ValidationError',
      /less than or equal to 1000/,
    ),
    401: refusedToken('listTasks', {}),
  },
  listActiveTasks: {
    200: async (api) => {
      const { body } = await api.call('mina', 'listActiveTasks', {
        ...LIST,
        query: { task_type: 'delete_image' },
      });
      expect(z.parse(GcoreTaskList, body).results.map((task) => task.id)).toEqual([demoId('task deleting')]);
    },
    400: badPath('listActiveTasks'),
    401: refusedToken('listActiveTasks', LIST),
    403: othersProject('listActiveTasks'),
    404: noPlace('listActiveTasks'),
  },
  acknowledgeTask: {
    200: async (api) => {
      const task_id = await PAST_TASK(api);
      const { body } = await api.call('jonas', 'acknowledgeTask', { params: { task_id } });
      expect(z.parse(GcoreTask, body)).toMatchObject({
        acknowledged_by: 613,
        acknowledged_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      });
    },
    401: refusedToken('acknowledgeTask', ANY_TASK),
    403: observer('acknowledgeTask', ANY_TASK),
    404: refused('mina', 'acknowledgeTask', NO_TASK, 404, 'NotFoundError', /could not be found/),
  },
  acknowledgeAllTasks: {
    204: async (api) => {
      const query = { project_id: '1337', region_id: '76' };
      expect((await api.call('mina', 'acknowledgeAllTasks', { query })).status).toBe(204);
      const { body } = await api.call('mina', 'listTasks', {
        query: { is_acknowledged: 'false', limit: '1000' },
      });
      expect(new Set(z.parse(GcoreTaskList, body).results.map(({ state }) => state))).toEqual(
        new Set(['NEW', 'RUNNING']),
      );
    },
    400: refused(
      'mina',
      'acknowledgeAllTasks',
      { query: { project_id: 'x' } },
      400,
      'ValidationError',
      /project_id/,
    ),
    401: refusedToken('acknowledgeAllTasks', {}),
    403: observer('acknowledgeAllTasks', {}),
  },
  listProjects: {
    200: async (api) => {
      const { body } = await api.call('mina', 'listProjects', {});
      expect(z.parse(GcoreProjectList, body).results.map(({ id: project }) => project)).toEqual([1337, 1338]);
    },
    400: refused(
      'mina',
      'listProjects',
      { query: { order_by: 'size' } },
      400,
      'ValidationError',
      /Must be one of/,
    ),
    401: refusedToken('listProjects', {}),
  },
  getProject: {
    200: async (api) => {
      const { body } = await api.call('jonas', 'getProject', { params: { project_id: 1337 } });
      expect(z.parse(GcoreProject, body)).toMatchObject({
        name: 'streaming-production',
        client_id: 77,
        is_default: true,
      });
    },
    400: refused(
      'mina',
      'getProject',
      { params: { project_id: '1.5' } },
      400,
      'ValidationError',
      /Not a valid integer/,
    ),
    401: refusedToken('getProject', { params: { project_id: 1337 } }),
    403: refused(
      'jonas',
      'getProject',
      { params: { project_id: 1338 } },
      403,
      'ForbiddenError',
      /1338 is not available/,
    ),
    404: refused(
      'avery',
      'getProject',
      { params: { project_id: 9 } },
      404,
      'NotFoundError',
      /could not be found/,
    ),
  },
  listRegions: {
    200: async (api) => {
      const { body } = await api.call('olive', 'listRegions', {});
      const { results } = z.parse(GcoreRegionList, body);
      expect(results.find(({ id: region }) => region === 76)).toMatchObject({
        display_name: 'Luxembourg-2',
        state: 'ACTIVE',
        coordinates: { latitude: 49.61, longitude: 6.13 },
      });
      expect(results.some(({ state }) => state !== 'ACTIVE')).toBe(true);
    },
    400: refused(
      'olive',
      'listRegions',
      { query: { offset: '-1' } },
      400,
      'ValidationError',
      /greater than or equal to 0/,
    ),
    401: refusedToken('listRegions', {}),
  },
  getRegion: {
    200: async (api) => {
      const { body } = await api.call('olive', 'getRegion', { params: { region_id: 92 } });
      expect(body).toMatchObject({ id: 92, display_name: 'Frankfurt-1' });
    },
    400: refused(
      'olive',
      'getRegion',
      { params: { region_id: 'x' } },
      400,
      'ValidationError',
      /Not a valid integer/,
    ),
    401: refusedToken('getRegion', { params: { region_id: 92 } }),
    404: refused(
      'olive',
      'getRegion',
      { params: { region_id: 9999 } },
      404,
      'NotFoundError',
      /could not be found/,
    ),
  },
};

/** What both dialects answer, or the one; a success that the other dialect words otherwise is left out. */
function holdsIn(dialect: Dialect, endpoint: Endpoint, status: number): boolean {
  const only = endpoint.answers[status]?.only;
  if (only) return only === dialect;
  return !(dialect === 'observed' && endpoint.name === 'deleteResellerImages' && status === 200);
}

test('every endpoint and every status of the contract has a case', () => {
  const written = Object.entries(CASES).map(([name, cases]) => [name, Object.keys(cases).toSorted()]);
  const documented = Object.entries(gcoreEndpoints).map(([name, { answers }]) => [
    name,
    Object.keys(answers).toSorted(),
  ]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(documented));
});

describe.each<Dialect>(['documented', 'observed'])('%s', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ dialect, pace: 500 });
  });
  afterAll(() => api.backend.close());

  for (const endpoint of Object.values<Endpoint>(gcoreEndpoints)) {
    for (const [status, run] of Object.entries(CASES)
      .filter(([name]) => name === endpoint.name)
      .flatMap(([, cases]) => Object.entries(cases))) {
      if (!holdsIn(dialect, endpoint, Number(status))) continue;
      test(`${endpoint.name} answers ${status}`, async () => {
        await expect(run(api)).resolves.toBeUndefined();
      });
    }
  }

  test('what is no endpoint, and a method that is none of its', async () => {
    const root = `${api.backend.url}/gcore/cloud`;
    const unknown = await fetch(`${root}/v1/volumes`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({
      exception_class: 'HTTPError',
      message: 'HTTP 404: Not Found',
    });
    const wrong = await fetch(`${root}/v1/images/1337/76`, { method: 'PUT' });
    expect(wrong.status).toBe(405);
    expect(await wrong.json()).toMatchObject({
      exception_class: 'HTTPError',
      message: 'HTTP 405: Method Not Allowed',
    });
    expect((await fetch(`${root}/v1/images/1337/76/`)).status).toBe(404);
  });
});
