import type { QueryClient } from '@tanstack/react-query';
import type { Account, ServerInfo } from '../../contract/console.ts';
import { ApiError } from '../api/error.ts';
import type { ConnectionKind } from './kind.ts';
import { accountsQuery, serverInfoQuery } from './server.ts';
import { freeId, hasStoredConnections, saveConnection, type SavedConnection } from './store.ts';

/** The demo connection of one service: the first of its demo users may do everything. */
async function demoOf(
  kind: ConnectionKind,
  server: ServerInfo,
  accounts: readonly Account[],
  signal: AbortSignal,
): Promise<SavedConnection | undefined> {
  const target = server.targets.find((one) => one.service === kind.service && one.name === 'embedded');
  const account = accounts.find((one) => one.service === kind.service);
  if (!target || !account) return undefined;
  const label = `${kind.service} demo`;
  const connection: SavedConnection = {
    id: freeId(label),
    label,
    service: kind.service,
    target: target.name,
    base: target.base,
    authorization: account.authorization,
    may: account.may,
    // Everybody on this machine can read the demo tokens, so there is nothing to keep from the device.
    keep: 'device',
    demo: true,
  };
  try {
    const { place } = await kind.check(connection, signal);
    return { ...connection, ...place };
  } catch (error) {
    // A service that fails says so in its own place, and takes nothing of the others with it.
    if (error instanceof ApiError) return connection;
    throw error;
  }
}

/**
 * On the first visit, makes one connection to each embedded service. A server without them, or one that does
 * not tell its demo users to this machine, leaves the list of connections empty.
 */
export async function makeDemoConnections(
  client: QueryClient,
  kinds: readonly ConnectionKind[],
  signal: AbortSignal,
): Promise<void> {
  if (hasStoredConnections()) return;
  const server = await client.fetchQuery(serverInfoQuery);
  if (!server.targets.some((target) => target.name === 'embedded')) return;
  const accounts = await client.fetchQuery(accountsQuery);
  const made = await Promise.all(kinds.map((kind) => demoOf(kind, server, accounts, signal)));
  if (signal.aborted || hasStoredConnections()) return;
  for (const connection of made) if (connection) saveConnection(connection);
}
