import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SavedConnection } from '../connections/store.ts';
import { createListWatcher, type ImageList, type WatchedList } from './lists.ts';
import { imagesKey, imagesQuery, type ImagesData } from './queries.ts';
import type { ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

/** Names that a service was asked to look for, by connection. */
export type Asked = ReadonlyMap<string, string>;

/** The same for every text that no service was asked about, so that typing asks for nothing. */
export const NOTHING_ASKED: Asked = new Map();

/**
 * The images of several connections, all pages of them, loading as long as the component is drawn; after the lists
 * of all come those that a service was asked for by name.
 * @param question what the address of the list asks the service for, on the page of a single connection
 */
export function useImageLists(
  connections: readonly SavedConnection[],
  asked: Asked = NOTHING_ASKED,
  question = '',
): readonly ImageList[] {
  const client = useQueryClient();
  const services = useServices();
  const [watcher] = useState(() => createListWatcher(client));
  const lists = useMemo(() => {
    const all = connections.map((connection): WatchedList => {
      return { connection, query: imagesQuery(serviceOf(services, connection), connection, { question }) };
    });
    const found = connections.flatMap((connection): WatchedList[] => {
      const search = asked.get(connection.id);
      if (search === undefined) return [];
      const query = imagesQuery(serviceOf(services, connection), connection, { search, question });
      return [{ connection, search, query }];
    });
    return [...all, ...found];
  }, [connections, services, asked, question]);

  // Before the first paint, so that a list whose data is here already is painted at once.
  useLayoutEffect(() => watcher.watch(lists), [watcher, lists]);
  useLayoutEffect(() => () => watcher.stop(), [watcher]);
  return useSyncExternalStore(watcher.subscribe, watcher.get);
}

/** The rows of several lists, each image once. */
function rowsOfLists(lists: readonly ImageList[]): readonly ImageRow[] {
  const [only] = lists;
  if (only && lists.length === 1) return only.rows;
  const rows: ImageRow[] = [];
  for (const list of lists) if (list.search === undefined) for (const row of list.rows) rows.push(row);
  const found = lists.filter((list) => list.search !== undefined && list.rows.length > 0);
  if (found.length > 0) {
    const known = new Set(rows.map((row) => row.key));
    for (const list of found) for (const row of list.rows) if (!known.has(row.key)) rows.push(row);
  }
  return rows;
}

/** The rows of several lists; the same array as long as no list has other rows, whatever else it tells. */
export function useRows(lists: readonly ImageList[]): readonly ImageRow[] {
  const [rowsOf] = useState(() => {
    let before: readonly ImageList[] = [];
    let rows: readonly ImageRow[] = [];
    return (now: readonly ImageList[]): readonly ImageRow[] => {
      const same =
        now.length === before.length && now.every((list, index) => list.rows === before[index]?.rows);
      if (!same) rows = rowsOfLists(now);
      before = now;
      return rows;
    };
  });
  return rowsOf(lists);
}

function countOf(client: QueryClient, connections: readonly SavedConnection[]): number | undefined {
  let count: number | undefined;
  for (const connection of connections) {
    if (connection.authorization === null) continue; // it is not asked before it has a token
    const state = client.getQueryState<ImagesData>(imagesKey(connection));
    if (state === undefined || state.status === 'pending') return undefined;
    for (const page of state.data?.pages ?? []) count = (count ?? 0) + page.rows.length;
  }
  return count;
}

/**
 * How many images of these connections are known, each at its own place; undefined before each has answered or failed,
 * so that the images of one are never counted as those of all. It loads nothing.
 */
export function useImageCount(connections: readonly SavedConnection[]): number | undefined {
  const client = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(listener),
    [client],
  );
  return useSyncExternalStore(subscribe, () => countOf(client, connections));
}
