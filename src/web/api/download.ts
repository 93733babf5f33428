import * as z from 'zod/mini';
import { Ticket, type TicketRequest } from '../../contract/console.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { readAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { noteFailure } from './ended.ts';
import { ApiError } from './error.ts';
import { record } from './journal.ts';

/** A file that a service gives out. */
export interface FileRequest {
  /** The endpoint that answers with it, for errors and the journal. */
  readonly endpoint: Endpoint;
  /** Below the connection's base, with its query. */
  readonly path: string;
  /** The exact content type to ask for; any other answer is not the file. */
  readonly accept: string;
  /** The name to save it under. */
  readonly fileName: string;
}

/** The bytes that arrived are not as many as were promised. */
export class IncompleteError extends Error {
  override readonly name = 'IncompleteError';
  readonly received: number;
  readonly promised: number;

  constructor(received: number, promised: number) {
    super(`${received} of ${promised} bytes arrived`);
    this.received = received;
    this.promised = promised;
  }
}

/** Where the bytes of a download go: a file of the person's choice. */
export interface Sink {
  readonly write: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Makes the file what was written. */
  readonly close: () => Promise<void>;
  /** Leaves the file as it was. */
  readonly abort: () => Promise<void>;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes so far, and in all; null where the service does not say. */
  readonly onProgress: (received: number, total: number | null) => void;
}

/** Asks for a file, or for its first byte alone, and checks that it is the file which comes. */
async function open(
  connection: Connection,
  file: FileRequest,
  signal: AbortSignal,
  range?: string,
): Promise<Response> {
  const { endpoint } = file;
  let answer: Response;
  try {
    answer = await fetch(`${connection.base}${file.path}`, {
      headers: {
        Accept: file.accept,
        ...(connection.authorization !== null && { Authorization: connection.authorization }),
        ...(range !== undefined && { Range: range }),
      },
      signal,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    if (signal.aborted) throw new DOMException(`${endpoint.name} was cancelled`, 'AbortError');
    throw new ApiError({ kind: 'unreachable', because: 'network' }, endpoint, { cause: error });
  }
  if (!answer.ok) {
    const text = await answer.text();
    readAnswer(endpoint, { status: answer.status, text, header: (name) => answer.headers.get(name) });
  }
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim();
  if (type !== file.accept) {
    await answer.body?.cancel();
    const where = `content type ${type ?? 'missing'}`;
    throw new ApiError({ kind: 'notUnderstood', where }, endpoint, { status: answer.status });
  }
  return answer;
}

/** The bytes the body will have, where it is told; a compressed body's length is not the file's. */
function promisedOf(answer: Response): number | null {
  const length = answer.headers.get('content-length');
  return length === null || answer.headers.has('content-encoding') ? null : Number(length);
}

async function pour(answer: Response, sink: Sink, options: DownloadOptions): Promise<number> {
  const total = promisedOf(answer);
  let received = 0;
  options.onProgress(0, total);
  const reader = answer.body?.getReader();
  try {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
      await sink.write(part.value);
      received += part.value.byteLength;
      options.onProgress(received, total);
    }
  } catch (error) {
    // Else the rest would stay on its way to a full disk. What broke by itself cannot be called off.
    await reader?.cancel().catch(() => undefined);
    throw error;
  }
  if (total !== null && received !== total) throw new IncompleteError(received, total);
  return received;
}

/**
 * Streams a file to disk; nothing of it stays in memory. The file appears only when all bytes are there.
 * @returns the bytes written
 * @throws ApiError, IncompleteError when fewer came than were promised, `AbortError` when `signal` gave it up
 */
export async function download(
  connection: Connection,
  file: FileRequest,
  sink: Sink,
  options: DownloadOptions,
): Promise<number> {
  const end = record(connection, file.endpoint, `${connection.base}${file.path}`);
  try {
    const answer = await open(connection, file, options.signal);
    let received: number;
    try {
      received = await pour(answer, sink, options);
    } catch (error) {
      // A connection that breaks half-way is an error of the stream, not of the request.
      if (error instanceof TypeError)
        throw new ApiError({ kind: 'unreachable', because: 'network' }, file.endpoint, { cause: error });
      throw error;
    }
    await sink.close();
    end('done', answer.status);
    return received;
  } catch (error) {
    await sink.abort().catch(() => undefined);
    if (error instanceof IncompleteError) end('unreachable', undefined);
    else noteFailure(connection, end, error);
    throw error;
  }
}

/**
 * The bytes of a file, from the `Content-Range` of its first one: Djinn answers no HEAD (RFC 9110, section 14.4).
 * @throws ApiError, or `AbortError` when `signal` gave it up
 */
export async function sizeOfFile(
  connection: Connection,
  file: FileRequest,
  signal: AbortSignal,
): Promise<number> {
  const end = record(connection, file.endpoint, `${connection.base}${file.path}`);
  try {
    const answer = await open(connection, file, signal, 'bytes=0-0');
    await answer.body?.cancel();
    const told = /^bytes \S+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
    const size = told === undefined ? promisedOf(answer) : Number(told);
    if (size === null) {
      throw new ApiError({ kind: 'notUnderstood', where: 'Content-Range' }, file.endpoint, {
        status: answer.status,
      });
    }
    end('done', answer.status);
    return size;
  } catch (error) {
    noteFailure(connection, end, error);
    throw error;
  }
}

/**
 * Asks this server for an address from which the browser downloads a file by itself, without a token in it.
 * @returns an address good for one download within a minute
 * @throws ApiError
 */
export async function ticketFor(
  connection: Connection,
  file: FileRequest,
  signal: AbortSignal,
): Promise<string> {
  const request: TicketRequest = {
    path: `${connection.base}${file.path}`,
    accept: file.accept,
    fileName: file.fileName,
  };
  let answer: Response;
  try {
    answer = await fetch(new URL('tickets', document.baseURI), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(connection.authorization !== null && { Authorization: connection.authorization }),
      },
      body: JSON.stringify(request),
      signal,
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch (error) {
    if (signal.aborted) throw new DOMException('The ticket was cancelled', 'AbortError');
    throw new ApiError({ kind: 'unreachable', because: 'network' }, file.endpoint, { cause: error });
  }
  const body: unknown = await answer.json().catch(() => undefined);
  const ticket = z.safeParse(Ticket, body);
  if (answer.ok && ticket.success) return ticket.data.url;
  throw new ApiError({ kind: 'notUnderstood', where: 'POST /tickets' }, file.endpoint, {
    status: answer.status,
  });
}
