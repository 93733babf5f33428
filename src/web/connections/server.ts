import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { Accounts, ServerInfo } from '../../contract/console.ts';

/** Below the address the page came from, wherever the server is mounted. */
async function get<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  signal: AbortSignal,
): Promise<z.output<S>> {
  const answer = await fetch(new URL(path, document.baseURI), { signal, credentials: 'omit' });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return z.parse(schema, await answer.json());
}

/** What the server that sent this page offers: its version, and where connections can point to. */
export const serverInfoQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => get('console.json', ServerInfo, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The demo users of the embedded services; none where the server keeps them to itself. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => get('embedded/accounts', Accounts, signal),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});
