import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { TaskState, type GcoreTask, type TaskQuery } from '../../contract/gcore/task.ts';
import type { Database } from '../database.ts';
import type { Caller } from './accounts.ts';
import type { Place } from './places.ts';

const Data = z.record(z.string(), z.unknown());

const StoredTask = z.object({
  number: z.int(),
  id: z.string(),
  task_type: z.enum(['create_image', 'download_image', 'delete_image']),
  state: TaskState,
  user_id: z.int(),
  user_client_id: z.int(),
  client_id: z.int(),
  project_id: z.int(),
  region_id: z.int(),
  /** What it was asked to do. */
  data: z.pipe(
    z.string(),
    z.transform((text) => z.parse(Data, JSON.parse(text))),
  ),
  created_image: z.nullable(z.string()),
  error: z.nullable(z.string()),
  created_on: z.number(),
  updated_on: z.number(),
  finished_on: z.nullable(z.number()),
  acknowledged_at: z.nullable(z.number()),
  acknowledged_by: z.nullable(z.int()),
});
export type Task = z.output<typeof StoredTask>;

/** Ends a task in ERROR: its message is the error that the caller reads. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
}

/** Zone-less, and in UTC. */
const date = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString().slice(0, 19);

/** Real answers list every kind of resource, with nothing in those that were not made. */
const NOTHING_MADE = {
  ai_clusters: [],
  ddos_profiles: [],
  faas_functions: [],
  faas_namespaces: [],
  file_shares: [],
  floatingips: [],
  healthmonitors: [],
  instances: [],
  inference_instances: [],
  k8s_clusters: [],
  k8s_pools: [],
  l7polices: [],
  l7rules: [],
  laas_topic: [],
  listeners: [],
  loadbalancers: [],
  networks: [],
  pool_members: [],
  pools: [],
  ports: [],
  projects: [],
  registry_registries: [],
  registry_users: [],
  routers: [],
  secrets: [],
  security_group_rules: [],
  security_groups: [],
  servergroups: [],
  snapshots: [],
  subnets: [],
  volumes: [],
};

/** A task as the API shows it. */
export function taskJson(task: Task): z.input<typeof GcoreTask> {
  return {
    id: task.id,
    task_type: task.task_type,
    state: task.state,
    error: task.error,
    user_id: task.user_id,
    user_client_id: task.user_client_id,
    client_id: task.client_id,
    project_id: task.project_id,
    region_id: task.region_id,
    data: task.data,
    created_resources: task.created_image === null ? null : { ...NOTHING_MADE, images: [task.created_image] },
    created_on: date(task.created_on),
    updated_on: date(task.updated_on),
    finished_on: date(task.finished_on),
    acknowledged_at: date(task.acknowledged_at),
    acknowledged_by: task.acknowledged_by,
    detailed_state: null,
    job_id: null,
    request_id: null,
    schedule_id: null,
    lifecycle_policy_id: null,
  };
}

type Query = Partial<z.output<typeof TaskQuery>>;

/** What a new task is about. */
export interface NewTask {
  readonly type: Task['task_type'];
  readonly caller: Caller;
  readonly place: Place;
  readonly data: Readonly<Record<string, unknown>>;
}

const MATCHING = `project_id IN (SELECT value FROM json_each(:mine))
  AND (:projects IS NULL OR project_id IN (SELECT value FROM json_each(:projects)))
  AND (:regions IS NULL OR region_id IN (SELECT value FROM json_each(:regions)))
  AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))
  AND (:type IS NULL OR task_type = :type)
  AND (:from IS NULL OR created_on >= :from)
  AND (:to IS NULL OR created_on <= :to)
  AND (:acknowledged IS NULL OR (acknowledged_at IS NOT NULL) = :acknowledged)`;

const listOrNull = (values: readonly unknown[] | undefined): string | null =>
  values ? JSON.stringify(values) : null;

