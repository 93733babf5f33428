import { QueryClient } from '@tanstack/react-query';
import { isFailure } from '../api/error.ts';

/** How many times a read is tried again before its error is shown. */
const RETRIES = 2;

/** Failures that may be gone a moment later. What the service refuses, it refuses again. */
function mayPass(error: Error): boolean {
  return isFailure(error, 'unreachable') || isFailure(error, 'fault');
}

/**
 * Server state for the whole app. Reads are shared for 15 s and renewed on coming back to the tab; they are tried
 * again where that may help. Writes never are: nobody knows whether the first one arrived.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
      },
      mutations: { retry: false },
    },
  });
}
