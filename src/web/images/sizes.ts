import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { connectionOf } from './connectionOf.ts';
import { changeRows } from './queries.ts';
import { originOf, type ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

/** Questions that are under way at once. */
const CONCURRENCY = 3;
/** After so many failures without an answer between them a connection is left alone: it gives no sizes. */
const PATIENCE = 3;
/** Rows must stay on screen for so many milliseconds before they are asked for: most only pass by. */
const REST = 150;
/** Answers are put into the list together, this many milliseconds after the first. */
const GATHER = 250;

/** What asking for sizes needs of the world. */
export interface SizeWorld {
  readonly ask: (row: ImageRow, signal: AbortSignal) => Promise<number>;
  /** Puts rows whose sizes are known now where rows are kept. */
  readonly apply: (rows: readonly ImageRow[]) => void;
}

/** Asks for the sizes of files that lists do not tell, for the rows that are on screen. */
export interface Sizes {
  /** Wants these sizes once the rows have rested; what was wanted before and not begun is given up. */
  readonly want: (rows: readonly ImageRow[]) => void;
  readonly stop: () => void;
}

/** Makes an asker. A size that could not be had is not asked for again: the list has its dash, and that is all. */
export function createSizes({ ask, apply }: SizeWorld): Sizes {
  const asked = new Set<string>();
  let wanted: readonly ImageRow[] = [];
  let answered: ImageRow[] = [];
  const running = new Set<string>();
  /** Failures since the last answer, by connection. */
  const failures = new Map<string, number>();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let attempt = new AbortController();

  const flush = (): void => {
    gathering = undefined;
    const rows = answered;
    answered = [];
    apply(rows);
  };

  const askOne = async (row: ImageRow, { signal }: AbortController): Promise<void> => {
    try {
      const size = await ask(row, signal);
      failures.delete(row.connection);
      answered.push({ ...row, size });
      gathering ??= setTimeout(flush, GATHER);
    } catch {
      // It stays unknown.
      if (!signal.aborted) failures.set(row.connection, (failures.get(row.connection) ?? 0) + 1);
    }
    if (signal.aborted) return;
    running.delete(row.key);
    pump();
  };

  const pump = (): void => {
    for (const row of wanted) {
      if (running.size >= CONCURRENCY) return;
      if (asked.has(row.key) || (failures.get(row.connection) ?? 0) >= PATIENCE) continue;
      asked.add(row.key);
      running.add(row.key);
      void askOne(row, attempt);
    }
  };

  return {
    want: (rows) => {
      wanted = [];
      clearTimeout(resting);
      resting = setTimeout(() => {
        wanted = rows;
        pump();
      }, REST);
      // Changing a long list takes time that what moves now needs.
      if (gathering === undefined) return;
      clearTimeout(gathering);
      gathering = setTimeout(flush, GATHER);
    },
    stop: () => {
      clearTimeout(resting);
      attempt.abort();
      attempt = new AbortController();
      // Given up, not failed: when they come into view again, they are asked for again.
      for (const key of running) asked.delete(key);
      running.clear();
      wanted = [];
      clearTimeout(gathering);
      if (answered.length > 0) flush();
      gathering = undefined;
    },
  };
}

/** Gives what fills in the sizes of the rows on screen, where their service tells them only one by one. */
export function useSizes(): (onScreen: readonly ImageRow[]) => void {
  const client = useQueryClient();
  const services = useServices();
  const sizes = useMemo(
    () =>
      createSizes({
        ask: async (row, signal) => {
          const connection = connectionOf(row);
          const size = connection && serviceOf(services, row).size?.(connection, row, signal);
          if (!size) throw new Error('Nobody knows the size');
          return size;
        },
        apply: (rows) => {
          for (const origin of new Set(rows.map(originOf))) {
            const own = rows.filter((row) => originOf(row) === origin);
            const connection = own[0] && connectionOf(own[0]);
            if (connection) changeRows(client, connection, new Map(own.map((row) => [row.id, row])));
          }
        },
      }),
    [client, services],
  );
  useEffect(() => () => sizes.stop(), [sizes]);
  return useCallback(
    (onScreen) =>
      sizes.want(
        onScreen.filter(
          (row) => row.size === null && row.download === 'yes' && serviceOf(services, row).size !== undefined,
        ),
      ),
    [sizes, services],
  );
}
