import type { QueryClient } from '@tanstack/react-query';
import type { Connection } from '../api/connection.ts';
import { imagesQuery, type ImagesData } from '../images/queries.ts';
import type { ImageRow } from '../images/row.ts';
import { SERVICES } from './services.ts';

/** The images of a connection that have been fetched so far. */
function* loadedImages(client: QueryClient, connection: Connection): Generator<ImageRow> {
  const service = SERVICES.find(({ images }) => images.service === connection.service);
  if (!service) return;
  const { queryKey } = imagesQuery(service.images, connection);
  for (const page of client.getQueryData<ImagesData>(queryKey)?.pages ?? []) yield* page.rows;
}

/** The first of the rows in which all terms occur, those with a term in their name before the others. */
export function findRows(
  rows: Iterable<ImageRow>,
  terms: readonly string[],
  most: number,
): readonly ImageRow[] {
  const byName: ImageRow[] = [];
  const byOther: ImageRow[] = [];
  for (const row of rows) {
    if (!terms.every((term) => row.haystack.includes(term))) continue;
    // The name comes first in the haystack, and a line feed after it.
    const name = row.haystack.split('\n', 1)[0] ?? '';
    if (terms.some((term) => name.includes(term))) byName.push(row);
    else if (byOther.length < most) byOther.push(row);
    if (byName.length === most) break;
  }
  return [...byName, ...byOther].slice(0, most);
}

/** Looks through what is loaded of all connections; asks no service. */
export function findImages(
  client: QueryClient,
  connections: readonly Connection[],
  terms: readonly string[],
  most: number,
): readonly ImageRow[] {
  function* all(): Generator<ImageRow> {
    for (const connection of connections) yield* loadedImages(client, connection);
  }
  return terms.length === 0 ? [] : findRows(all(), terms, most);
}
