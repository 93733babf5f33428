import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { connections } from '../connections/store.ts';
import { createFollower, GIVE_UP, isMoving, quietFor, type Follower } from './follow.ts';
import type { ImageList } from './lists.ts';
import { changeRows } from './queries.ts';
import type { ImageRow } from './row.ts';
import { serviceOf, useServices, type ImageService } from './service.ts';

/** One for each connection, as long as the page lives: they remember since when nothing has changed. */
const followers = new Map<string, Follower>();

function followerOf(connectionId: string, client: QueryClient, services: readonly ImageService[]): Follower {
  const known = followers.get(connectionId);
  if (known) return known;
  const follower = createFollower({
    ask: async (rows, signal) => {
      const connection = connections().find(({ id }) => id === connectionId);
      if (!connection || connection.authorization === null) return new Map();
      return serviceOf(services, connection).follow(connection, rows, signal);
    },
    apply: (changes) => changeRows(client, connectionId, changes),
    now: Date.now,
  });
  followers.set(connectionId, follower);
  return follower;
}

/** For how long a moving row has not changed, in milliseconds. */
export function quietTime(row: ImageRow, now: number): number {
  return quietFor(row, followers.get(row.connection)?.quietSince(row.key), now);
}

/** Has a row been asked for so long without any change that it is left alone until the list is read again? */
export function isGivenUp(row: ImageRow, now: number): boolean {
  const seen = followers.get(row.connection)?.quietSince(row.key);
  return isMoving(row) && seen !== undefined && now - seen >= GIVE_UP;
}

function subscribeVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** Asks for the rows that change by themselves, as long as the component is drawn and the tab is in view. */
export function useFollowing(lists: readonly ImageList[]): void {
  const client = useQueryClient();
  const services = useServices();
  const visible = useSyncExternalStore(subscribeVisibility, () => document.visibilityState === 'visible');

  useEffect(() => {
    const now = Date.now();
    for (const { connection, rows } of lists) {
      const moving = rows.filter((row) => isMoving(row) && !isGivenUp(row, now));
      if (moving.length === 0 && !followers.has(connection.id)) continue;
      followerOf(connection.id, client, services).watch(visible ? moving : []);
    }
  }, [lists, visible, client, services]);

  useEffect(
    () => () => {
      for (const follower of followers.values()) follower.stop();
    },
    [],
  );
}
