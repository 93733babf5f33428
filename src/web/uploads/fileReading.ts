import type { Report } from '../../qcow2/report.ts';
import { endOnFailure } from '../api/endOnFailure.ts';

/** What the worker tells while it reads a file, in the order in which it becomes known. */
export type ReadingMessage =
  /** L2 tables read so far, of a large image. */
  | { readonly kind: 'tables'; readonly read: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: Report }
  /** Part of the file hashed, from 0 to 1. */
  | { readonly kind: 'hashing'; readonly fraction: number }
  | { readonly kind: 'hashed'; readonly sha256: string }
  /**
   * The file cannot be read any more: it was changed, moved or deleted since it was chosen, or is a folder; or the worker
   * that reads it failed.
   */
  | { readonly kind: 'unreadable' };

/** What is known of a file that somebody means to upload. */
export interface Reading {
  readonly report: Report | undefined;
  /** Part of the tables that is read, from 0 to 1, while the report is not there. */
  readonly tables: number;
  /** Part of the file that is hashed, from 0 to 1. */
  readonly hashed: number;
  /** Hex digits, when the whole file is hashed. */
  readonly sha256: string | undefined;
  readonly unreadable: boolean;
}

export const NOTHING_READ: Reading = {
  report: undefined,
  tables: 0,
  hashed: 0,
  sha256: undefined,
  unreadable: false,
};

/** What is known after one more message. */
export function learn(reading: Reading, message: ReadingMessage): Reading {
  switch (message.kind) {
    case 'tables':
      return { ...reading, tables: message.total > 0 ? message.read / message.total : 1 };
    case 'report':
      return { ...reading, report: message.report, tables: 1 };
    case 'hashing':
      return { ...reading, hashed: message.fraction };
    case 'hashed':
      return { ...reading, hashed: 1, sha256: message.sha256 };
    case 'unreadable':
      return { ...reading, unreadable: true };
  }
}

/**
 * Reads a file on this machine in a worker of its own: what it is, then its SHA-256.
 * @returns what ends the reading; the worker and everything it holds go with it
 */
export function readFile(file: File, onMessage: (message: ReadingMessage) => void): () => void {
  const worker = new Worker(new URL('./reading.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<ReadingMessage>) => {
    onMessage(data);
    if (data.kind === 'hashed' || data.kind === 'unreadable') worker.terminate();
  });
  endOnFailure(worker, () => onMessage({ kind: 'unreadable' }));
  worker.postMessage(file);
  return () => worker.terminate();
}
