import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { DJINN_DISK, QCOW2_MAGIC } from '../../contract/djinn/images.ts';
import { IMPORT_LIMIT } from '../../contract/djinn/imports.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import { openUrl } from '../fetching.ts';
import type { FileStore, ReceivedFile } from '../files.ts';
import type { Jobs } from '../jobs.ts';
import { now, type Tables } from './tables.ts';
import { withoutPassword } from './wire.ts';
import { Workers } from './workers.ts';

/** Imports of images by URL, as jobs that outlive a restart. */
export interface Imports {
  /** Queues the import of an image that has a download record; call it in the transaction that makes them. */
  readonly queue: (image: number) => void;
  /** Ends the import of an image that was deleted. */
  readonly cancel: (image: number) => void;
}

/** How an import is fetched. */
export interface FetchOptions {
  readonly dialect: Dialect;
  readonly allowPrivate: boolean;
  /** Milliseconds from the first request to the last byte. */
  readonly time: number;
  /** Most bytes that are taken. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** How an import ended: with its bytes, or in the importer's words. */
export type Fetched = { readonly file: ReceivedFile } | { readonly error: string };

/** Thrown when the other side's answer is not what is wanted; its text is all there is to say. */
class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

/** As Go words a failed request: the method, the address without its password, and what happened. */
function failure(url: string, error: unknown, timedOut: boolean): string {
  // A connection tried at several addresses fails with several errors and no words of its own.
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `Get "${withoutPassword(url)}": ${timedOut ? 'context deadline exceeded' : reason}`;
}

/**
 * Fetches an image to the store. What counts is the answer's content type, exactly. Real servers look at nothing
 * else; as documented, an image that could not have been uploaded is no image here either.
 */
export async function fetchImage(url: string, files: FileStore, options: FetchOptions): Promise<Fetched> {
  const { dialect, allowPrivate, time, bytes, signal } = options;
  const clock = AbortSignal.timeout(time);
  try {
    const opened = await openUrl(url, { allowPrivate, signal: AbortSignal.any([signal, clock]) });
    const { status, headers, body } = opened;
    try {
      if (dialect === 'documented' && (status < 200 || status > 299)) {
        throw new Unwanted(`unexpected status ${status}`);
      }
      if (headers['content-type'] !== DJINN_DISK) {
        throw new Unwanted(`unexpected Content-Type, expected ${DJINN_DISK}`);
      }
      const file = await files.receive(body, {
        limit: bytes,
        accept: (head) => {
          if (dialect === 'documented' && !QCOW2_MAGIC.every((byte, at) => head[at] === byte)) {
            throw new Unwanted('not a valid qcow2 file');
          }
        },
      });
      return { file };
    } finally {
      body.destroy();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { error: error instanceof Unwanted ? error.message : failure(url, error, clock.aborted) };
  }
}

/** What stands around the importer. */
interface Importer {
  readonly tables: Tables;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly dialect: Dialect;
  readonly allowPrivate: boolean;
}

const State = z.object({ image: z.int() });

/** Milliseconds until a worker looks at a new import. */
const PAUSE = 1_500;

/** Imports that are fetched at the same time; the others wait in the queue. */
const WORKERS = 3;

/** Far above any disk image that comes in ten minutes, so that no address can fill the disk. */
const LARGEST = 100 * 1024 ** 3;

/** Declares the job and gives what queues and cancels it. */
export function startImports({ tables, files, jobs, dialect, allowPrivate }: Importer): Imports {
  const workers = new Workers(WORKERS);
  const running = new Map<number, AbortController>();

  /** The image may have been deleted while its bytes came: then nothing is kept. */
  const keep = async (image: number, received: ReceivedFile): Promise<void> => {
    const file = `${randomUUID()}.qcow2`;
    await files.commit(received, file);
    const kept = tables.transaction(() => {
      if (!tables.image(image)) return false;
      tables.setFile(image, file);
      tables.finishDownload(image, null, now());
      return true;
    });
    if (!kept) await files.remove(file);
  };

  const run = async (image: number, url: string, shutdown: AbortSignal): Promise<void> => {
    const { protocol, username, password } = new URL(url);
    if (protocol === 'sftp:') {
      // Seen of real servers: they check an sftp file before they have read any of it.
      tables.finishDownload(image, 'not a valid qcow2 file', now());
      return;
    }
    // Seen of real servers: credentials crash the worker, and the import stays as it is for ever.
    if (dialect === 'observed' && (username || password)) return;
    const own = new AbortController();
    running.set(image, own);
    try {
      const signal = AbortSignal.any([shutdown, own.signal]);
      const limits = { time: IMPORT_LIMIT, bytes: LARGEST };
      const fetched = await fetchImage(url, files, { dialect, allowPrivate, signal, ...limits });
      if ('file' in fetched) await keep(image, fetched.file);
      else tables.finishDownload(image, fetched.error, now());
    } catch (error) {
      if (!own.signal.aborted) throw error;
    } finally {
      running.delete(image);
    }
  };

  const queue = jobs.define(
    'djinn.import',
    (state) => State.parse(state),
    async ({ image }, { signal }) => {
      await workers.take(signal);
      try {
        const download = tables.download(image); // none when the image was deleted while this waited
        if (download && download.finished_at === null) {
          tables.startDownload(image, download.started_at ?? now());
          await run(image, download.url, signal);
        }
      } finally {
        workers.release();
      }
      return { done: true };
    },
  );

  return {
    queue: (image) => void queue({ image }, PAUSE),
    cancel: (image) => running.get(image)?.abort(new Error('The image was deleted')),
  };
}
