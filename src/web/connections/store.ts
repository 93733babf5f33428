import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { ServiceName } from '../../contract/console.ts';
import type { Connection } from '../api/connection.ts';
import { onTokenRefused } from '../api/refused.ts';
import { createStore } from '../api/store.ts';

const LIST_KEY = 'connections';
const TOKENS_KEY = 'connection-tokens';

/** A connection as the device keeps it: its token lies apart, for this tab or for this device. */
const Stored = z.object({
  id: z.string(),
  label: z.string(),
  service: ServiceName,
  /** The name of the server's target: `embedded`, or an upstream. */
  target: z.string(),
  base: z.string(),
  /** Where its token is kept. */
  keep: z.enum(['tab', 'device']),
  demo: z.exactOptional(z.boolean()),
  namespace: z.exactOptional(z.string()),
  project: z.exactOptional(z.int()),
  region: z.exactOptional(z.int()),
  may: z.exactOptional(z.readonly(z.array(z.string()))),
});
const StoredList = z.array(Stored);
const Tokens = z.record(z.string(), z.string());

/** A connection as the person set it up. */
export type SavedConnection = Connection & z.output<typeof Stored>;

/** Storage may be full, forbidden or tampered with: what cannot be read is as if it were not there. */
function read<S extends z.ZodMiniType>(storage: Storage, key: string, schema: S): z.output<S> | undefined {
  try {
    const parsed = z.safeParse(schema, JSON.parse(storage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // The connections go on in this tab; there is nowhere to keep them.
  }
}

function load(): readonly SavedConnection[] {
  const tokens = {
    ...read(localStorage, TOKENS_KEY, Tokens),
    ...read(sessionStorage, TOKENS_KEY, Tokens),
  };
  return (read(localStorage, LIST_KEY, StoredList) ?? []).map((stored) => ({
    ...stored,
    authorization: tokens[stored.id] ?? null,
  }));
}

function save(connections: readonly SavedConnection[]): void {
  // The schema knows no token, so that none is written with the list.
  write(localStorage, LIST_KEY, z.parse(StoredList, connections));
  for (const [keep, storage] of [
    ['tab', sessionStorage],
    ['device', localStorage],
  ] as const) {
    const kept = connections.flatMap((one) =>
      one.keep === keep && one.authorization !== null ? [[one.id, one.authorization] as const] : [],
    );
    write(storage, TOKENS_KEY, Object.fromEntries(kept));
  }
}

const store = createStore<readonly SavedConnection[]>(load());
store.subscribe(() => save(store.get()));

// A refused token is forgotten, so that pages ask for another; unless the person gave a new one meanwhile.
onTokenRefused((refused) => {
  store.update((list) =>
    list.map((one) =>
      one.id === refused.id && one.authorization === refused.authorization
        ? { ...one, authorization: null }
        : one,
    ),
  );
});

/** All connections, in the person's order. */
export function useConnections(): readonly SavedConnection[] {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The connection with this id, if there is one. */
export function useConnection(id: string): SavedConnection | undefined {
  return useConnections().find((connection) => connection.id === id);
}

/** The same outside React. */
export function connections(): readonly SavedConnection[] {
  return store.get();
}

/** Hears of every change of the connections; returns what ends the listening. */
export const onConnectionsChanged = store.subscribe;

/** Have connections ever been stored on this device? If not, the demo connections are made. */
export function hasStoredConnections(): boolean {
  return read(localStorage, LIST_KEY, StoredList) !== undefined;
}

/** Adds a connection, or replaces the one with its id. */
export function saveConnection(connection: SavedConnection): void {
  store.update((list) =>
    list.some((one) => one.id === connection.id)
      ? list.map((one) => (one.id === connection.id ? connection : one))
      : [...list, connection],
  );
}

export function removeConnection(id: string): void {
  store.update((list) => list.filter((one) => one.id !== id));
}

/** Replaces a token, after the service refused the old one. */
export function setToken(id: string, authorization: string | null): void {
  store.update((list) => list.map((one) => (one.id === id ? { ...one, authorization } : one)));
}

/** An id for a new connection that reads well in an address: `djinn-demo`, `djinn-demo-2`. */
export function freeId(label: string): string {
  const slug =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'connection';
  const taken = new Set(store.get().map((one) => one.id));
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
