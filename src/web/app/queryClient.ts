import { QueryClient } from '@tanstack/react-query';

/** How many times a read is tried again before its error is shown. */
const RETRIES = 2;

/**
 * Server state for the whole app. Reads are shared for 15 s and renewed on coming back to the tab. Only failures that
 * may pass by themselves are tried again, as `mayPass` decides from the error; writes never are.
 */
export function createQueryClient(mayPass: (error: Error) => boolean): QueryClient {
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
