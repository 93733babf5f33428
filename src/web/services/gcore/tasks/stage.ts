import { isSettled, type GcoreImage } from '../../../../contract/gcore/image.ts';
import { isFinal, type GcoreTask } from '../../../../contract/gcore/task.ts';
import { parseGcoreDate } from '../../../../contract/gcore/wire.ts';

/** How far a task is, and beyond it the image it made. */
export type Stage =
  /** NEW, or a word that is not known here. */
  | 'waiting'
  | 'running'
  /** The task has finished, and the image store has not: `queued` or `saving`, often with a size of 0. */
  | 'storing'
  /** Finished, and what it made is there. */
  | 'ready'
  /** Finished, and there is nothing to wait for: a deletion, or a task that names nothing it made. */
  | 'finished'
  | 'failed'
  /** The task finished well, and its image came to rest in a state that is of no use, or is gone. */
  | 'spoilt';

type Task = Pick<GcoreTask, 'state' | 'created_resources'>;

/** The image a task made, if it says so. */
export function madeBy({ created_resources }: Pick<GcoreTask, 'created_resources'>): string | undefined {
  return created_resources.images[0];
}

/**
 * The stage of a task.
 * @param image what it made; undefined while nobody has looked, null when it is gone
 */
export function stageOf(task: Task, image?: Pick<GcoreImage, 'status' | 'size' | 'task_id'> | null): Stage {
  if (task.state === 'ERROR') return 'failed';
  if (task.state === 'RUNNING') return 'running';
  if (task.state !== 'FINISHED') return 'waiting';
  if (madeBy(task) === undefined) return 'finished';
  if (image === undefined) return 'storing';
  if (image === null) return 'spoilt';
  if (!isSettled(image)) return 'storing';
  return image.status === 'active' ? 'ready' : 'spoilt';
}

/** Will anything change by itself? */
export function isUnderWay(stage: Stage): boolean {
  return stage === 'waiting' || stage === 'running' || stage === 'storing';
}

/** When a task began or ended, in milliseconds since 1970; undefined where it does not say. */
export function momentOf(text: string | null): number | undefined {
  return text === null ? undefined : parseGcoreDate(text);
}

/** No service is asked more often than this, in milliseconds: official clients poll every 3 s, never under 1. */
const OFTEN = 2000;
const SELDOM = 15_000;

/**
 * When to ask again, in milliseconds: a tenth of the time that the youngest task under way has taken so far. One that
 * never ends is asked for ever more rarely, and a new one makes it quick again.
 */
export function pollDelay(startedAt: readonly (number | undefined)[], now: number): number {
  const ages = startedAt.map((at) => (at === undefined ? 0 : Math.max(0, now - at)));
  const youngest = Math.min(...ages, Number.POSITIVE_INFINITY);
  return Math.min(SELDOM, Math.max(OFTEN, youngest / 10));
}

/** What a task is about, for its row. */
export interface TaskSubject {
  /** The image it makes or works on, once it says which. */
  readonly image: string | undefined;
  /** The name it was asked to give, or the image's. */
  readonly name: string | undefined;
}

/** What a task was asked under this name; undefined where it is no text, or empty. */
export function textIn(data: GcoreTask['data'], name: string): string | undefined {
  const value = data?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What a task is about, from what it was asked and what it made. */
export function subjectOf(
  task: Pick<GcoreTask, 'data' | 'created_resources'>,
  nameOf: (image: string) => string | undefined,
): TaskSubject {
  const image = madeBy(task) ?? textIn(task.data, 'image_id');
  const name = (image === undefined ? undefined : nameOf(image)) ?? textIn(task.data, 'name');
  return { image, name };
}

/** Tasks under way first, each part with the newest first. */
export function sortedTasks<T extends Pick<GcoreTask, 'state' | 'created_on'>>(
  tasks: readonly T[],
): readonly T[] {
  const at = (task: T): number => momentOf(task.created_on) ?? 0;
  return tasks.toSorted((one, other) => Number(isFinal(one)) - Number(isFinal(other)) || at(other) - at(one));
}
