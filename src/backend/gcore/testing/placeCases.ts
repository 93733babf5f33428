import * as z from 'zod/mini';
import { GcoreProject, GcoreProjectList, GcoreRegionList } from '../../../contract/gcore/place.ts';
import { refused, refusedToken, type Cases } from './cases.ts';

/** Projects and regions. */
export const placeCases = {
  listProjects: {
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
} satisfies Cases;
