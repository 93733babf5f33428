import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { isFinal, type GcoreTask } from '../../../../contract/gcore/task.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { isFailure } from '../../../api/error.ts';
import { gcoreImageQuery } from '../imageList.ts';
import { placeParams } from '../place.ts';
import { isUnderWay, madeBy, momentOf, pollDelay, stageOf } from './stage.ts';

/** Services cut lists of tasks at ten unless told otherwise; more than this they never give. */
const ALL = 1000;

/** So many finished tasks are shown. */
const RECENT = 200;

/** While nothing is under way, tasks that others begin are looked for this often, in milliseconds. */
const IDLE = 60_000;

function tasksKey(connection: Connection): readonly unknown[] {
  return ['gcore', connection.id, 'tasks', connection.base, connection.project, connection.region];
}

/** Reads everything about tasks again, and the images that they work on: after beginning one, or seeing one end. */
export function renewTasks(client: QueryClient, connection: Connection): void {
  void client.invalidateQueries({ queryKey: tasksKey(connection) });
  void client.invalidateQueries({ queryKey: ['images', connection.id] });
}

const startsOf = (tasks: readonly GcoreTask[]): (number | undefined)[] =>
  tasks.map((task) => momentOf(task.created_on));

/** The tasks of the place that are under way, found by the service's own list: a reload loses none. */
export function runningTasksQuery(client: QueryClient, connection: Connection) {
  const queryKey = [...tasksKey(connection), 'running'];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<readonly GcoreTask[]> => {
      const { results } = await call(
        connection,
        gcoreEndpoints.listActiveTasks,
        { params: placeParams(connection), query: { limit: ALL } },
        { signal },
      );
      const before = client.getQueryData<readonly GcoreTask[]>(queryKey) ?? [];
      const active = new Set(results.map(({ id }) => id));
      if (before.some(({ id }) => !active.has(id))) {
        void client.invalidateQueries({ queryKey: [...tasksKey(connection), 'recent'] });
        void client.invalidateQueries({ queryKey: ['images', connection.id] });
      }
      return results;
    },
    enabled:
      connection.authorization !== null &&
      connection.project !== undefined &&
      connection.region !== undefined,
    // The browser asks nothing while the tab is hidden, nor when no page shows it.
    refetchInterval: ({ state }) =>
      state.data && state.data.length > 0 ? pollDelay(startsOf(state.data), Date.now()) : IDLE,
    retry: false,
    networkMode: 'always',
  });
}

/** The last tasks of the place, finished ones too. */
export function recentTasksQuery(connection: Connection) {
  return queryOptions({
    queryKey: [...tasksKey(connection), 'recent'],
    queryFn: ({ signal }) =>
      call(
        connection,
        gcoreEndpoints.listTasks,
        {
          query: {
            project_id: placeParams(connection).project_id,
            region_id: placeParams(connection).region_id,
            limit: RECENT,
          },
        },
        { signal },
      ),
    enabled: connection.authorization !== null,
    networkMode: 'always',
  });
}

/** One task, asked for until it is final. */
function taskQuery(client: QueryClient, connection: Connection, id: string) {
  return queryOptions({
    queryKey: [...tasksKey(connection), 'one', id],
    queryFn: async ({ signal }) => {
      const task = await call(connection, gcoreEndpoints.getTask, { params: { task_id: id } }, { signal });
      if (isFinal(task)) void client.invalidateQueries({ queryKey: ['images', connection.id] });
      return task;
    },
    enabled: connection.authorization !== null,
    refetchInterval: ({ state }) =>
      state.data && isFinal(state.data)
        ? false
        : pollDelay(startsOf(state.data ? [state.data] : []), Date.now()),
    networkMode: 'always',
  });
}

/** One task and, beyond its end, the image it made until that has come to rest. */
export function useFollowedTask(connection: Connection, id: string) {
  const client = useQueryClient();
  const task = useQuery(taskQuery(client, connection, id));
  const made = task.data && isFinal(task.data) ? madeBy(task.data) : undefined;
  const image = useQuery({
    ...gcoreImageQuery(connection, made ?? ''),
    enabled: made !== undefined,
    refetchInterval: ({ state }) => {
      if (!task.data || state.error) return false;
      const ended = momentOf(task.data.finished_on);
      return isUnderWay(stageOf(task.data, state.data)) ? pollDelay([ended], Date.now()) : false;
    },
  });
  const gone = isFailure(image.error, 'forbiddenOrMissing') && image.error.status === 404;
  const stage = task.data && stageOf(task.data, gone ? null : image.data);
  return { task, image, stage };
}
