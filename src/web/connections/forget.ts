import type { QueryClient } from '@tanstack/react-query';

/**
 * Takes what was read through a connection out of the cache, so that it is not shown as another account's or another
 * service's. Keys of what belongs to one connection have its id in the second place.
 */
export function forgetAnswers(client: QueryClient, id: string): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === id });
}
