import { vi } from 'vitest';

/** What a service answers to one request; a text as body, or JSON. */
export interface Canned {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: BodyInit;
}

/**
 * Answers every request of the page in place of a service; gives what was asked, as `METHOD /path?query`.
 * `text` is the body where that is text. End with `vi.unstubAllGlobals()`.
 */
export function answerFetch(
  answer: (request: string, headers: Headers, text: string) => Canned,
): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    const { method = 'GET', headers, signal } = init;
    signal?.throwIfAborted();
    const { pathname, search } = new URL(url, 'http://console.test');
    const request = `${method} ${pathname}${search}`;
    asked.push(request);
    const {
      status = 200,
      headers: sent,
      json,
      body,
    } = answer(request, new Headers(headers), typeof init.body === 'string' ? init.body : '');
    const noBody = status === 204 || status === 304;
    return new Response(noBody ? null : (body ?? JSON.stringify(json)), {
      status,
      headers: { 'content-type': 'application/json', ...sent },
    });
  });
  return asked;
}
