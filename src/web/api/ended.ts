import type { Connection } from './connection.ts';
import { ApiError } from './error.ts';
import type { record } from './journal.ts';
import { tokenRefused } from './refused.ts';

/**
 * What every request does when it fails: the journal notes how, and a refused token is told to those who keep it. What
 * is no failure of the call was given up here.
 */
export function noteFailure(connection: Connection, end: ReturnType<typeof record>, error: unknown): void {
  if (error instanceof ApiError) {
    end(error.failure.kind, error.status || undefined);
    if (error.failure.kind === 'unauthorised') tokenRefused(connection);
  } else end('cancelled', undefined);
}
