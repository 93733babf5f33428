import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import type { Routes } from '../route.ts';
import { mayEnter, type Caller } from './accounts.ts';
import { enter } from './places.ts';
import { notFound } from './refusals.ts';
import { PROJECTS } from './registry.ts';
import { taskJson, type Task, type Tasks } from './tasks.ts';

const projectsOf = (caller: Caller): number[] =>
  PROJECTS.filter((project) => mayEnter(caller, project)).map(({ id }) => id);

/** Tasks of the projects that the caller can work in; those of others do not exist. */
export function serveTasks(routes: Routes<Caller>, tasks: Tasks): void {
  const visible = (caller: Caller, id: string): Task => {
    const task = tasks.get(id);
    if (!task || !projectsOf(caller).includes(task.project_id)) {
      throw notFound(`Task ${id} could not be found`);
    }
    return task;
  };

  routes.on(gcoreEndpoints.getTask, ({ caller, params }) => ({
    status: 200,
    json: taskJson(visible(caller, params.task_id)),
  }));

  routes.on(gcoreEndpoints.listTasks, ({ caller, query }) => {
    const { count, results } = tasks.list(projectsOf(caller), query);
    return { status: 200, json: { count, results: results.map(taskJson) } };
  });

  routes.on(gcoreEndpoints.listActiveTasks, ({ caller, params, query }) => {
    const { project, region } = enter(caller, params);
    const active = { ...query, region_id: [region.id], state: ['NEW' as const, 'RUNNING' as const] };
    const { count, results } = tasks.list([project.id], active);
    return { status: 200, json: { count, results: results.map(taskJson) } };
  });

  routes.on(gcoreEndpoints.acknowledgeTask, ({ caller, params }) => {
    const { id } = visible(caller, params.task_id);
    tasks.acknowledge(id, caller.userId, Date.now());
    return { status: 200, json: taskJson(visible(caller, id)) };
  });

  routes.on(gcoreEndpoints.acknowledgeAllTasks, ({ caller, query }) => {
    const mine = projectsOf(caller).filter((id) => query.project_id === undefined || id === query.project_id);
    tasks.acknowledgeAll(mine, query.region_id ?? null, caller.userId, Date.now());
    return { status: 204 };
  });
}
