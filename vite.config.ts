import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, isRunnableDevEnvironment, type Plugin } from 'vite';
import type * as Development from './src/server/dev.ts';

const CLIENT = 'dist/client';
const SERVER = 'dist/server';

/** What the server answers itself in development; everything else is the page, which Vite serves. */
const SERVER_PATH = /^\/(?:embedded|gateway|tickets|console\.json)(?:[/?]|$)/;

/** `npm run dev`: the same server inside Vite's, reloaded as its files change. */
function developmentServer(): Plugin {
  return {
    name: 'console-server',
    apply: 'serve',
    configureServer({ environments: { ssr }, httpServer, middlewares, config }) {
      if (!isRunnableDevEnvironment(ssr) || config.mode === 'test') return;
      // Node's default ends every upload after five minutes.
      if (httpServer && 'requestTimeout' in httpServer) httpServer.requestTimeout = 0;
      // Global, because a change of this file makes another plugin: the data folder must not be opened twice.
      const held = (globalThis.imageConsoleHeld ??= { close: () => Promise.resolve() });
      httpServer?.once('close', () => void held.close());
      let module: typeof Development | undefined;
      let app: ReturnType<typeof Development.developmentApp> | undefined;
      const current = async () => {
        const loaded = await ssr.runner.import<typeof Development>('/src/server/dev.ts');
        // The same module object as before means that no file of the server has changed.
        if (loaded !== module) {
          module = loaded;
          app = loaded.developmentApp(held);
        }
        return app;
      };
      const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
        try {
          await (
            await current()
          )?.(incoming, outgoing);
        } catch (error) {
          config.logger.error(`The server failed: ${error instanceof Error ? error.message : String(error)}`);
          outgoing
            .writeHead(500, { 'content-type': 'text/plain' })
            .end('The server cannot start; see its log.');
        }
      };
      middlewares.use((incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
        if (SERVER_PATH.test(incoming.url ?? '')) void serve(incoming, outgoing);
        else next();
      });
    },
  };
}

const COMPRESSED = /\.(?:css|js|json|svg|txt|wasm)$/;
/** Smaller files fit into one packet anyway. */
const COMPRESSED_FROM = 1024;

/** Compresses the page's files once, at build time, as well as it goes. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    async closeBundle() {
      const entries = await readdir(CLIENT, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && COMPRESSED.test(entry.name));
      await Promise.all(
        files.map(async (entry) => {
          const file = path.join(entry.parentPath, entry.name);
          const bytes = await readFile(file);
          if (bytes.length < COMPRESSED_FROM) return;
          await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
          await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }),
      );
    },
  };
}

/** The server's bundle is the package's command. */
function executable(): Plugin {
  return {
    name: 'executable',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'ssr',
    closeBundle: () => chmod(path.join(SERVER, 'main.js'), 0o755),
  };
}

export default defineConfig({
  base: './', // one build for every --base-path
  plugins: [react(), tailwindcss(), developmentServer(), precompress(), executable()],
  server: { host: '127.0.0.1', watch: { ignored: ['**/data/**', '**/dist/**'] } },
  build: { target: 'es2023', reportCompressedSize: false },
  worker: {
    format: 'es',
    // A folder of their own: the server gives workers a policy of their own.
    rolldownOptions: { output: { entryFileNames: 'assets/worker/[name]-[hash].js' } },
  },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: CLIENT,
        assetsInlineLimit: 0, // the page's policy takes no fonts or scripts from data: addresses
        cssCodeSplit: false, // one small sheet: no page waits for a second one
        modulePreload: { polyfill: false },
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // What every page needs and seldom changes, apart from the app: an upgrade leaves it in the cache.
                {
                  name: 'vendor',
                  test: /node_modules[/\\](?:react|react-dom|scheduler|react-router|@tanstack|zod)[/\\]/,
                  priority: 2,
                },
                // What several pages share, as one script instead of thirty small ones that the first page waits for.
                {
                  name: 'shared',
                  test: /src[/\\](?:contract|web)[/\\](?!i18n[/\\](?:en|fa)\b)|node_modules[/\\]lucide-react[/\\]/,
                  minShareCount: 2,
                  priority: 1,
                },
              ],
            },
          },
        },
      },
    },
    ssr: {
      build: {
        outDir: SERVER,
        target: 'node20',
        ssr: true,
        copyPublicDir: false,
        // All in one folder: the server finds the package's folder from where its files lie.
        rolldownOptions: { input: 'src/server/main.ts', output: { chunkFileNames: '[name].js' } },
      },
    },
  },
});
