import { DEMO_VOLUMES } from '../../../contract/gcore/demo.ts';
import { labelsOf } from '../../../contract/gcore/image.ts';
import { productionImageId } from '../projectImages.ts';
import { said } from './api.ts';
import {
  at,
  badPath,
  labels,
  LIST,
  lockHeld,
  noImage,
  noPlace,
  observer,
  othersProject,
  OWN,
  publicWrite,
  refused,
  refusedToken,
  type Cases,
} from './cases.ts';
import { QCOW2, startImageServer } from './imageServer.ts';

const id = productionImageId;
const byVolume = { name: 'from-volume', volume_id: DEMO_VOLUMES[0].id };

/** Images: listing, reading, making, changing, deleting. */
export const imageCases = {
  listImages: {
    200: async (api, expect) => {
      const names = (await api.images('mina', 'listImages')).map(({ name }) => name);
      expect(names).toContain('win-2025-core');
      expect(names).toContain('windows-server-2025');
    },
    400: async (api, expect) => {
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
    200: async (api, expect) => {
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
    400: async (api, expect) => {
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
    200: async (api, expect) => {
      const server = await startImageServer();
      const json = { name: 'by-url', url: `${server.url}/image.qcow2` };
      const task = await api.ended('mina', await api.call('mina', 'downloadImage', { ...LIST, json }));
      await server.close();
      expect(task).toMatchObject({ state: 'FINISHED', task_type: 'download_image' });
      const image = await api.image('mina', task.created_resources.images[0] ?? '');
      expect(image.name).toBe('by-url');
      expect([0, QCOW2.length]).toContain(image.size);
    },
    400: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
      const image = await api.image('olive', id('ubuntu-24.04-hardened'));
      expect(image).toMatchObject({ region: 'Luxembourg-2', region_id: 76, size: 2_100_000_000 });
    },
    400: badPath('getImage'),
    401: refusedToken('getImage', { params: OWN }),
    403: othersProject('getImage'),
    404: noImage('getImage'),
  },
  updateImage: {
    200: async (api, expect) => {
      const changes = { name: 'edge-router-2.4.1', ssh_key: 'required', metadata: { env: 'prod' } };
      const answer = await api.call('jonas', 'updateImage', { params: OWN, json: changes });
      expect(answer.body).toMatchObject({
        name: 'edge-router-2.4.1',
        ssh_key: 'required',
        hw_firmware_type: 'uefi',
      });
      expect(await labels(api, 'edge-router-2.4')).toEqual({ env: 'prod', owner_team: 'network' });
    },
    400: async (api, expect) => {
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
    200: async (api, expect) => {
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
} satisfies Cases;
