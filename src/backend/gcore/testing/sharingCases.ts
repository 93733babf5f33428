import * as z from 'zod/mini';
import { ResellerImage, ResellerImageList, SharedImageList } from '../../../contract/gcore/sharing.ts';
import { said } from './api.ts';
import { client, PUBLIC, refused, refusedToken, type Cases } from './cases.ts';

const LIMIT = { reseller_id: 936, region_id: 30, image_ids: [PUBLIC.image_id] };
const SHARE = { entity_type: 'client', entity_id: 91, region_id: 30, image_ids: [] };

/** Reseller and shared lists. */
export const sharingCases = {
  putResellerImages: {
    200: async (api, expect) => {
      const { body } = await api.call('reseller-936', 'putResellerImages', { json: LIMIT });
      expect(body).toEqual(LIMIT);
      const list = await api.call('avery', 'listResellerImages', { params: { reseller_id: 936 } });
      const records = z.parse(z.array(ResellerImage), z.parse(ResellerImageList, list.body).results);
      expect(records).toContainEqual(LIMIT);
    },
    400: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
      await api.call('avery', 'putResellerImages', { json: { ...LIMIT, reseller_id: 700 } });
      await api.call('avery', 'putResellerImages', { json: { ...LIMIT, reseller_id: 700, region_id: 76 } });
      const answer = await api.call('avery', 'deleteResellerImages', { params: { reseller_id: 700 } });
      expect(answer.status).toBe(200);
      const list = await api.call('avery', 'listResellerImages', { params: { reseller_id: 700 } });
      expect(list.body).toEqual({ count: 0, results: [] });
    },
    204: async (api, expect) => {
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
    200: async (api, expect) => {
      const { body } = await api.call('avery', 'putSharedImages', { json: SHARE });
      expect(body).toEqual({ count: 1, results: [{ id: expect.any(Number), ...SHARE }] });
    },
    400: async (api, expect) => {
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
    200: async (api, expect) => {
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
    204: async (api, expect) => {
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
} satisfies Cases;
