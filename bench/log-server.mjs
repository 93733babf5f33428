// Serves the log bench: the page with the viewers, and generated logs as the service answers them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { ROOT } from '../scripts/build.mjs';

/** @typedef {typeof import('../src/buildlog/testing/generate.ts')} Generator */
/** @typedef {import('../src/buildlog/testing/generate.ts').LogFacts} LogFacts */

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const APPENDED_BYTES = 100_000;

/**
 * A module of the log engine, built as it is for a page: Node 20 cannot load it as it is, and a module that is loaded
 * file by file for tests runs at half the speed.
 * @template T
 * @param {string} file below the project's folder
 * @returns {Promise<T>}
 */
export async function loadModule(file) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'image-console-bench-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: { ssr: path.join(ROOT, file), outDir: folder, emptyOutDir: true, target: 'es2023' },
    });
    return await import(pathToFileURL(path.join(folder, `${path.basename(file, '.ts')}.js`)).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The answer of `GET …/builds` with one finished build.
 * @param {Iterable<Uint8Array>} pieces of the log, each whole characters
 * @param {number} lines
 */
function answerOf(pieces, lines) {
  const escaped = [...pieces].map((piece) =>
    Buffer.from(JSON.stringify(Buffer.from(piece).toString()).slice(1, -1)),
  );
  const fields = JSON.stringify({ state: 'BUILT', start_date: '2026-01-01T00:00:00Z', lines_count: lines });
  return Buffer.concat([Buffer.from('[{"logs":"'), ...escaped, Buffer.from(`",${fields.slice(1)}]`)]);
}

/**
 * Builds the page and serves it.
 * @returns {Promise<{
 *   url: string,
 *   generator: Generator,
 *   offerText: (name: string, text: string) => void,
 *   offerLog: (name: string, bytes: number) => LogFacts,
 *   forget: (name: string) => void,
 *   close: () => Promise<void>,
 * }>} `offerText` answers at /NAME with a build of that log, `offerLog` with a generated one at /NAME, the
 * thousand lines after it at /NAME/more, and the text alone at /NAME/text and /NAME/more/text
 */
export async function startLogServer() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'image-console-bench-'));
  await build({
    configFile: false,
    root: path.join(ROOT, 'bench/log-page'),
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', reportCompressedSize: false },
  });
  /** @type {Generator} */
  const generator = await loadModule('src/buildlog/testing/generate.ts');
  /** @type {Map<string, Buffer>} */
  const offers = new Map();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const offer = offers.get(pathname);
    if (offer) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': offer.length });
      response.end(offer);
      return;
    }
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    try {
      const bytes = readFileSync(file);
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port');

  /**
   * @param {number} bytes
   * @param {number} seed
   */
  const generate = (bytes, seed) => {
    /** @type {Uint8Array[]} */
    const pieces = [];
    const log = generator.generateLog({ bytes, seed });
    for (let next = log.next(); ; next = log.next()) {
      if (next.done) return { pieces, facts: next.value };
      pieces.push(next.value);
    }
  };
  return {
    url: `http://127.0.0.1:${address.port}/`,
    generator,
    offerText: (name, text) => {
      const bytes = Buffer.from(text);
      offers.set(`/${name}`, answerOf([bytes], text.split('\n').length - 1));
      offers.set(`/${name}/text`, bytes);
    },
    offerLog: (name, bytes) => {
      const { pieces, facts } = generate(bytes, 1);
      const more = generate(APPENDED_BYTES, 2);
      offers.set(`/${name}`, answerOf(pieces, facts.lines));
      offers.set(`/${name}/text`, Buffer.concat(pieces));
      offers.set(`/${name}/more`, answerOf(more.pieces, facts.lines + more.facts.lines));
      offers.set(`/${name}/more/text`, Buffer.concat(more.pieces));
      return facts;
    },
    forget: (name) => {
      for (const key of offers.keys()) if (key.startsWith(`/${name}`)) offers.delete(key);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
