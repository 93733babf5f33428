import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { endpoints } from '../../contract/endpoint.ts';
import { call } from './call.ts';
import type { Connection } from './connection.ts';
import { curlOf } from './curl.ts';
import { ApiError, isCancelled } from './error.ts';
import { journal } from './journal.ts';
import { onTokenRefused } from './refused.ts';
import { requestOf } from './request.ts';
import { SILENCE } from './silence.ts';

const api = endpoints('djinn', {
  list: {
    method: 'GET',
    path: '/images',
    summary: 'Lists.',
    source: 'test',
    permission: 'image:read',
    query: z.object({
      search: z.exactOptional(z.string()),
      page: z.exactOptional(z.number()),
      tag: z.exactOptional(z.array(z.string())),
    }),
    answers: { 200: { when: 'always', json: z.array(z.object({ id: z.number() })) } },
  },
  remove: {
    method: 'DELETE',
    path: '/images/{name}',
    summary: 'Deletes.',
    source: 'test',
    permission: 'image:delete',
    params: z.object({ name: z.string() }),
    answers: { 200: { when: 'observed', json: z.object({ message: z.string() }) }, 204: { when: 'done' } },
  },
  create: {
    method: 'POST',
    path: '/images',
    summary: 'Creates.',
    source: 'test',
    permission: 'image:write',
    answers: {
      200: {
        when: 'done',
        json: z.pipe(
          z.optional(z.object({ message: z.string() })),
          z.transform((body: { message: string } | undefined) => ({ said: body?.message ?? null })),
        ),
      },
    },
  },
  rename: {
    method: 'PATCH',
    path: '/images/{name}',
    summary: 'Renames.',
    source: 'test',
    permission: 'image:write',
    params: z.object({ name: z.string() }),
    body: { json: z.object({ to: z.string() }) },
    answers: { 200: { when: 'done', json: z.object({ id: z.number() }) } },
  },
});

const connection: Connection = {
  id: 'one',
  label: 'One',
  service: 'djinn',
  base: '/embedded/djinn',
  authorization: 'Bearer secret$&token',
};

const respond = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal('fetch', respond);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  respond.mockReset();
});

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`Expected an ApiError, got ${String(error)}`);
  return error;
}

describe('the request', () => {
  test('encodes each segment of the path and each value of the query', () => {
    expect(requestOf(connection, api.remove, { params: { name: 'ns/app#1 %' } }).url).toBe(
      '/embedded/djinn/images/ns%2Fapp%231%20%25',
    );
    expect(requestOf(connection, api.list, { query: { search: 'a&b=c', tag: ['x', 'y'] } }).url).toBe(
      '/embedded/djinn/images?search=a%26b%3Dc&tag=x&tag=y',
    );
  });

  test('sends the token as it is, and no empty query', () => {
    const request = requestOf(connection, api.list, {});
    expect(request.url).toBe('/embedded/djinn/images');
    expect(request.headers['Authorization']).toBe('Bearer secret$&token');
  });

  test('as a curl command it never holds the token', () => {
    const command = curlOf(
      requestOf(connection, api.rename, { params: { name: 'a' }, json: { to: "it's" } }),
      'http://x',
    );
    expect(command).toBe(
      String.raw`curl -X PATCH 'http://x/embedded/djinn/images/a' -H 'Accept: application/json' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data-raw '{"to":"it'\''s"}'`,
    );
  });
});

