import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { connectionOf } from './connectionOf.ts';
import { createFollower, isMoving, type Follower } from './follow.ts';
import { followers } from './followers.ts';
import type { ImageList } from './lists.ts';
import { changeRows } from './queries.ts';
import { originOf, type ImageRow } from './row.ts';
import { serviceOf, useServices, type ImageService } from './service.ts';

function followerOf(
  origin: Pick<ImageRow, 'connection' | 'at'>,
  client: QueryClient,
  services: readonly ImageService[],
): Follower {
  const key = originOf(origin);
  const known = followers.get(key);
  if (known) return known;
  const follower = createFollower({
    ask: async (rows, signal) => {
      const connection = connectionOf(origin);
      if (!connection || connection.authorization === null) return new Map();
      return serviceOf(services, connection).follow(connection, rows, signal);
    },
    apply: (changes) => {
      const connection = connectionOf(origin);
      if (connection) changeRows(client, connection, changes);
    },
    now: Date.now,
  });
  followers.set(key, follower);
  return follower;
}

function subscribeVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

/** Asks for the rows that change by themselves, as long as the component is drawn and the tab is in view. */
export function useFollowing(lists: readonly ImageList[]): void {
  const client = useQueryClient();
  const services = useServices();
  const visible = useSyncExternalStore(subscribeVisibility, isVisible);

  useEffect(() => {
    const moving = new Map<string, Map<string, ImageRow>>();
    for (const { rows } of lists) {
      for (const row of rows) {
        if (!isMoving(row)) continue;
        const origin = originOf(row);
        const known = moving.get(origin);
        if (known) known.set(row.key, row);
        else moving.set(origin, new Map([[row.key, row]]));
      }
    }
    for (const [origin, follower] of followers) if (!moving.has(origin)) follower.watch([]);
    for (const byKey of moving.values()) {
      const rows = [...byKey.values()];
      if (rows[0]) followerOf(rows[0], client, services).watch(visible ? rows : []);
    }
  }, [lists, visible, client, services]);

  useEffect(
    () => () => {
      for (const follower of followers.values()) follower.stop();
    },
    [],
  );
}
