import type { Connection } from './connection.ts';

type Listener = (connection: Connection) => void;

const listeners = new Set<Listener>();

/** Hears of every 401: the token that the call used is no good any more. Returns what ends the listening. */
export function onTokenRefused(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells that a service refused the token of this connection. */
export function tokenRefused(connection: Connection): void {
  for (const listener of listeners) listener(connection);
}
