import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { consoleApp } from './app.ts';
import { parseCommand, UsageError } from './options.ts';
import { packageVersion } from './package.ts';
import { openEmbedded } from './serve.ts';

/** What is open while this module is evaluated anew after each edit, and Vite's own configuration too. */
export interface Held {
  /** Closes the data folder; again, it does nothing more. */
  close: () => Promise<void>;
}

declare global {
  var imageConsoleHeld: Held | undefined;
}

/**
 * The server's app for Vite's own HTTP server, which serves the page itself. Its flags come from
 * `IMAGE_CONSOLE_FLAGS`; where it listens and under which path is Vite's business.
 * @param held what the evaluation before this one left open; it is closed first
 */
export async function developmentApp(
  held: Held,
): Promise<(incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>> {
  const flags = (process.env['IMAGE_CONSOLE_FLAGS'] ?? '').split(/\s+/).filter((flag) => flag !== '');
  const command = parseCommand(flags, process.env);
  if (command.kind !== 'serve') throw new UsageError('IMAGE_CONSOLE_FLAGS takes flags of the server only.');
  const options = { ...command.options, basePath: '/' };
  await held.close();
  const backend = options.embedded ? await openEmbedded(options) : undefined;
  let closed: Promise<void> | undefined;
  held.close = () => (closed ??= backend?.close() ?? Promise.resolve());
  const app = consoleApp({ options, version: packageVersion(), backend, page: undefined });
  return getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
}
