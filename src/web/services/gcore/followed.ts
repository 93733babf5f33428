import type { GcoreImage } from '../../../contract/gcore/image.ts';
import { isFinal, type GcoreTask } from '../../../contract/gcore/task.ts';
import type { Connection } from '../../api/connection.ts';
import { isFailure } from '../../api/error.ts';
import type { ImageRow } from '../../images/row.ts';
import type { Followed } from '../../images/service.ts';
import { readQuestion } from './list/question.ts';
import { pendingRow, pendingTask } from './pending.ts';
import { readActiveTasks, readImage, readPage, readTask } from './reading.ts';
import { gcoreRow } from './row.ts';
import { madeBy } from './tasks/stage.ts';

/** From this many on the whole list costs less than asking one by one. */
const FEW = 8;

/** With prices, as single images have them: a list that shows them must not lose one when its image changes. */
const ALL = readQuestion(new URLSearchParams('prices=1'));

/** The images as rows; a locked one says only that some task holds it, the tasks say which are being deleted. */
export function rowsOf(
  connection: Connection,
  images: readonly GcoreImage[],
  active: readonly GcoreTask[],
): ImageRow[] {
  const deleting = new Set(
    active.filter(({ task_type }) => task_type === 'delete_image').map(({ data }) => data?.['image_id']),
  );
  return images.map((image) =>
    gcoreRow(connection, image, { deleting: image.task_id !== null && deleting.has(image.id) }),
  );
}

/** One image as a row. */
export async function rowOf(
  connection: Connection,
  image: GcoreImage,
  signal: AbortSignal,
): Promise<ImageRow> {
  const active = image.task_id === null ? [] : await readActiveTasks(connection, signal);
  const [row = gcoreRow(connection, image)] = rowsOf(connection, [image], active);
  return row;
}

/** Why a deletion came to nothing, undefined while it may still come to something. */
async function deletionError(
  connection: Connection,
  task: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await readTask(connection, task, signal);
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

/** What has become of an image to come: it is still to come, it is there under its own id, or it never will be. */
async function pendingNow(
  connection: Connection,
  task: string,
  signal: AbortSignal,
): Promise<ImageRow | null> {
  const found = await readTask(connection, task, signal);
  if (!isFinal(found) || found.state === 'ERROR') return pendingRow(connection, found);
  const made = madeBy(found);
  return made === undefined ? null : rowOf(connection, await readImage(connection, made, signal), signal);
}

async function rowNow(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<ImageRow | null> {
  try {
    const task = pendingTask(row.id);
    if (task !== undefined) return await pendingNow(connection, task, signal);
    const image = await readImage(connection, row.id, signal);
    if (row.state === 'deleting') return await deletionNow(connection, row, image, signal);
    return await rowOf(connection, image, signal);
  } catch (error) {
    if (isFailure(error, 'forbiddenOrMissing') && error.status === 404) return null;
    throw error;
  }
}

/** Does the whole list tell enough of this row? Not of images to come, nor of how a deletion ended. */
function isTold(row: ImageRow, now: ImageRow | null): boolean {
  if (pendingTask(row.id) !== undefined) return false;
  return row.state !== 'deleting' || now === null || now.state === 'deleting';
}

/** Many rows: what the list no longer has is gone; the rest is looked at one by one only where it must be. */
async function followMany(
  connection: Connection,
  rows: readonly ImageRow[],
  signal: AbortSignal,
): Promise<Followed> {
  const images: GcoreImage[] = [];
  for (let page: number | undefined = 1; page !== undefined;) {
    const answer = await readPage(connection, page, ALL, signal);
    images.push(...answer.images);
    page = answer.next;
  }
  const active = await readActiveTasks(connection, signal);
  const found = new Map(rowsOf(connection, images, active).map((row) => [row.id, row]));
  const followed = new Map<string, ImageRow | null>();
  for (const row of rows) {
    const now = found.get(row.id) ?? null;
    followed.set(row.id, isTold(row, now) ? now : await rowNow(connection, row, signal));
  }
  return followed;
}

/** These images as they are now. */
export async function followImages(
  connection: Connection,
  rows: readonly ImageRow[],
  signal: AbortSignal,
): Promise<Followed> {
  if (rows.length > FEW) return followMany(connection, rows, signal);
  const answers = await Promise.all(
    rows.map(async (row) => [row.id, await rowNow(connection, row, signal)] as const),
  );
  return new Map(answers);
}
