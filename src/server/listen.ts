import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Env } from '../backend/route.ts';

/** The server cannot listen where it was told to; the message is a sentence for the person who started it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        `Port ${port} is taken already; choose another with --port, or any free one with --port 0.`,
      );
    case 'EACCES':
      return new ListenError(`This user may not listen on port ${port}; choose one above 1023 with --port.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ListenError(`This machine has no address "${host}"; --host needs one of its own.`);
    default:
      return new ListenError(`Cannot listen on ${host}, port ${port}: ${error.message}`);
  }
}

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Gives it the app, for which requests have waited so far. */
  readonly answer: (app: Hono<Env>) => void;
  /** Takes no more connections and waits for open requests, at most so many milliseconds; then cuts them. */
  readonly close: (graceMs: number) => Promise<void>;
}

/**
 * Starts listening.
 * @param port 0 takes any free one
 * @throws ListenError
 */
export async function listen(host: string, port: number): Promise<Listening> {
  let answer: Listening['answer'] | undefined;
  const app = new Promise<Hono<Env>>((resolve) => (answer = resolve));
  const listener = getRequestListener(async (request, env) => (await app).fetch(request, env));
  const server: Server = createServer(
    {
      requestTimeout: 0, // a transfer takes as long as it takes
      headersTimeout: 30_000,
      keepAliveTimeout: 75_000, // longer than the balancers in front keep theirs
      keepAlive: true, // so that the connection of a machine that vanished ends some day
      keepAliveInitialDelay: 60_000,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    answer: (ready) => answer?.(ready),
    close: async (graceMs) => {
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await new Promise((resolve) => {
        server.close(resolve); // closes idle connections too
      });
      clearTimeout(cut);
    },
  };
}
