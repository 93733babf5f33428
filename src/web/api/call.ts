import type { Endpoint, Output } from '../../contract/endpoint.ts';
import { readAnswer, type RawAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { noteFailure } from './ended.ts';
import { ApiError } from './error.ts';
import { record } from './journal.ts';
import { requestOf, type InputOf, type WireRequest } from './request.ts';
import { listen } from './silence.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Headers of an answer that some endpoints say more in (`Link`), beside its parsed body. */
export interface Answered<T> {
  readonly value: T;
  readonly status: number;
  readonly header: (name: string) => string | null;
}

async function textOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, heard: () => void): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    heard();
    text += decoder.decode(value, { stream: true });
  }
}

async function exchange(
  endpoint: Endpoint,
  request: WireRequest,
  outer: AbortSignal | undefined,
): Promise<RawAnswer> {
  const silence = listen();
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: outer ? AbortSignal.any([outer, silence.signal]) : silence.signal,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
    silence.heard();
    return {
      status: answer.status,
      text: answer.body ? await textOf(answer.body, silence.heard) : '',
      header: (name) => answer.headers.get(name),
    };
  } catch (error) {
    if (outer?.aborted) throw new DOMException(`${endpoint.name} was cancelled`, 'AbortError');
    const because = silence.signal.aborted ? 'silence' : 'network';
    throw new ApiError({ kind: 'unreachable', because }, endpoint, { cause: error });
  } finally {
    silence.end();
  }
}

/**
 * Calls an endpoint of a connection's service and parses the answer by the contract.
 * @returns the parsed body with status and headers
 * @throws ApiError when it fails; a DOMException `AbortError` when `signal` gave it up
 */
export async function callWithHeaders<const E extends Endpoint>(
  connection: Connection,
  endpoint: E,
  input: InputOf<E>,
  { signal }: CallOptions = {},
): Promise<Answered<Output<E>>> {
  const request = requestOf(connection, endpoint, input);
  const end = record(connection, endpoint, request.url);
  try {
    const answer = await exchange(endpoint, request, signal);
    const value = readAnswer(endpoint, answer);
    end('done', answer.status);
    return { value, status: answer.status, header: answer.header };
  } catch (error) {
    noteFailure(connection, end, error);
    throw error;
  }
}

/** Calls an endpoint and gives its parsed body; see `callWithHeaders`. */
export async function call<const E extends Endpoint>(
  connection: Connection,
  endpoint: E,
  input: InputOf<E>,
  options?: CallOptions,
): Promise<Output<E>> {
  return (await callWithHeaders(connection, endpoint, input, options)).value;
}
