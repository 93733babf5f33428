import { lazy } from 'react';
import { fandoghEndpoints } from '../../../contract/fandogh/endpoints.ts';
import type { FandoghImage, FandoghVersion } from '../../../contract/fandogh/models.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { ApiError, isFailure } from '../../api/error.ts';
import { requestOf } from '../../api/request.ts';
import type { ImageRow } from '../../images/row.ts';
import type { ImageService } from '../../images/service.ts';
import { newImagePath, versionsPath } from './paths.ts';
import { fandoghFields, fandoghRow, lastOf, sizeOfVersions, withVersion } from './row.ts';

// Loaded with the first list of Fandogh, so that the list of all images comes without it.
const VersionDrop = lazy(async () => ({ default: (await import('./upload/VersionDrop.tsx')).VersionDrop }));

function listImages(connection: Connection, signal: AbortSignal): Promise<FandoghImage[]> {
  return call(connection, fandoghEndpoints.listImages, {}, { signal });
}

function listVersions(connection: Connection, name: string, signal: AbortSignal): Promise<FandoghVersion[]> {
  return call(connection, fandoghEndpoints.listVersions, { params: { image_name: name } }, { signal });
}

/** So few are asked for one by one; for more the list is read, which holds all images at once. */
const FEW = 4;

async function rowNow(connection: Connection, row: ImageRow, signal: AbortSignal): Promise<ImageRow | null> {
  try {
    return withVersion(row, lastOf(await listVersions(connection, row.id, signal)));
  } catch (error) {
    if (isFailure(error, 'forbiddenOrMissing') && error.status === 404) return null;
    throw error;
  }
}

/** The images of Fandogh. It has no endpoint for a single image: its fields come from the list, its state from its versions. */
export const fandoghImages: ImageService = {
  service: 'fandogh',
  searches: false,
  page: async (connection, _, signal) => {
    const images = await listImages(connection, signal);
    return { rows: images.map((image) => fandoghRow(connection, image)), next: undefined, at: Date.now() };
  },
  detail: async (connection, id, signal) => {
    const [images, versions] = await Promise.all([
      listImages(connection, signal),
      listVersions(connection, id, signal),
    ]);
    const image = images.find(({ name }) => name === id);
    if (!image) {
      throw new ApiError({ kind: 'forbiddenOrMissing' }, fandoghEndpoints.listImages, { status: 404 });
    }
    return { row: fandoghRow(connection, image), groups: fandoghFields(image, versions) };
  },
  follow: async (connection, rows, signal) => {
    if (rows.length <= FEW) {
      const answers = await Promise.all(
        rows.map(async (row) => [row.id, await rowNow(connection, row, signal)] as const),
      );
      return new Map(answers);
    }
    const images = await listImages(connection, signal);
    const found = new Map(images.map((image) => [image.name, fandoghRow(connection, image)]));
    return new Map(rows.map((row) => [row.id, found.get(row.id) ?? null]));
  },
  toll: async (connection, row, signal) => {
    const versions = await listVersions(connection, row.id, signal);
    return { versions: versions.length, size: sizeOfVersions(versions) };
  },
  remove: async (connection, row, signal) => {
    const params = { image_name: row.id };
    await call(connection, fandoghEndpoints.deleteImage, { params }, { signal });
    return null;
  },
  hasVersions: true,
  asksForName: () => true,
  // A name without a host means Fandogh's own registry (docs.fandogh.cloud, services).
  reference: (row) => (row.place === '' ? row.name : `${row.name}:${row.place}`),
  addTo: (connection) => newImagePath(connection.id),
  Drop: VersionDrop,
  below: (row) => ({ to: versionsPath(row.connection, row.id), label: 'fandogh.versions.title' }),
  listRequest: (connection) => requestOf(connection, fandoghEndpoints.listImages, {}),
  removeRequest: (connection, row) =>
    requestOf(connection, fandoghEndpoints.deleteImage, { params: { image_name: row.id } }),
};
