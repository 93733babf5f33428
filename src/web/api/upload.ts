import type { Endpoint, Output } from '../../contract/endpoint.ts';
import { readAnswer, type RawAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { noteFailure } from './ended.ts';
import { ApiError } from './error.ts';
import { record } from './journal.ts';
import { requestOf, type InputOf, type WireRequest } from './request.ts';

export interface UploadOptions {
  /** Each attempt owns its signal: an old attempt can neither send nor report anything any more. */
  readonly signal: AbortSignal;
  /** Bytes sent so far and bytes in all; a multipart body counts some bytes of framing too. */
  readonly onProgress: (sent: number, total: number) => void;
  /** Every byte is out; the service has not answered yet. */
  readonly onSent: () => void;
}

/** `fetch` cannot tell how much of a body is sent, so uploads go through XMLHttpRequest. */
function send(endpoint: Endpoint, request: WireRequest, options: UploadOptions): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const cancel = (): void => xhr.abort();
    const settle = (end: () => void): void => {
      options.signal.removeEventListener('abort', cancel);
      end();
    };
    const broken = (): void =>
      settle(() => reject(new ApiError({ kind: 'unreachable', because: 'network' }, endpoint)));
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.upload.addEventListener('progress', (event) => options.onProgress(event.loaded, event.total));
    xhr.upload.addEventListener('load', () => options.onSent());
    xhr.addEventListener('load', () =>
      settle(() =>
        resolve({
          status: xhr.status,
          text: xhr.responseText,
          header: (name) => xhr.getResponseHeader(name),
        }),
      ),
    );
    xhr.addEventListener('error', broken);
    xhr.addEventListener('abort', () =>
      settle(() => reject(new DOMException(`${endpoint.name} was cancelled`, 'AbortError'))),
    );
    if (options.signal.aborted) {
      settle(() => reject(new DOMException(`${endpoint.name} was cancelled`, 'AbortError')));
      return;
    }
    options.signal.addEventListener('abort', cancel);
    xhr.send(request.body);
  });
}

/**
 * Sends a file and tells how it goes. There is no time limit: a stall is told by progress that does not come,
 * and it is the caller's to say so.
 * @returns the parsed answer
 * @throws ApiError when the service refuses it or the connection breaks; `AbortError` when `signal` gave it up
 */
export async function upload<const E extends Endpoint>(
  connection: Connection,
  endpoint: E,
  input: InputOf<E>,
  options: UploadOptions,
): Promise<Output<E>> {
  const request = requestOf(connection, endpoint, input);
  const end = record(connection, endpoint, request.url);
  try {
    const answer = await send(endpoint, request, options);
    const value = readAnswer(endpoint, answer);
    end('done', answer.status);
    return value;
  } catch (error) {
    noteFailure(connection, end, error);
    throw error;
  }
}
