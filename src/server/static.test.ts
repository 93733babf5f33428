import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPage } from './static.ts';
import { rawRequest, serveApp, textOf } from './testing/http.ts';

const PAGE =
  '<!doctype html><html><head><base href="/" /><script type="module" src="./assets/index-1.js"></script></head></html>';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'page-'));
  mkdirSync(path.join(folder, 'assets/worker'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), PAGE);
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'assets/index-1.js'), 'plain');
  writeFileSync(path.join(folder, 'assets/index-1.js.br'), 'as brotli');
  writeFileSync(path.join(folder, 'assets/index-1.js.gz'), 'as gzip');
  writeFileSync(path.join(folder, 'assets/worker/hash-1.js'), 'worker');
});
afterAll(() => rmSync(folder, { recursive: true }));

const page = (basePath = '/') => serveApp(builtPage(pathToFileURL(`${folder}/`), basePath));

describe('the page', () => {
  test.each([
    '/',
    '/index.html',
    '/djinn/images/debian.12',
    '/fandogh-demo/images/a%2Fb?state=ready',
    '/x.js',
  ])('stands at %s', async (address) => {
    const answer = await fetch(`${await page()}${address}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(await answer.text()).toBe(PAGE);
  });

  test('is told the path that it stands under', async () => {
    const base = await page('/tools/images/');
    expect(await (await fetch(`${base}/tools/images/djinn/x`)).text()).toContain(
      '<base href="/tools/images/" />',
    );
  });

  test('is not sent again when the browser has it', async () => {
    const base = await page();
    const etag = (await fetch(base)).headers.get('etag') ?? '';
    const again = await rawRequest(base, '/', { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await textOf(again.incoming)).toBe('');
    expect((await rawRequest(base, '/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test.each(['br', 'gzip'])('comes compressed with %s', async (coding) => {
    const answer = await fetch(await page(), { headers: { 'accept-encoding': coding } });
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(await answer.text()).toBe(PAGE);
  });

  test('is not given to parts of a page that are not there', async () => {
    const base = await page();
    for (const destination of ['script', 'style', 'image', 'empty']) {
      const answer = await rawRequest(base, '/gone.js', { headers: { 'sec-fetch-dest': destination } });
      expect(answer.status).toBe(404);
    }
    const opened = await rawRequest(base, '/gone.js', { headers: { 'sec-fetch-dest': 'document' } });
    expect(opened.status).toBe(200);
  });

  test('is only read', async () => {
    expect((await fetch(await page(), { method: 'POST' })).status).toBe(405);
  });
});

describe('files', () => {
  test.each([
    ['br, gzip', 'br', 'as brotli'],
    ['gzip, deflate', 'gzip', 'as gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip', 'as gzip'],
    ['identity', undefined, 'plain'],
    ['', undefined, 'plain'],
  ])('for a browser that takes %j', async (offer, coding, body) => {
    const answer = await rawRequest(await page(), '/assets/index-1.js', {
      headers: { 'accept-encoding': offer },
    });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.vary).toBe('accept-encoding');
    expect(await textOf(answer.incoming)).toBe(body);
  });

  test('workers may use WebAssembly, and nothing else may', async () => {
    const base = await page();
    const policy = async (name: string) =>
      (await fetch(`${base}/${name}`)).headers.get('content-security-policy');
    expect(await policy('assets/worker/hash-1.js')).toContain('wasm-unsafe-eval');
    expect(await policy('assets/index-1.js')).not.toContain('wasm-unsafe-eval');
  });

  test.each(['/assets/gone-2.js', '/assets/index-1.js.br', '/assets/', '/assets/..%2findex.html'])(
    '%s is not there, and is not cached as missing',
    async (address) => {
      const answer = await rawRequest(await page(), address);
      expect(answer.status).toBe(404);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  test.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])(
    '%s is a page like any other address, not a file outside',
    async (address) => {
      const answer = await rawRequest(await page(), address);
      expect(await textOf(answer.incoming)).toBe(PAGE);
    },
  );

  test('without a hash in their name are asked for again', async () => {
    const answer = await fetch(`${await page()}/favicon.svg`);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  });

  test('HEAD tells the size only', async () => {
    const answer = await rawRequest(await page(), '/favicon.svg', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(await textOf(answer.incoming)).toBe('');
  });
});

test('without a page it says how to build one', () => {
  expect(() => builtPage(pathToFileURL(`${folder}/assets/`), '/')).toThrow(/npm run build/);
});
