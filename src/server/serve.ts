import { openBackend, type Backend } from '../backend/backend.ts';
import { consoleApp } from './app.ts';
import { claimFolder } from './claim.ts';
import { isLoopbackHost } from './hosts.ts';
import { listen } from './listen.ts';
import type { ServerOptions } from './options.ts';
import { CLIENT, packageVersion } from './package.ts';
import { builtPage } from './static.ts';

/** How long open requests may go on after the server was told to stop. */
const GRACE_MS = 2000;

/** Opens the embedded services in their data folder, alone. */
export async function openEmbedded(options: ServerOptions): Promise<Backend> {
  const release = claimFolder(options.data);
  try {
    const backend = await openBackend(options);
    return {
      ...backend,
      close: async () => {
        await backend.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The address that a person opens in a browser. */
function addressOf(options: ServerOptions, port: number): string {
  const everywhere = options.host === '0.0.0.0' || options.host === '::';
  const host = everywhere ? 'localhost' : options.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${options.basePath}`;
}

/** What is worth knowing at the start, besides the address. */
function notices(options: ServerOptions): string[] {
  const notices = options.upstreams.map(({ name, service, url }) => `  ${name}: ${service} at ${url.href}`);
  if (options.embedded) {
    notices.unshift(`  embedded services with demo users, data in ${options.data}`);
    if (!isLoopbackHost(options.host)) {
      notices.push(
        '  The embedded services can be reached from other machines, and their tokens are no secret.',
      );
    }
  } else if (options.upstreams.length === 0) {
    notices.push('  It serves no images yet: name a service with --upstream, or ask for --embedded.');
  }
  return notices;
}

/** A server that runs. */
export interface Running {
  /** Where the console can be opened. */
  readonly address: string;
  readonly notices: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts the server.
 * @throws ListenError, FolderTakenError, and what keeps the data folder from being opened
 */
export async function serve(options: ServerOptions): Promise<Running> {
  const page = builtPage(CLIENT, options.basePath);
  // The address is taken first: a second server on it fails before it has touched the data folder.
  const listening = await listen(options.host, options.port);
  try {
    const backend = options.embedded ? await openEmbedded(options) : undefined;
    listening.answer(consoleApp({ options, version: packageVersion(), backend, page }));
    return {
      address: addressOf(options, listening.port),
      notices: notices(options),
      close: async () => {
        await listening.close(GRACE_MS);
        await backend?.close();
      },
    };
  } catch (error) {
    await listening.close(0);
    throw error;
  }
}
