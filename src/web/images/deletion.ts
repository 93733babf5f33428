import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { holdUnsent } from '../api/unsent.ts';
import { connectionOf } from './connectionOf.ts';
import { createOutbox, type Batch, type Entry } from './outbox.ts';
import { changeRows, forgetImage } from './queries.ts';
import type { ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

/** The one outbox of this tab. It outlives pages, and nothing of it outlives the tab. */
export const outbox = createOutbox();
holdUnsent(() => outbox.get().length > 0);

/** What is in the outbox. */
export function useBatches(): readonly Batch[] {
  return useSyncExternalStore(outbox.subscribe, outbox.get);
}

/** What the outbox has in hand of each image, by key. */
export function useDeletions(): ReadonlyMap<string, Entry> {
  const batches = useBatches();
  return useMemo(
    () => new Map(batches.flatMap(({ entries }) => entries.map((entry) => [entry.key, entry]))),
    [batches],
  );
}

/** Puts images into the outbox, from which they are deleted when the countdown is over. */
export function useDelete(): (rows: readonly ImageRow[]) => void {
  const client = useQueryClient();
  const services = useServices();
  return useCallback(
    (rows) =>
      outbox.add(
        rows.map((row) => ({
          key: row.key,
          name: row.name,
          send: async (signal) => {
            const connection = connectionOf(row);
            if (!connection) throw new Error(`The connection ${row.connection} was removed`);
            const left = await serviceOf(services, row).remove(connection, row, signal);
            if (left) changeRows(client, connection, new Map([[row.id, left]]));
            else await forgetImage(client, connection, row.id);
          },
        })),
      ),
    [client, services],
  );
}