describe('the answer', () => {
  test('is parsed by the contract', async () => {
    respond.mockResolvedValue(Response.json([{ id: 7, extra: true }]));
    expect(await call(connection, api.list, {})).toEqual([{ id: 7 }]);
  });

  test.each([
    ['a 204 without a body', () => new Response(null, { status: 204 })],
    ['a 200 without a body', () => new Response('', { status: 200 })],
    ['a 202 without a body', () => new Response('', { status: 202 })],
  ])('success may be %s', async (_, answer) => {
    respond.mockResolvedValue(answer());
    expect(await call(connection, api.remove, { params: { name: 'a' } })).toBeUndefined();
  });

  test('a body that may be missing is read as its schema reads nothing', async () => {
    respond.mockResolvedValue(new Response('', { status: 200 }));
    expect(await call(connection, api.create, {})).toEqual({ said: null });
  });

  test('any success status is success', async () => {
    respond.mockResolvedValue(Response.json({ id: 1 }, { status: 201 }));
    expect(await call(connection, api.rename, { params: { name: 'a' }, json: { to: 'b' } })).toEqual({
      id: 1,
    });
  });

  test.each([
    ['HTML', '<html>', 'not JSON'],
    ['a wrong type deep inside', '[{"id":1},{"id":"2"}]', '1.id'],
    ['nothing', '', 'empty body'],
  ])('%s is not understood, and the place is named', async (_, body, place) => {
    respond.mockResolvedValue(new Response(body));
    const { failure: how } = await failure(call(connection, api.list, {}));
    expect(how.kind).toBe('notUnderstood');
    expect(how.kind === 'notUnderstood' && how.where).toContain(place);
  });

  test('keeps the words of the service', async () => {
    respond.mockResolvedValue(Response.json({ message: 'Not Found' }, { status: 404 }));
    const error = await failure(call(connection, api.list, {}));
    expect(error.failure.kind).toBe('forbiddenOrMissing');
    expect(error.words).toBe('Not Found');
    expect(error.permission).toBe('image:read');
  });

  test('a refused token is told to those who keep tokens', async () => {
    const refused: string[] = [];
    const stop = onTokenRefused((one) => refused.push(one.id));
    respond.mockResolvedValue(Response.json({ message: 'no' }, { status: 401 }));
    await failure(call(connection, api.list, {}));
    stop();
    expect(refused).toEqual(['one']);
  });
});

describe('no answer', () => {
  test('a broken connection is unreachable', async () => {
    respond.mockRejectedValue(new TypeError('Failed to fetch'));
    expect((await failure(call(connection, api.list, {}))).failure).toEqual({
      kind: 'unreachable',
      because: 'network',
    });
  });

  const hang = (_: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });

  test('silence is told after its time', async () => {
    vi.useFakeTimers();
    respond.mockImplementation(hang);
    const pending = failure(call(connection, api.list, {}));
    await vi.advanceTimersByTimeAsync(SILENCE);
    expect((await pending).failure).toEqual({ kind: 'unreachable', because: 'silence' });
  });

  /** An answer whose bytes come one by one, so many milliseconds after each other. */
  const drip =
    (text: string, every: number): typeof hang =>
    (_, { signal }) => {
      const bytes = [...new TextEncoder().encode(text)];
      const body = new ReadableStream({
        start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
        pull: async (controller) => {
          await new Promise((resolve) => void setTimeout(resolve, every));
          if (signal?.aborted) return;
          const byte = bytes.shift();
          if (byte === undefined) controller.close();
          else controller.enqueue(Uint8Array.of(byte));
        },
      });
      return Promise.resolve(new Response(body));
    };

  test('a slow answer is read for as long as it comes', async () => {
    vi.useFakeTimers();
    respond.mockImplementation(drip('[{"id":7}]', SILENCE / 2));
    const pending = call(connection, api.list, {});
    await vi.advanceTimersByTimeAsync(6 * SILENCE);
    expect(await pending).toEqual([{ id: 7 }]);
  });

  test('silence in the midst of an answer is told', async () => {
    vi.useFakeTimers();
    respond.mockImplementation(drip('[{"id":7}]', 2 * SILENCE));
    const pending = failure(call(connection, api.list, {}));
    await vi.advanceTimersByTimeAsync(SILENCE);
    expect((await pending).failure).toEqual({ kind: 'unreachable', because: 'silence' });
  });

  test('giving up on purpose is no failure', async () => {
    respond.mockImplementation(hang);
    const controller = new AbortController();
    const pending = call(connection, api.list, {}, { signal: controller.signal });
    controller.abort();
    const error: unknown = await pending.catch((reason: unknown) => reason);
    expect(isCancelled(error)).toBe(true);
    expect(journal.get()[0]).toMatchObject({ endpoint: 'list', outcome: 'cancelled' });
  });
});

test('the journal tells what was sent and how it ended, without the token', async () => {
  respond.mockResolvedValue(new Response(null, { status: 204 }));
  await call(connection, api.remove, { params: { name: 'a' } });
  expect(journal.get()[0]).toMatchObject({
    endpoint: 'remove',
    method: 'DELETE',
    url: '/embedded/djinn/images/a',
    status: 204,
    outcome: 'done',
  });
  expect(JSON.stringify(journal.get())).not.toContain('secret');
});