/** The tasks in the database. */
export class Tasks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Stores a new task; call it in the transaction that makes it necessary. */
  add({ type, caller, place, data }: NewTask, now: number): string {
    const id = randomUUID();
    this.insert({
      id,
      task_type: type,
      state: 'NEW',
      user_id: caller.userId,
      user_client_id: caller.clientId,
      client_id: place.project.clientId,
      project_id: place.project.id,
      region_id: place.region.id,
      data: { ...data },
      created_image: null,
      error: null,
      created_on: now,
      updated_on: now,
      finished_on: null,
      acknowledged_at: null,
      acknowledged_by: null,
    });
    return id;
  }

  insert(task: Omit<Task, 'number'>): void {
    this.#database.run(
      `INSERT INTO gcore_tasks (id, task_type, state, user_id, user_client_id, client_id, project_id, region_id,
         data, created_image, error, created_on, updated_on, finished_on, acknowledged_at, acknowledged_by)
       VALUES (:id, :task_type, :state, :user_id, :user_client_id, :client_id, :project_id, :region_id,
         :data, :created_image, :error, :created_on, :updated_on, :finished_on, :acknowledged_at, :acknowledged_by)`,
      { ...task, data: JSON.stringify(task.data) },
    );
  }

  get(id: string): Task | undefined {
    const row = this.#database.first('SELECT * FROM gcore_tasks WHERE id = :id', { id });
    return row && z.parse(StoredTask, row);
  }

  /** One page of the tasks of these projects, newest first unless told otherwise, and how many there are. */
  list(mine: readonly number[], query: Query): { count: number; results: Task[] } {
    const parameters = {
      mine: JSON.stringify(mine),
      projects: listOrNull(query.project_id),
      regions: listOrNull(query.region_id),
      states: listOrNull(query.state),
      type: query.task_type ?? null,
      from: query.from_timestamp ?? null,
      to: query.to_timestamp ?? null,
      acknowledged: query.is_acknowledged ?? null,
    };
    const order = (query.order_by ?? query.sorting) === 'asc' ? 'ASC' : 'DESC';
    const count = this.#database.first(
      `SELECT count(*) AS count FROM gcore_tasks WHERE ${MATCHING}`,
      parameters,
    );
    const rows = this.#database.all(
      `SELECT * FROM gcore_tasks WHERE ${MATCHING}
       ORDER BY created_on ${order}, number ${order} LIMIT :limit OFFSET :offset`,
      { ...parameters, limit: query.limit ?? 10, offset: query.offset ?? 0 },
    );
    return { count: Number(count?.['count']), results: rows.map((row) => z.parse(StoredTask, row)) };
  }

  /** Tasks of these projects that will make an image and have not begun to. */
  waiting(projects: readonly number[]): number {
    const row = this.#database.first(
      `SELECT count(*) AS count FROM gcore_tasks
       WHERE state = 'NEW' AND task_type <> 'delete_image' AND project_id IN (SELECT value FROM json_each(:projects))`,
      { projects: JSON.stringify(projects) },
    );
    return Number(row?.['count']);
  }

  /** Which download is this, counted from the first ever? */
  downloadNumber(task: Task): number {
    const row = this.#database.first(
      `SELECT count(*) AS count FROM gcore_tasks WHERE task_type = 'download_image' AND number <= :number`,
      { number: task.number },
    );
    return Number(row?.['count']);
  }

  run(id: string, now: number): void {
    this.#database.run("UPDATE gcore_tasks SET state = 'RUNNING', updated_on = :now WHERE id = :id", {
      id,
      now,
    });
  }

  finish(id: string, createdImage: string | null, now: number): void {
    this.#database.run(
      `UPDATE gcore_tasks SET state = 'FINISHED', created_image = :createdImage, updated_on = :now,
         finished_on = :now WHERE id = :id`,
      { id, createdImage, now },
    );
  }

  /** Ends a task with its reason. */
  fail(id: string, reason: string, now: number): void {
    this.#database.run(
      `UPDATE gcore_tasks SET state = 'ERROR', error = :reason, updated_on = :now, finished_on = :now
       WHERE id = :id`,
      { id, reason, now },
    );
  }

  acknowledge(id: string, userId: number, now: number): void {
    this.#database.run(
      'UPDATE gcore_tasks SET acknowledged_at = :now, acknowledged_by = :userId WHERE id = :id',
      { id, userId, now },
    );
  }

  /** Marks every final task of these projects, in one region if asked, that nobody has marked yet. */
  acknowledgeAll(projects: readonly number[], regionId: number | null, userId: number, now: number): void {
    this.#database.run(
      `UPDATE gcore_tasks SET acknowledged_at = :now, acknowledged_by = :userId
       WHERE state IN ('FINISHED', 'ERROR') AND acknowledged_at IS NULL
         AND project_id IN (SELECT value FROM json_each(:projects))
         AND (:regionId IS NULL OR region_id = :regionId)`,
      { projects: JSON.stringify(projects), regionId, userId, now },
    );
  }
}
