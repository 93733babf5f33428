import * as z from 'zod/mini';
import { GcoreTask, GcoreTaskList } from '../../../contract/gcore/task.ts';
import { demoId } from '../catalogue.ts';
import { type Api } from './api.ts';
import {
  badPath,
  LIST,
  noPlace,
  observer,
  othersProject,
  refused,
  refusedToken,
  type Cases,
} from './cases.ts';

const PAST_TASK = async (api: Api): Promise<string> => {
  const { body } = await api.call('mina', 'listTasks', { query: { state: 'ERROR', limit: '1' } });
  return z.parse(GcoreTaskList, body).results[0]?.id ?? '';
};
const ANY_TASK = { params: { task_id: demoId('task deleting') } };
const NO_TASK = { params: { task_id: 'b63f0000-0000-4000-8000-000000000000' } };

/** Tasks. */
export const taskCases = {
  getTask: {
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
    200: async (api, expect) => {
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
    204: async (api, expect) => {
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
} satisfies Cases;
