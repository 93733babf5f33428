import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Env } from '../backend/route.ts';
import { Ticket, type TicketRequest } from '../contract/console.ts';
import { fromEmbedded, fromGateway } from './files.ts';
import { Gateway } from './gateway.ts';
import { rawRequest, serveApp, serveForTest, textOf } from './testing/http.ts';
import { tickets, type FetchFile } from './tickets.ts';

const QCOW2 = 'application/x-qemu-disk';
const WANTED: TicketRequest = { path: '/embedded/djinn/images/7', accept: QCOW2, fileName: 'تصویر.qcow2' };
const TOKEN = 'Bearer secret-token';

let now = 0;
beforeEach(() => {
  now = 1_000_000;
});

/** An embedded service as it is: files go straight to Node's response, JSON comes as a `Response`. */
const service = new Hono<Env>().get('/embedded/djinn/images/:id', (c) => {
  if (c.req.header('authorization') !== TOKEN) return c.json({ message: 'Not Found' }, 404);
  if (c.req.header('accept') !== QCOW2) return c.json({ id: 7 });
  const range = c.req.header('range');
  c.env.outgoing.writeHead(range ? 206 : 200, { 'content-type': QCOW2, 'x-range': range ?? 'none' });
  c.env.outgoing.end('QFI');
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
});

function desk(fetchFile: FetchFile = fromEmbedded(service), key?: string): Promise<string> {
  const bases = ['/embedded/djinn', '/gateway/ours'];
  const app = new Hono<Env>();
  app.route('/tickets', tickets({ key, mount: '/tickets', bases, fetchFile, now: () => now }));
  return serveApp(app);
}

function ask(base: string, wanted: Partial<TicketRequest> = {}, authorization = TOKEN): Promise<Response> {
  return fetch(`${base}/tickets`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ...WANTED, ...wanted }),
  });
}

/** The path of a ticket. */
async function ticket(
  base: string,
  wanted: Partial<TicketRequest> = {},
  authorization = TOKEN,
): Promise<string> {
  return Ticket.parse(await (await ask(base, wanted, authorization)).json()).url;
}

