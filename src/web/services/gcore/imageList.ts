import { queryOptions } from '@tanstack/react-query';
import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import type { GcoreImage } from '../../../contract/gcore/image.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { placeParams } from './place.ts';

/** As many as one answer may hold; services that know no pages send all at once. */
const PAGE = 1000;

async function allImages(connection: Connection, signal: AbortSignal): Promise<readonly GcoreImage[]> {
  const images = new Map<string, GcoreImage>();
  for (;;) {
    const { count, results } = await call(
      connection,
      gcoreEndpoints.listImages,
      { params: placeParams(connection), query: { limit: PAGE, offset: images.size } },
      { signal },
    );
    const before = images.size;
    for (const image of results) images.set(image.id, image);
    // A service that ignores `offset` sends the same ones again: nothing new is the end.
    if (images.size === before || images.size >= count) return [...images.values()];
  }
}

/** Every image that the connection's project can use in its region, with all fields. */
export function placeImagesQuery(connection: Connection) {
  return queryOptions({
    queryKey: ['gcore', connection.id, 'images', connection.base, connection.project, connection.region],
    queryFn: ({ signal }) => allImages(connection, signal),
    enabled: connection.authorization !== null,
    staleTime: 60_000,
    networkMode: 'always',
  });
}

/** One image with all fields. */
export function gcoreImageQuery(connection: Connection, id: string) {
  return queryOptions({
    queryKey: ['gcore', connection.id, 'image', connection.base, connection.project, connection.region, id],
    queryFn: ({ signal }) =>
      call(
        connection,
        gcoreEndpoints.getImage,
        { params: { ...placeParams(connection), image_id: id } },
        { signal },
      ),
    enabled: connection.authorization !== null,
    networkMode: 'always',
  });
}
