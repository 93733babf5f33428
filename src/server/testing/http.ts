import http, { type IncomingMessage, type RequestListener, type RequestOptions } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import type { Env } from '../../backend/route.ts';

/** Serves on a free port of this machine until the test ends; gives the address without a slash at its end. */
export async function serveForTest(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Serves a Hono app as the server does. */
export async function serveApp(app: Hono<Env>): Promise<string> {
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  return serveForTest((incoming, outgoing) => void listener(incoming, outgoing));
}

/** An answer of which only the head has been read so far. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly incoming: IncomingMessage;
}

/** A request that sends exactly this path and these headers, which `fetch` would tidy first. */
export async function rawRequest(
  base: string,
  path: string,
  options: RequestOptions = {},
  body?: string | Buffer,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, agent: false, ...options }, (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, incoming });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The rest of an answer; rejects when it is cut off. */
export async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
