import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Hono, type Context } from 'hono';
import type { Env } from '../backend/route.ts';
import { PAGE_POLICY, WORKER_POLICY } from './headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

type Bytes = Uint8Array<ArrayBuffer>;

interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly caching: string;
  readonly policy: string;
  readonly plain: Bytes;
  readonly brotli: Bytes | undefined;
  readonly gzip: Bytes | undefined;
}

/** Files that carry a hash of their content in their name never change. */
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

function policyOf(name: string): string {
  return name.startsWith('assets/worker/') ? WORKER_POLICY : PAGE_POLICY;
}

function staticFile(
  name: string,
  plain: Bytes,
  brotli: Bytes | undefined,
  gzip: Bytes | undefined,
): StaticFile {
  return {
    type: TYPES[path.extname(name)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    caching: name.startsWith('assets/') ? FOREVER : ASK_AGAIN,
    policy: policyOf(name),
    plain,
    brotli,
    gzip,
  };
}

/**
 * One build fits under every path: its addresses are relative to `<base href="/">` in the page, which is replaced
 * here by the path that the console stands under.
 */
function placePage(html: string, basePath: string): string {
  return html.replace(/(?<=<base href=")\/(?=")/, basePath);
}

function readPage(file: string, basePath: string): StaticFile {
  const html = new Uint8Array(Buffer.from(placePage(readFileSync(file, 'utf8'), basePath)));
  return staticFile(
    'index.html',
    html,
    new Uint8Array(brotliCompressSync(html)),
    new Uint8Array(gzipSync(html)),
  );
}

/** Reads everything into memory, a few megabytes: an upgrade of the folder does not tear a running server's page. */
function readFolder(folder: string, basePath: string): Map<string, StaticFile> {
  const names = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      ),
  );
  const read = (name: string): Bytes => new Uint8Array(readFileSync(path.join(folder, name)));
  const packed = (name: string): Bytes | undefined => (names.has(name) ? read(name) : undefined);
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    if (/\.(br|gz)$/.test(name)) continue;
    files.set(
      name,
      name === 'index.html'
        ? readPage(path.join(folder, name), basePath)
        : staticFile(name, read(name), packed(`${name}.br`), packed(`${name}.gz`)),
    );
  }
  return files;
}

/** Does an `Accept-Encoding` header allow this coding? */
function accepts(header: string, coding: string): boolean {
  return header.split(',').some((offer) => {
    const [name = '', ...parameters] = offer.split(';').map((part) => part.trim().toLowerCase());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function answer(c: Context<Env>, file: StaticFile): Response {
  const headers: Record<string, string> = {
    'cache-control': file.caching,
    'content-security-policy': file.policy,
    etag: file.etag,
    vary: 'accept-encoding',
  };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(file.etag)) return new Response(null, { status: 304, headers });
  headers['content-type'] = file.type;
  const offer = c.req.header('accept-encoding') ?? '';
  if (file.brotli && accepts(offer, 'br')) {
    return new Response(file.brotli, { headers: { ...headers, 'content-encoding': 'br' } });
  }
  if (file.gzip && accepts(offer, 'gzip')) {
    return new Response(file.gzip, { headers: { ...headers, 'content-encoding': 'gzip' } });
  }
  return new Response(file.plain, { headers });
}

/** Is it a person opening an address, or a program that says nothing about itself, rather than a part of a page? */
function opensPage(c: Context<Env>): boolean {
  const destination = c.req.header('sec-fetch-dest');
  return destination === undefined || destination === 'document';
}

/**
 * The built page: its files, and the page itself for every address that is none of them, because the page's own
 * addresses name images and may end in anything. A missing part of the page is a plain 404.
 * @param folder the built client
 * @throws when the folder holds no page
 */
export function builtPage(folder: URL, basePath: string): Hono<Env> {
  const files = readFolder(fileURLToPath(folder), basePath);
  const page = files.get('index.html');
  if (!page) throw new Error(`There is no page in ${fileURLToPath(folder)}; build it with: npm run build`);
  const app = new Hono<Env>();
  app.get('*', (c) => {
    const name = c.req.path.slice(basePath.length);
    const file = files.get(name);
    if (file) return answer(c, file);
    if (name.startsWith('assets/') || !opensPage(c))
      return c.text('There is no such file.', 404, { 'cache-control': 'no-store' });
    return answer(c, page);
  });
  app.all('*', (c) => c.text(`A page is read with GET, not ${c.req.method}.`, 405, { allow: 'GET, HEAD' }));
  return app;
}
