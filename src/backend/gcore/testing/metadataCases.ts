import * as z from 'zod/mini';
import { Label } from '../../../contract/gcore/metadata.ts';
import {
  ADD,
  at,
  badPath,
  KEY,
  labels,
  lockHeld,
  noImage,
  othersProject,
  OWN,
  publicWrite,
  refused,
  refusedToken,
  type Cases,
} from './cases.ts';

/** The metadata of an image. */
export const metadataCases = {
  listMetadata: {
    200: async (api, expect) => {
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
    204: async (api, expect) => {
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
    204: async (api, expect) => {
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
    200: async (api, expect) => {
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
    204: async (api, expect) => {
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
} satisfies Cases;
