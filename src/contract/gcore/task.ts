import * as z from 'zod/mini';
import { date, flag, integer, maybe, repeatable } from './wire.ts';

/** The states that are documented; the last two are final. */
export const TaskState = z.enum(['NEW', 'RUNNING', 'FINISHED', 'ERROR']);
export type TaskState = z.output<typeof TaskState>;

/** What most mutations answer: the tasks that do the work, for images exactly one. */
export const TaskIds = z.object({ tasks: z.array(z.string()) });

/** What a task was asked to do; the first generated Go client types it as text. */
const TaskData = z.pipe(
  z.optional(z.nullable(z.union([z.string(), z.record(z.string(), z.unknown())]))),
  z.transform((data): Readonly<Record<string, unknown>> | null => {
    if (typeof data !== 'string') return data ?? null;
    try {
      return z.parse(z.record(z.string(), z.unknown()), JSON.parse(data));
    } catch {
      return { text: data };
    }
  }),
);

/** The images a task made: none until it has finished, and none when it failed or deleted something. */
const CreatedImages = z.pipe(
  z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  z.transform((created) => {
    const images = z.safeParse(z.array(z.string()), created?.['images']);
    return { images: images.success ? images.data : [] };
  }),
);

/** A task. Dates have no zone and are UTC. */
export const GcoreTask = z.object({
  id: z.string(),
  /** One of {@link TaskState}; read as text, so that a word that is new does not hide the task. */
  state: z.string(),
  /** `create_image`, `download_image`, `delete_image`, and those of other resources. */
  task_type: z.string(),
  /** The reason when the state is ERROR; some services give a text here before that. */
  error: maybe(z.string()),
  created_on: maybe(z.string()),
  updated_on: maybe(z.string()),
  finished_on: maybe(z.string()),
  acknowledged_at: maybe(z.string()),
  acknowledged_by: maybe(z.number()),
  created_resources: CreatedImages,
  data: TaskData,
  detailed_state: maybe(z.string()),
  user_id: maybe(z.number()),
  client_id: maybe(z.number()),
  user_client_id: maybe(z.number()),
  project_id: maybe(z.number()),
  region_id: maybe(z.number()),
  job_id: maybe(z.string()),
  request_id: maybe(z.string()),
  schedule_id: maybe(z.union([z.string(), z.number()])),
  lifecycle_policy_id: maybe(z.number()),
});
export type GcoreTask = z.output<typeof GcoreTask>;

export const GcoreTaskList = z.object({ count: z.number(), results: z.array(GcoreTask) });

const Order = z.enum(['asc', 'desc']);

export const TaskQuery = z.object({
  state: z.optional(repeatable(TaskState)),
  project_id: z.optional(repeatable(integer(1))),
  region_id: z.optional(repeatable(integer(1))),
  task_type: z.optional(z.string()),
  from_timestamp: z.optional(date),
  to_timestamp: z.optional(date),
  is_acknowledged: z.optional(flag),
  /** By creation, newest first unless told otherwise. */
  order_by: z.optional(Order),
  /** The old name of `order_by`. */
  sorting: z.optional(Order),
  /** 10 unless told otherwise. */
  limit: z.optional(integer(1, 1000)),
  offset: z.optional(integer(0)),
});

export const ActiveTaskQuery = z.object({
  task_type: z.optional(z.string()),
  /** 10 unless told otherwise. */
  limit: z.optional(integer(1, 1000)),
  offset: z.optional(integer(0)),
});

export const AcknowledgeQuery = z.object({
  project_id: z.optional(integer(1)),
  region_id: z.optional(integer(1)),
});

/** Will nothing more happen to this task? Its `error` alone does not say so. */
export function isFinal({ state }: Pick<GcoreTask, 'state'>): boolean {
  return state === 'FINISHED' || state === 'ERROR';
}
