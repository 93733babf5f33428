import { InfiniteQueryObserver, type QueryClient } from '@tanstack/react-query';
import { createStore, type Store } from '../api/store.ts';
import type { SavedConnection } from '../connections/store.ts';
import type { ImagesData, ImagesQuery } from './queries.ts';
import type { ImageRow } from './row.ts';
import type { ImagePage } from './service.ts';

/** A connection's images, as far as they are here. */
export interface ImageList {
  readonly connection: SavedConnection;
  /** The text its service was asked to find in names; undefined for the list of all. */
  readonly search: string | undefined;
  readonly rows: readonly ImageRow[];
  /** What it is waiting for: the first answer, further pages, or newer answers for what is here already. */
  readonly loading: 'no' | 'first' | 'more' | 'again';
  /** When it began to wait, in milliseconds since 1970. */
  readonly waitingSince: number | undefined;
  /** Is every image here that the service has? */
  readonly whole: boolean;
  /** Why it does not go on; what was loaded stays. */
  readonly error: Error | null;
  /** When the oldest part of it was answered, in milliseconds since 1970; undefined before the first answer. */
  readonly at: number | undefined;
  /** Goes on where it failed. */
  readonly retry: () => void;
  /** Reads all of it again. */
  readonly refresh: () => void;
}

/** A list to watch. */
export interface WatchedList {
  readonly connection: SavedConnection;
  readonly search?: string;
  readonly query: ImagesQuery;
}

export interface ListWatcher extends Pick<Store<readonly ImageList[]>, 'get' | 'subscribe'> {
  /** Watches these from now on, and no others. */
  readonly watch: (lists: readonly WatchedList[]) => void;
  readonly stop: () => void;
}

/** Rows of pages, in order and each once: an image may move to the next page while that is being asked for. */
function rowsOf(pages: readonly ImagePage[]): readonly ImageRow[] {
  const [only] = pages;
  if (only && pages.length === 1) return only.rows;
  const rows: ImageRow[] = [];
  const seen = new Set<string>();
  for (const page of pages) {
    for (const row of page.rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      rows.push(row);
    }
  }
  return rows;
}

/** Between two tellings that more pages have come: longer for long lists, because each one is sorted again. */
function pause(rows: number): number {
  return Math.min(1000, 50 + rows / 50);
}

/** One list being watched: its observer, and the rows of its pages, which are put together once. */
class Watched {
  readonly key: string;
  #list: WatchedList;
  readonly #observer: InfiniteQueryObserver<ImagePage, Error, ImagesData, readonly unknown[], number>;
  readonly #end: () => void;
  #pages: readonly ImagePage[] | undefined;
  #rows: readonly ImageRow[] = [];
  #waitingSince: number | undefined;

  constructor(client: QueryClient, list: WatchedList, onChange: () => void) {
    this.key = keyOf(list);
    this.#list = list;
    this.#observer = new InfiniteQueryObserver(client, list.query);
    this.#end = this.#observer.subscribe(() => {
      this.#goOn();
      onChange();
    });
    this.#goOn();
  }

  /** The same list, perhaps with another token: what failed for the old one goes on. */
  change(list: WatchedList): void {
    const renewed = list.connection.authorization !== this.#list.connection.authorization;
    const { error } = this.#observer.getCurrentResult();
    this.#list = list;
    this.#observer.setOptions(list.query);
    if (renewed && error && list.connection.authorization !== null) this.#retry();
  }

  end(): void {
    this.#end();
  }

  /** Asks for the next page as soon as the one before is here. */
  #goOn(): void {
    const result = this.#observer.getCurrentResult();
    this.#waitingSince = result.isFetching ? (this.#waitingSince ?? Date.now()) : undefined;
    if (result.hasNextPage && !result.isFetching && !result.isError) void this.#observer.fetchNextPage();
  }

  #retry(): void {
    if (this.#observer.getCurrentResult().isFetchNextPageError) void this.#observer.fetchNextPage();
    else void this.#observer.refetch();
  }

  read(): ImageList {
    const { connection, search } = this.#list;
    const result = this.#observer.getCurrentResult();
    const pages = result.data?.pages;
    if (pages !== this.#pages) {
      this.#pages = pages;
      this.#rows = rowsOf(pages ?? []);
    }
    const more = result.isFetchingNextPage || (result.hasNextPage && !result.isError);
    const again = result.isFetching && !result.isFetchingNextPage;
    return {
      connection,
      search,
      rows: this.#rows,
      loading:
        pages === undefined ? (result.isFetching ? 'first' : 'no') : again ? 'again' : more ? 'more' : 'no',
      waitingSince: this.#waitingSince,
      whole: pages !== undefined && !result.hasNextPage,
      error: result.isFetching ? null : result.error,
      at: pages?.reduce((oldest, page) => Math.min(oldest, page.at), Infinity),
      retry: () => this.#retry(),
      refresh: () => void this.#observer.refetch(),
    };
  }
}

function keyOf({ query }: WatchedList): string {
  return JSON.stringify(query.queryKey);
}

/**
 * Watches several lists at once: each loads its pages one after the other, whatever becomes of the others. Changes
 * are told at once while there is little to show, and a few times a second while a long list is coming in.
 */
export function createListWatcher(client: QueryClient): ListWatcher {
  const store = createStore<readonly ImageList[]>([]);
  let watched: readonly Watched[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    toldAt = performance.now();
    store.update(() => watched.map((one) => one.read()));
  };

  const changed = (): void => {
    if (timer !== undefined) return;
    const rows = store.get().reduce((sum, list) => sum + list.rows.length, 0);
    const wait = toldAt + pause(rows) - performance.now();
    if (wait <= 0) tell();
    else timer = setTimeout(tell, wait);
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    watch: (lists) => {
      const before = new Map(watched.map((one) => [one.key, one]));
      watched = lists.map((list) => {
        const known = before.get(keyOf(list));
        if (!known) return new Watched(client, list, changed);
        before.delete(known.key);
        known.change(list);
        return known;
      });
      for (const dropped of before.values()) dropped.end();
      tell();
    },
    stop: () => {
      for (const one of watched) one.end();
      watched = [];
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
