import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import type { GcoreImage } from '../../../contract/gcore/image.ts';
import type { GcoreTask } from '../../../contract/gcore/task.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { passes, queryOf, type Question } from './list/question.ts';
import { placeParams } from './place.ts';

/** As many as one answer may hold, where the service knows pages at all; older ones send all at once. */
const MOST = 1000;

/** Tasks are waited for so much longer than the list itself, in milliseconds. */
const GRACE = 1500;

/** One image with its prices. */
export function readImage(connection: Connection, id: string, signal: AbortSignal): Promise<GcoreImage> {
  const params = { ...placeParams(connection), image_id: id };
  return call(connection, gcoreEndpoints.getImage, { params, query: { include_prices: true } }, { signal });
}

/** One task. */
export function readTask(connection: Connection, id: string, signal: AbortSignal): Promise<GcoreTask> {
  return call(connection, gcoreEndpoints.getTask, { params: { task_id: id } }, { signal });
}

/** The tasks under way in the place; none when they cannot be read, because images are worth showing without them. */
export async function readActiveTasks(
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly GcoreTask[]> {
  try {
    const { results } = await call(
      connection,
      gcoreEndpoints.listActiveTasks,
      { params: placeParams(connection), query: { limit: MOST } },
      { signal },
    );
    return results;
  } catch {
    return [];
  }
}

/** What is under way, if that is known soon. */
export async function soon(tasks: Promise<readonly GcoreTask[]>): Promise<readonly GcoreTask[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<readonly GcoreTask[]>((resolve) => {
    timer = setTimeout(() => resolve([]), GRACE);
  });
  const known = await Promise.race([tasks, late]);
  clearTimeout(timer);
  return known;
}

/** One page of the images of a place, the first is 1, and the number of the next. */
export async function readPage(
  connection: Connection,
  page: number,
  question: Question,
  signal: AbortSignal,
): Promise<{ readonly images: readonly GcoreImage[]; readonly next: number | undefined }> {
  const offset = (page - 1) * MOST;
  const endpoint = question.owned ? gcoreEndpoints.listProjectImages : gcoreEndpoints.listImages;
  const { count, results } = await call(
    connection,
    endpoint,
    { params: placeParams(connection), query: { ...queryOf(question), limit: MOST, offset } },
    { signal },
  );
  const next = results.length > 0 && offset + results.length < count ? page + 1 : undefined;
  return { images: results.filter((image) => passes(question, image)), next };
}
