import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import type { GcoreImage } from '../../../contract/gcore/image.ts';
import { isFinal } from '../../../contract/gcore/task.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { isFailure } from '../../api/error.ts';
import { requestOf } from '../../api/request.ts';
import type { ImageRow } from '../../images/row.ts';
import type { Followed, ImageService } from '../../images/service.ts';
import { GcorePanel } from './GcorePanel.tsx';
import { gcoreFields, gcoreRow } from './row.ts';

/** As many images as one answer may hold, where the service knows pages at all; older ones send all at once. */
const PAGE_SIZE = 1000;

/** From this many on the whole list costs less than asking one by one. */
const FEW = 8;

function placeOf({ project, region }: Connection): { project_id: number; region_id: number } {
  if (project === undefined || region === undefined) throw new Error('No project and region are chosen');
  return { project_id: project, region_id: region };
}

function getImage(connection: Connection, id: string, signal: AbortSignal): Promise<GcoreImage> {
  const params = { ...placeOf(connection), image_id: id };
  return call(connection, gcoreEndpoints.getImage, { params, query: { include_prices: true } }, { signal });
}

/** The images that tasks are deleting; an image itself says only that some task holds it. */
async function deletedByTasks(connection: Connection, signal: AbortSignal): Promise<ReadonlySet<unknown>> {
  try {
    const { results } = await call(
      connection,
      gcoreEndpoints.listActiveTasks,
      { params: placeOf(connection), query: { task_type: 'delete_image', limit: 1000 } },
      { signal },
    );
    return new Set(results.map(({ data }) => data?.['image_id']));
  } catch (error) {
    // The list is worth showing without it: such images are "locked" then.
    if (signal.aborted) throw error;
    return new Set();
  }
}

async function rowsOf(
  connection: Connection,
  images: readonly GcoreImage[],
  signal: AbortSignal,
): Promise<ImageRow[]> {
  const locked = images.some(({ task_id }) => task_id !== null);
  const deleting = locked ? await deletedByTasks(connection, signal) : new Set();
  return images.map((image) =>
    gcoreRow(connection, image, { deleting: image.task_id !== null && deleting.has(image.id) }),
  );
}

/** Why a deletion came to nothing, undefined while it may still come to something. */
async function deletionError(
  connection: Connection,
  task: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await call(connection, gcoreEndpoints.getTask, { params: { task_id: task } }, { signal });
  return isFinal(found) && found.state === 'ERROR' ? (found.error ?? 'ERROR') : undefined;
}

/** An image whose deletion was accepted here, as long as it is there: gone, going, or kept for a reason. */
async function deletionNow(
  connection: Connection,
  row: ImageRow,
  image: GcoreImage,
  signal: AbortSignal,
): Promise<ImageRow> {
  const reason = row.task === null ? '' : await deletionError(connection, row.task, signal);
  if (reason !== undefined) return gcoreRow(connection, image, { reason });
  return { ...gcoreRow(connection, image, { deleting: true }), task: row.task, since: row.since };
}

async function rowNow(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<ImageRow | null> {
  try {
    const image = await getImage(connection, row.id, signal);
    if (row.state === 'deleting') return await deletionNow(connection, row, image, signal);
    const [now] = await rowsOf(connection, [image], signal);
    return now ?? null;
  } catch (error) {
    if (isFailure(error, 'forbiddenOrMissing') && error.status === 404) return null;
    throw error;
  }
}

async function listPage(connection: Connection, page: number, signal: AbortSignal) {
  const offset = (page - 1) * PAGE_SIZE;
  const { count, results } = await call(
    connection,
    gcoreEndpoints.listImages,
    { params: placeOf(connection), query: { limit: PAGE_SIZE, offset } },
    { signal },
  );
  const next = results.length > 0 && offset + results.length < count ? page + 1 : undefined;
  return { images: results, next };
}

/** Many rows: what the list no longer has is gone; deletions that were accepted here are still looked at one by one. */
async function followMany(
  connection: Connection,
  rows: readonly ImageRow[],
  signal: AbortSignal,
): Promise<Followed> {
  const images: GcoreImage[] = [];
  for (let page: number | undefined = 1; page !== undefined;) {
    const answer = await listPage(connection, page, signal);
    images.push(...answer.images);
    page = answer.next;
  }
  const found = new Map((await rowsOf(connection, images, signal)).map((row) => [row.id, row]));
  const followed = new Map<string, ImageRow | null>();
  for (const row of rows) {
    const now = found.get(row.id) ?? null;
    const ended = row.state === 'deleting' && now !== null && now.state !== 'deleting';
    followed.set(row.id, ended ? await rowNow(connection, row, signal) : now);
  }
  return followed;
}

/** The images of Gcore Cloud: those a project can use in a region. */
export const gcoreImages: ImageService = {
  service: 'gcore',
  searches: false,
  Panel: GcorePanel,
  labelsOfMany: (id) => `/c/${id}/metadata`,
  addTo: (connection) => `/c/${connection.id}/new`,
  page: async (connection, page, signal) => {
    const { images, next } = await listPage(connection, page, signal);
    return { rows: await rowsOf(connection, images, signal), next, at: Date.now() };
  },
  detail: async (connection, id, signal) => {
    const image = await getImage(connection, id, signal);
    const [row = gcoreRow(connection, image)] = await rowsOf(connection, [image], signal);
    return { row, groups: gcoreFields(image) };
  },
  follow: async (connection, rows, signal) => {
    if (rows.length > FEW) return followMany(connection, rows, signal);
    const answers = await Promise.all(
      rows.map(async (row) => [row.id, await rowNow(connection, row, signal)] as const),
    );
    return new Map(answers);
  },
  toll: (_, row) => Promise.resolve({ versions: undefined, size: row.size }),
  remove: async (connection, row, signal) => {
    const params = { ...placeOf(connection), image_id: row.id };
    const { tasks } = await call(connection, gcoreEndpoints.deleteImage, { params }, { signal });
    return {
      ...row,
      state: 'deleting',
      reason: '',
      task: tasks[0] ?? null,
      since: Date.now(),
      remove: 'locked',
    };
  },
  asksForName: (row) => row.visibility === 'shared' || row.visibility === 'public',
  reference: (row) => row.id,
  listRequest: (connection) =>
    requestOf(connection, gcoreEndpoints.listImages, { params: placeOf(connection) }),
  removeRequest: (connection, row) =>
    requestOf(connection, gcoreEndpoints.deleteImage, {
      params: { ...placeOf(connection), image_id: row.id },
    }),
};
