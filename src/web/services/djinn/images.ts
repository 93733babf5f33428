import { djinnEndpoints } from '../../../contract/djinn/endpoints.ts';
import { readLinks } from '../../../contract/djinn/links.ts';
import { call, callWithHeaders } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { sizeOfFile } from '../../api/download.ts';
import { isFailure } from '../../api/error.ts';
import { pathOf, requestOf } from '../../api/request.ts';
import type { ImageRow } from '../../images/row.ts';
import type { ImageService } from '../../images/service.ts';
import { djinnFields, djinnFile, djinnRow } from './row.ts';

/** The bytes of files that were asked for. The file of an image never changes, nor does its id mean another later. */
const sizes = new Map<string, number>();

/** So many are asked for at the same time: images are followed one by one, and lists have no end to count on. */
const AT_ONCE = 4;

function sizeKey(connection: Connection, id: string): string {
  return `${connection.base} ${id}`;
}

function rowOf(connection: Connection, image: Parameters<typeof djinnRow>[1]): ImageRow {
  return djinnRow(connection, image, sizes.get(sizeKey(connection, String(image.id))) ?? null);
}

/** Asks for a file's size and keeps it. */
async function askSize(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<number> {
  const size = await sizeOfFile(connection, djinnFile(row), signal);
  sizes.set(sizeKey(connection, row.id), size);
  return size;
}

/** With its size, which stays unknown when it cannot be had. */
async function withSize(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<ImageRow> {
  if (row.size !== null || row.download !== 'yes') return row;
  try {
    return { ...row, size: await askSize(connection, row, signal) };
  } catch {
    return row;
  }
}

async function rowNow(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<ImageRow | null> {
  try {
    const params = { id: Number(row.id) };
    return rowOf(connection, await call(connection, djinnEndpoints.getImage, { params }, { signal }));
  } catch (error) {
    if (isFailure(error, 'forbiddenOrMissing')) return null;
    throw error;
  }
}

function addPath({ id }: Connection): string {
  return `/c/${id}/add`;
}

/** The images of Djinn CI. */
export const djinnImages: ImageService = {
  service: 'djinn',
  placeWord: 'djinn.inNamespace',
  searches: true,
  page: async (connection, page, signal, { search } = {}) => {
    const input = { query: { page, search } };
    const { value, header } = await callWithHeaders(connection, djinnEndpoints.listImages, input, {
      signal,
    });
    return {
      rows: value.map((image) => rowOf(connection, image)),
      next: readLinks(header('link'), pathOf(djinnEndpoints.listImages, input)).next,
      at: Date.now(),
    };
  },
  detail: async (connection, id, signal) => {
    const params = { id: Number(id) };
    const image = await call(connection, djinnEndpoints.getImage, { params }, { signal });
    const row = await withSize(connection, rowOf(connection, image), signal);
    return { row, groups: djinnFields(image, row) };
  },
  follow: async (connection, rows, signal) => {
    const followed = new Map<string, ImageRow | null>();
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const answers = await Promise.all(
        rows
          .slice(at, at + AT_ONCE)
          .map(async (row) => [row.id, await rowNow(connection, row, signal)] as const),
      );
      for (const [id, now] of answers) followed.set(id, now);
    }
    return followed;
  },
  size: askSize,
  toll: (_, row) => Promise.resolve({ versions: undefined, size: row.size }),
  remove: async (connection, row, signal) => {
    await call(connection, djinnEndpoints.deleteImage, { params: { id: Number(row.id) } }, { signal });
    return null;
  },
  hasVersions: false,
  callsOffImport: (row) => row.state === 'queued' || row.state === 'importing',
  asksForName: (row) => row.visibility === 'public' || row.visibility === 'internal',
  file: djinnFile,
  // What a build manifest calls it: `driver: {type: qemu, image: NAME}` (docs.djinn-ci.com).
  reference: (row) => row.name,
  addTo: addPath,
  filesTo: addPath,
  listRequest: (connection) => requestOf(connection, djinnEndpoints.listImages, {}),
  removeRequest: (connection, row) =>
    requestOf(connection, djinnEndpoints.deleteImage, { params: { id: Number(row.id) } }),
};
