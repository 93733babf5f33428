import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { ServiceName } from '../../contract/console.ts';
import type { Connection } from '../api/connection.ts';
import { onTokenRefused } from '../api/refused.ts';
import { inTab, keptStore, onDevice } from '../api/kept.ts';
import { createStore } from '../api/store.ts';

/** A connection without its token. */
const Settings = z.object({
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

/** A connection as the device keeps it; its token is in it only if that is kept on the device too. */
const Listed = z.extend(Settings, { authorization: z.exactOptional(z.string()) });
type Listed = z.output<typeof Listed>;

/** A connection as the person set it up. */
export type SavedConnection = Connection & z.output<typeof Settings>;

const NEVER_STORED: Listed[] = [];
const list = keptStore(onDevice, 'connections', z.array(Listed), NEVER_STORED);

/** Tokens for this tab, by connection. If another tab gives it another base, that must not get the token of the old one. */
const TabTokens = z.record(z.string(), z.object({ base: z.string(), authorization: z.string() }));
const tabTokens = keptStore(inTab, 'connection-tokens', TabTokens, {});

/** What the list holds of a connection; a token that is not for the list is put where it belongs. */
function listed({ authorization, ...settings }: SavedConnection): Listed {
  if (authorization === null) {
    tabTokens.update(({ [settings.id]: _refused, ...others }) => others);
    return settings;
  }
  if (settings.keep === 'device') return { ...settings, authorization };
  const { id, base } = settings;
  tabTokens.update((tokens) => ({ ...tokens, [id]: { base, authorization } }));
  return settings;
}

function tabTokenOf({ id, base, keep }: Listed): string | undefined {
  const token = tabTokens.get()[id];
  return keep === 'tab' && token?.base === base ? token.authorization : undefined;
}

const whole = new WeakMap<Listed, SavedConnection>();

/** The connection with its token: the same object as long as both are. */
function withToken(one: Listed): SavedConnection {
  const authorization = one.authorization ?? tabTokenOf(one) ?? null;
  const known = whole.get(one);
  if (known?.authorization === authorization) return known;
  const made = { ...one, authorization };
  whole.set(one, made);
  return made;
}

const store = createStore<readonly SavedConnection[]>([]);

function renew(): void {
  // Whichever tab removed or moved a connection, its token does not stay behind here.
  const owners = new Set(list.get().flatMap((one) => (tabTokenOf(one) === undefined ? [] : [one.id])));
  tabTokens.update((tokens) => Object.fromEntries(Object.entries(tokens).filter(([id]) => owners.has(id))));
  store.update(() => list.get().map(withToken));
}

renew();
list.subscribe(renew);

/** Changes one connection, whatever other tabs have done to the others. */
function change(id: string, changed: (connection: SavedConnection) => SavedConnection): void {
  list.update((all) => all.map((one) => (one.id === id ? listed(changed(withToken(one))) : one)));
}

// A refused token is forgotten, so that pages ask for another; unless the person gave a new one meanwhile.
onTokenRefused(({ id, authorization }) => {
  change(id, (now) => (now.authorization === authorization ? { ...now, authorization: null } : now));
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
  return list.get() !== NEVER_STORED;
}

/** Adds a connection, or replaces the one with its id. */
export function saveConnection(connection: SavedConnection): void {
  list.update((all) => {
    const saved = listed(connection);
    return all.some(({ id }) => id === saved.id)
      ? all.map((one) => (one.id === saved.id ? saved : one))
      : [...all, saved];
  });
}

export function removeConnection(id: string): void {
  list.update((all) => all.filter((one) => one.id !== id));
}

/** Replaces a token, after the service refused the old one; what the old one might do says nothing of the new one. */
export function setToken(id: string, authorization: string | null): void {
  change(id, ({ may: _ofOld, ...now }) => ({ ...now, authorization }));
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
