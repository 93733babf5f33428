import type { Endpoint } from '../../contract/endpoint.ts';
import type { Connection } from './connection.ts';
import type { FailureKind } from './error.ts';
import { createStore } from './store.ts';

/** One request that the console sent. It holds no token, and no body. */
export interface JournalEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds; undefined while the request runs. */
  readonly took: number | undefined;
  readonly connection: Pick<Connection, 'id' | 'label' | 'service'>;
  /** The contract's name of the endpoint. */
  readonly endpoint: string;
  readonly method: Endpoint['method'];
  /** Path and query on this origin. */
  readonly url: string;
  /** HTTP status; undefined while there is none. */
  readonly status: number | undefined;
  readonly outcome: 'running' | 'done' | 'cancelled' | FailureKind;
}

const KEPT = 500;

/** The activity journal: the last requests of this tab, newest first. */
export const journal = createStore<readonly JournalEntry[]>([]);

let lastId = 0;

/** Notes that a request starts; call the result once, when it ends. */
export function record(
  connection: Connection,
  endpoint: Endpoint,
  url: string,
): (outcome: Exclude<JournalEntry['outcome'], 'running'>, status: number | undefined) => void {
  const entry: JournalEntry = {
    id: ++lastId,
    startedAt: Date.now(),
    took: undefined,
    connection: { id: connection.id, label: connection.label, service: connection.service },
    endpoint: endpoint.name,
    method: endpoint.method,
    url,
    status: undefined,
    outcome: 'running',
  };
  journal.update((entries) => [entry, ...entries.slice(0, KEPT - 1)]);
  return (outcome, status) => {
    const ended = { ...entry, outcome, status, took: Date.now() - entry.startedAt };
    journal.update((entries) => entries.map((one) => (one.id === entry.id ? ended : one)));
  };
}
