import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { requestOf } from '../../api/request.ts';
import { late } from '../../connections/late.tsx';
import type { ImageDetail, ImageService } from '../../images/service.ts';
import { followImages, rowOf, rowsOf } from './followed.ts';
import { GcorePanel } from './GcorePanel.tsx';
import { isNarrowing, readQuestion, withoutFilters, writeQuestion } from './list/question.ts';
import { pendingFields, pendingRow, pendingRows, pendingTask } from './pending.ts';
import { placed, placeParams, placeSearch } from './place.ts';
import { readActiveTasks, readImage, readPage, readTask, soon } from './reading.ts';
import { gcoreFields } from './row.ts';
import { madeBy } from './tasks/stage.ts';

// Loaded with the first list of Gcore, so that the list of all images comes without them.
const ListHead = late(async () => (await import('./list/ListHead.tsx')).ListHead);
const ListFilters = late(async () => (await import('./list/ListFilters.tsx')).ListFilters);

async function imageDetail(connection: Connection, id: string, signal: AbortSignal): Promise<ImageDetail> {
  const image = await readImage(connection, id, signal);
  return { row: await rowOf(connection, image, signal), groups: gcoreFields(image) };
}

/** The images of Gcore Cloud: those a project can use in a region. */
export const gcoreImages: ImageService = {
  service: 'gcore',
  searches: false,
  lists: {
    placed,
    placeSearch,
    question: (address) => writeQuestion(readQuestion(address), new URLSearchParams()).toString(),
    widened: (address) => writeQuestion(withoutFilters(readQuestion(address)), address),
    columns: (question) => (readQuestion(new URLSearchParams(question)).prices ? ['price'] : []),
    replaces: ['visibility'],
    Head: ListHead,
    Filters: ListFilters,
  },
  Panel: GcorePanel,
  labelsOfMany: (connection) => `/c/${connection.id}/metadata${placeSearch(connection)}`,
  addTo: (connection) => `/c/${connection.id}/new${placeSearch(connection)}`,
  page: async (connection, page, signal, asking) => {
    const question = readQuestion(new URLSearchParams(asking?.question));
    const tasks = readActiveTasks(connection, signal);
    const { images, next } = await readPage(connection, page, question, signal);
    const active = await soon(tasks);
    // What is still to come can be told by its name only: it passes no filter, and comes before all pages.
    const pending = page === 1 && !isNarrowing(question) ? pendingRows(connection, active, images) : [];
    return { rows: [...pending, ...rowsOf(connection, images, active)], next, at: Date.now() };
  },
  detail: async (connection, id, signal) => {
    const pending = pendingTask(id);
    if (pending === undefined) return imageDetail(connection, id, signal);
    const task = await readTask(connection, pending, signal);
    const made = madeBy(task);
    if (made !== undefined) return imageDetail(connection, made, signal);
    return { row: pendingRow(connection, task), groups: pendingFields(task) };
  },
  follow: followImages,
  toll: (_, row) => Promise.resolve({ versions: undefined, size: row.size }),
  remove: async (connection, row, signal) => {
    const params = { ...placeParams(connection), image_id: row.id };
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
  hasVersions: false,
  asksForName: (row) => row.visibility === 'shared' || row.visibility === 'public',
  reference: (row) => row.id,
  listRequest: (connection) =>
    requestOf(connection, gcoreEndpoints.listImages, { params: placeParams(connection) }),
  removeRequest: (connection, row) =>
    requestOf(connection, gcoreEndpoints.deleteImage, {
      params: { ...placeParams(connection), image_id: row.id },
    }),
};
