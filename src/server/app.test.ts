import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { Env } from '../backend/route.ts';
import { ServerInfo, Ticket, type TicketRequest } from '../contract/console.ts';
import { consoleApp, type AppParts } from './app.ts';
import { rawRequest, serveApp, textOf } from './testing/http.ts';

const backend: AppParts['backend'] = {
  app: new Hono<Env>()
    .get('/djinn/images', (c) => c.json({ url: c.req.path, search: c.req.query('search') }))
    .get('/djinn/images/:id', (c) => {
      c.env.outgoing.writeHead(200, { 'content-type': 'application/x-qemu-disk' });
      c.env.outgoing.end(`file ${c.req.param('id')} for ${c.req.header('authorization')}`);
      return RESPONSE_ALREADY_SENT;
    })
    .put('/faults', (c) => c.json([])),
  mounts: [{ service: 'djinn', mount: '/djinn' }],
};
const page = new Hono<Env>().get('*', (c) => c.html('the page'));
const OPTIONS: AppParts['options'] = {
  host: '127.0.0.1',
  allowHosts: [],
  basePath: '/',
  upstreams: [{ name: 'theirs', service: 'gcore', url: new URL('https://api.gcore.example/cloud') }],
  ticketKey: undefined,
};

function serve(options: Partial<AppParts['options']> = {}, parts: Partial<AppParts> = {}): Promise<string> {
  return serveApp(
    consoleApp({ options: { ...OPTIONS, ...options }, version: '1.2.3', backend, page, ...parts }),
  );
}

const info = async (base: string) => ServerInfo.parse(await (await fetch(`${base}console.json`)).json());

describe('console.json', () => {
  test('names the version and every target, without the address of an upstream', async () => {
    expect(await info(`${await serve()}/`)).toEqual({
      version: '1.2.3',
      targets: [
        { name: 'embedded', service: 'djinn', base: '/embedded/djinn' },
        { name: 'theirs', service: 'gcore', base: '/gateway/theirs' },
      ],
    });
  });

  test('has no embedded services when they are off', async () => {
    const base = await serve({}, { backend: undefined });
    expect((await info(`${base}/`)).targets.map(({ name }) => name)).toEqual(['theirs']);
    const answer = await fetch(`${base}/embedded/djinn/images`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });
});

describe('under a path', () => {
  test('everything stands below it, and the way there is shown', async () => {
    const base = await serve({ basePath: '/tools/images/' });
    expect((await info(`${base}/tools/images/`)).targets.map((target) => target.base)).toEqual([
      '/tools/images/embedded/djinn',
      '/tools/images/gateway/theirs',
    ]);
    const images = await fetch(`${base}/tools/images/embedded/djinn/images?search=x`);
    expect(await images.json()).toMatchObject({ search: 'x' });
    expect(await (await fetch(`${base}/tools/images/any/page`)).text()).toBe('the page');
    for (const above of ['/', '/tools/images']) {
      const answer = await fetch(`${base}${above}`, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe('/tools/images/');
    }
    const beside = await fetch(`${base}/tools`);
    expect(beside.status).toBe(404);
    expect(await beside.text()).toContain('/tools/images/');
  });
});

describe('the page is not given', () => {
  test.each(['/tickets', '/tickets/', '/gateway', '/gateway/theirs2/x', '/embedded', '/embedded/nothing'])(
    'at %s',
    async (address) => {
      const answer = await fetch(`${await serve()}${address}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('the page');
    },
  );
});

describe('every answer', () => {
  test.each(['/', '/console.json', '/embedded/djinn/images', '/gateway/none/x', '/tickets/x'])(
    'at %s has the security headers',
    async (address) => {
      const { headers } = await fetch(`${await serve()}${address}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    },
  );

  test('of a service is powerless when it is opened as a page', async () => {
    const { headers } = await fetch(`${await serve()}/embedded/djinn/images`);
    expect(headers.get('content-security-policy')).toMatch(/sandbox$/);
  });
});

describe('foreign names', () => {
  test.each(['/', '/console.json', '/embedded/djinn/images', '/gateway/theirs/x'])('%s', async (address) => {
    const base = await serve();
    const answer = await rawRequest(base, address, { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(403);
    expect(await textOf(answer.incoming)).toMatch(/does not answer to the name "evil.example".*--allow-host/);
  });

  test('are answered when they were allowed', async () => {
    const base = await serve({ allowHosts: ['console.example'] });
    expect((await rawRequest(base, '/console.json', { headers: { host: 'console.example' } })).status).toBe(
      200,
    );
  });
});

describe('a page of another origin', () => {
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

  test.each([
    ['POST', '/tickets'],
    ['PUT', '/embedded/faults'],
    ['POST', '/gateway/theirs/tokens'],
  ])('cannot %s %s', async (method, address) => {
    const answer = await rawRequest(await serve(), address, { method, headers: foreign });
    expect(answer.status).toBe(403);
  });

  test('this page can', async () => {
    const base = await serve();
    const own = { origin: base, 'sec-fetch-site': 'same-origin' };
    expect((await rawRequest(base, '/embedded/faults', { method: 'PUT', headers: own })).status).toBe(200);
  });
});

describe('a ticket', () => {
  test.each(['/', '/tools/images/'])('opens a file of an embedded service below %s', async (basePath) => {
    const base = await serve({ basePath });
    const asked = await fetch(`${base}${basePath}tickets`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: JSON.stringify({
        path: `${basePath}embedded/djinn/images/7`,
        accept: 'application/x-qemu-disk',
        fileName: 'a.qcow2',
      } satisfies TicketRequest),
    });
    const { url } = Ticket.parse(await asked.json());
    const answer = await fetch(`${base}${url}`);
    expect(await answer.text()).toBe('file 7 for Bearer t');
    expect(answer.headers.get('content-disposition')).toContain('a.qcow2');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('a request for a ticket that is far too big is refused', async () => {
  const answer = await fetch(`${await serve()}/tickets`, { method: 'POST', body: 'x'.repeat(100_000) });
  expect(answer.status).toBe(413);
});
