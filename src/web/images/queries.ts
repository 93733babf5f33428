import {
  queryOptions,
  type InfiniteData,
  type InfiniteQueryObserverOptions,
  type QueryClient,
} from '@tanstack/react-query';
import type { Connection } from '../api/connection.ts';
import { placeKey, placeOf } from '../connections/place.ts';
import { isMoving } from './follow.ts';
import { isGivenUp } from './followers.ts';
import type { ImageRow } from './row.ts';
import type { Asking, Followed, ImageDetail, ImagePage, ImageService } from './service.ts';

/** What the cache keeps of a connection's images. */
export type ImagesData = InfiniteData<ImagePage, number>;

export type ImagesQuery = InfiniteQueryObserverOptions<
  ImagePage,
  Error,
  ImagesData,
  readonly unknown[],
  number
>;

/** How long a list counts as fresh, in milliseconds: at least this, and longer the more requests it takes. */
const FRESH = 30_000;
const FRESH_FOR_EACH_PAGE = 1000;

/** The place that a connection stands at, whose images are no other's. */
function whereOf(connection: Connection): readonly unknown[] {
  return [connection.base, placeKey(placeOf(connection))];
}

/** The beginning of the key of every list of a connection's place, whatever it was asked for. */
function listsKey(connection: Connection): readonly unknown[] {
  return ['images', connection.id, ...whereOf(connection)];
}

/** What a list is cached under. */
export function imagesKey(
  connection: Connection,
  { search, question = '' }: Asking = {},
): readonly unknown[] {
  return [...listsKey(connection), question, search ?? null];
}

/** What the connection's own list, as far as it is loaded, says of an image. */
export function knownImage(client: QueryClient, connection: Connection, id: string): ImageRow | undefined {
  const pages = client.getQueryData<ImagesData>(imagesKey(connection))?.pages ?? [];
  for (const { rows } of pages) for (const row of rows) if (row.id === id) return row;
  return undefined;
}

function imageKey(connection: Connection, id: string): readonly unknown[] {
  return ['image', connection.id, ...whereOf(connection), id];
}

/**
 * The number of the page after the last; undefined when there is none. Servers exist that answer every number with
 * the same page, and ones that link the last page to itself: neither may make a loop.
 */
function pageAfter(last: ImagePage, before: ImagePage | undefined, number: number): number | undefined {
  if (last.next === undefined || last.next <= number || last.rows.length === 0) return undefined;
  return before?.rows[0]?.id === last.rows[0]?.id ? undefined : last.next;
}

/** The query for a connection's images, or for those of them that are asked for. */
export function imagesQuery(service: ImageService, connection: Connection, asking: Asking = {}): ImagesQuery {
  const { search, question = '' } = asking;
  return {
    queryKey: imagesKey(connection, asking),
    queryFn: ({ pageParam, signal }) => service.page(connection, pageParam, signal, asking),
    initialPageParam: 1,
    getNextPageParam: (last, pages, number) => pageAfter(last, pages.at(-2), number),
    enabled: connection.authorization !== null,
    staleTime: (query) => FRESH + FRESH_FOR_EACH_PAGE * (query.state.data?.pages.length ?? 0),
    ...(search === undefined && question === '' && { gcTime: Infinity }),
    // Comparing a hundred thousand rows field by field, with every page that arrives, would take longer than the pages.
    structuralSharing: false,
    // Embedded services answer without any network.
    networkMode: 'always',
  };
}

/**
 * The query for one image with all its fields; it asks again, ever more rarely, while the image changes by itself and
 * has not been given up.
 */
export function imageQuery(
  client: QueryClient,
  service: Pick<ImageService, 'detail'>,
  connection: Connection,
  id: string,
) {
  return queryOptions({
    queryKey: imageKey(connection, id),
    queryFn: async ({ signal }): Promise<ImageDetail> => {
      const detail = await service.detail(connection, id, signal);
      changeRows(client, connection, new Map([[id, detail.row]]));
      return detail;
    },
    enabled: connection.authorization !== null,
    refetchInterval: ({ state }) =>
      state.data && isMoving(state.data.row) && !isGivenUp(state.data.row)
        ? Math.min(2000 * 1.3 ** state.dataUpdateCount, 15_000)
        : false,
    networkMode: 'always',
  });
}

function changePage(page: ImagePage, changes: Followed): ImagePage {
  if (!page.rows.some((row) => changes.has(row.id))) return page;
  const rows = page.rows.flatMap((row) => {
    const changed = changes.get(row.id);
    if (changed === null) return [];
    return [changed ?? row];
  });
  return { ...page, rows };
}

/** Puts rows as they are now, by id, into every cached list of a connection's place; null takes one out. */
export function changeRows(client: QueryClient, connection: Connection, changes: Followed): void {
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: listsKey(connection) })) {
    client.setQueryData<ImagesData>(
      queryKey,
      (data) => {
        if (!data) return data;
        const pages = data.pages.map((page) => changePage(page, changes));
        return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages };
      },
      // The rest of the list is as old as it was.
      { updatedAt: state.dataUpdatedAt },
    );
  }
}

/**
 * Takes an image that was deleted out of the cache. What is on its way was asked for before, and would bring it
 * back, so it is given up; and where pages are still to come, the list is read again, because every image after the
 * deleted one has moved up and the next page would leave one out.
 */
export async function forgetImage(client: QueryClient, connection: Connection, id: string): Promise<void> {
  const lists = client.getQueryCache().findAll({ queryKey: listsKey(connection) });
  const disturbed = lists.filter(({ queryKey, state }) => {
    const pages = client.getQueryData<ImagesData>(queryKey)?.pages;
    return state.fetchStatus === 'fetching' || pages?.at(-1)?.next !== undefined;
  });
  await client.cancelQueries({ queryKey: listsKey(connection) });
  changeRows(client, connection, new Map([[id, null]]));
  client.removeQueries({ queryKey: imageKey(connection, id) });
  for (const { queryKey } of disturbed) void client.invalidateQueries({ queryKey, exact: true });
}