describe('a download', () => {
  test('comes as a file under its name, with the token that is nowhere in the address', async () => {
    const base = await desk();
    const url = await ticket(base);
    expect(url).toMatch(/^\/tickets\/[\w-]+$/);
    expect(Buffer.from(url.slice('/tickets/'.length), 'base64url').toString('latin1')).not.toContain(
      'secret',
    );
    const answer = await fetch(`${base}${url}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(QCOW2);
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''%D8%AA`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('QFI');
  });

  test('asks for the range that the browser asks for', async () => {
    const base = await desk();
    const answer = await fetch(`${base}${await ticket(base)}`, { headers: { range: 'bytes=1-2' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('x-range')).toBe('bytes=1-2');
  });

  test('may be a JSON document, when that is what was asked for', async () => {
    const base = await desk();
    const answer = await fetch(
      `${base}${await ticket(base, { accept: 'application/json', fileName: 'a.json' })}`,
    );
    expect(answer.headers.get('content-disposition')).toContain('a.json');
    expect(await answer.json()).toEqual({ id: 7 });
  });
});

describe('a ticket', () => {
  test('opens once', async () => {
    const base = await desk();
    const url = await ticket(base);
    expect((await fetch(`${base}${url}`)).status).toBe(200);
    const again = await fetch(`${base}${url}`);
    expect(again.status).toBe(410);
    expect(await again.text()).toMatch(/used or has expired.*Start the download again/);
  });

  test('opens for a minute', async () => {
    const base = await desk();
    const early = await ticket(base);
    const late = await ticket(base);
    now += 59_999;
    expect((await fetch(`${base}${early}`)).status).toBe(200);
    now += 1;
    expect((await fetch(`${base}${late}`)).status).toBe(410);
    expect((await fetch(`${base}${early}`)).status).toBe(410);
  });

  test('that was changed anywhere is none', async () => {
    const base = await desk();
    const url = await ticket(base);
    const at = '/tickets/'.length;
    for (const position of [at, at + 20, Math.floor(url.length / 2), url.length - 2]) {
      const other = url[position] === 'A' ? 'B' : 'A';
      const changed = `${url.slice(0, position)}${other}${url.slice(position + 1)}`;
      expect((await fetch(`${base}${changed}`)).status).toBe(404);
    }
    expect((await fetch(`${base}/tickets/x`)).status).toBe(404);
    expect((await fetch(`${base}${url}`)).status).toBe(200);
  });

  test('of another server is none, unless both have the same key', async () => {
    const key = 'k'.repeat(32);
    const [one, two, stranger] = await Promise.all([desk(undefined, key), desk(undefined, key), desk()]);
    const url = await ticket(one);
    expect((await fetch(`${stranger}${url}`)).status).toBe(404);
    expect((await fetch(`${two}${url}`)).status).toBe(200);
  });

  test('is not used up by HEAD', async () => {
    const base = await desk();
    const url = await ticket(base);
    expect((await fetch(`${base}${url}`, { method: 'HEAD' })).status).toBe(405);
    expect((await fetch(`${base}${url}`)).status).toBe(200);
  });
});

describe('what cannot be made a ticket', () => {
  test.each<[string, Partial<TicketRequest>]>([
    ['the path does not belong', { path: '/console.json' }],
    ['the path does not belong', { path: '/embedded/djinnx/images' }],
    ['the path does not belong', { path: '/embedded/djinn/../accounts' }],
    ['the path does not belong', { path: '/gateway/ours/%2e%2e/x' }],
    ['the path does not belong', { path: 'https://evil.example/embedded/djinn/' }],
    ['the path does not belong', { path: '/embedded/djinn/a b' }],
    ['one exact content type', { accept: '*/*' }],
    ['one exact content type', { accept: 'text/html, application/json' }],
    ['too long', { fileName: 'x'.repeat(600) }],
    ['too long', { path: `/embedded/djinn/${'x'.repeat(3000)}` }],
    ['too long', { path: `/embedded/djinn/${'../'.repeat(1000)}` }],
  ])('%s: %o', async (said, wanted) => {
    const answer = await ask(await desk(), wanted);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(new RegExp(said, 'i'));
  });

  test('something that is not JSON', async () => {
    const answer = await fetch(`${await desk()}/tickets`, { method: 'POST', body: 'please' });
    expect(answer.status).toBe(400);
  });

  test('a token so long that the address would not be taken', async () => {
    expect((await ask(await desk(), {}, 'x'.repeat(5000))).status).toBe(400);
  });
});

describe('when the service does not give the file', () => {
  test('its status and its words are shown, as text and not as a file of that name', async () => {
    const base = await desk();
    const answer = await fetch(`${base}${await ticket(base, {}, 'Bearer other')}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(
      'The service did not give the file: it answered 404. It said:\n\nNot Found\n',
    );
  });
});

describe('through the gateway', () => {
  async function deskBefore(listener: Parameters<typeof serveForTest>[0]): Promise<string> {
    const upstream = await serveForTest(listener);
    const gateway = new Gateway([{ name: 'ours', service: 'djinn', url: new URL(upstream) }]);
    return desk(fromGateway(gateway, '/gateway/'));
  }
  const path = '/gateway/ours/images/7?x=1';

  test('the file, its length and its range arrive; its own name and caching give way', async () => {
    const base = await deskBefore((incoming, outgoing) => {
      outgoing.writeHead(206, {
        'content-type': `${QCOW2}; charset=binary`,
        'content-length': 3,
        'content-range': 'bytes 0-2/9',
        'content-disposition': 'inline',
        'cache-control': 'public',
        'x-asked': `${incoming.url} ${incoming.headers.authorization} ${incoming.headers.accept} ${incoming.headers.range}`,
      });
      outgoing.end('QFI');
    });
    const url = await ticket(base, { path, fileName: 'base.qcow2' });
    const answer = await rawRequest(base, url, { headers: { range: 'bytes=0-2', cookie: 'a=b' } });
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-length': '3',
      'content-range': 'bytes 0-2/9',
      'content-disposition': `attachment; filename="base.qcow2"; filename*=UTF-8''base.qcow2`,
      'cache-control': 'no-store',
      'x-asked': `/images/7?x=1 ${TOKEN} ${QCOW2} bytes=0-2`,
    });
    expect(await textOf(answer.incoming)).toBe('QFI');
  });

  test('a page instead of the file is told, and not saved as an image', async () => {
    const base = await deskBefore((_, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    });
    const answer = await fetch(`${base}${await ticket(base, { path })}`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toContain('text/html instead of the file. It said:\n\n<h1>Sign in</h1>');
  });

  test('a redirect is not followed', async () => {
    const base = await deskBefore(
      (_, outgoing) => void outgoing.writeHead(303, { location: '/login' }).end(),
    );
    const answer = await fetch(`${base}${await ticket(base, { path })}`, { redirect: 'manual' });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('it answered 303');
  });

  test('an upstream that cannot be reached is told', async () => {
    const gateway = new Gateway([{ name: 'ours', service: 'djinn', url: new URL('http://127.0.0.1:1') }]);
    const base = await desk(fromGateway(gateway, '/gateway/'));
    const answer = await fetch(`${base}${await ticket(base, { path })}`);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('ours (127.0.0.1:1) cannot be reached');
  });
});
