import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { connections } from '../connections/store.ts';
import { changeRows } from './queries.ts';
import type { ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

/** Questions that are under way at once. */
const CONCURRENCY = 3;
/** After so many failures without an answer between them a connection is left alone: it gives no sizes. */
const PATIENCE = 3;
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
  /** Wants these sizes from now on; what was wanted before and not begun is given up. */
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = new AbortController();

  const flush = (): void => {
    timer = undefined;
    const rows = answered;
    answered = [];
    apply(rows);
  };

  const askOne = async (row: ImageRow, { signal }: AbortController): Promise<void> => {
    try {
      const size = await ask(row, signal);
      failures.delete(row.connection);
      answered.push({ ...row, size });
      timer ??= setTimeout(flush, GATHER);
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
      wanted = rows;
      pump();
    },
    stop: () => {
      attempt.abort();
      attempt = new AbortController();
      // Given up, not failed: when they come into view again, they are asked for again.
      for (const key of running) asked.delete(key);
      running.clear();
      wanted = [];
      clearTimeout(timer);
      if (answered.length > 0) flush();
      timer = undefined;
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
          const connection = connections().find(({ id }) => id === row.connection);
          const size = connection && serviceOf(services, row).size?.(connection, row, signal);
          if (!size) throw new Error('Nobody knows the size');
          return size;
        },
        apply: (rows) => {
          for (const connection of new Set(rows.map((row) => row.connection))) {
            const own = rows.filter((row) => row.connection === connection);
            changeRows(client, connection, new Map(own.map((row) => [row.id, row])));
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
