import type http from 'node:http';
import { describe, expect, test } from 'vitest';
import { climbs, GATEWAY_HEADER, Gateway } from './gateway.ts';
import type { Upstream } from './options.ts';
import { echo, gatewayBefore, gatewayTo } from './testing/gateway.ts';
import { rawRequest, serveForTest, textOf } from './testing/http.ts';

interface Echoed {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
}

async function echoed(base: string, path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Echoed> {
  return JSON.parse(await textOf((await rawRequest(base, path, { headers })).incoming));
}

function pairs({ rawHeaders }: Echoed): Record<string, string | undefined> {
  return Object.fromEntries(
    rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1]]] : [],
    ),
  );
}

describe('the way there', () => {
  test.each([
    ['/gateway/ours/images?search=a%20b&page=2', '/images?search=a%20b&page=2'],
    ['/gateway/ours/images/a%2Fb%23c', '/images/a%2Fb%23c'],
    ['/gateway/ours/images//x/', '/images//x/'],
    ['/gateway/ours/%D9%81', '/%D9%81'],
    ['/gateway/ours/a..b/...c', '/a..b/...c'],
    ['/gateway/ours', '/'],
    ['/gateway/ours/', '/'],
    ['/gateway/ours?x=../y', '/?x=../y'],
  ])('%s arrives as %s', async (asked, arrives) => {
    const base = await gatewayBefore(echo);
    expect((await echoed(base, asked)).url).toBe(arrives);
  });

  test("the upstream's own path comes first", async () => {
    const base = await gatewayBefore(echo, '/cloud/');
    expect((await echoed(base, '/gateway/ours/v1/images')).url).toBe('/cloud/v1/images');
    expect((await echoed(base, '/gateway/ours')).url).toBe('/cloud');
  });

  test.each([
    '/gateway/ours/../admin',
    '/gateway/ours/%2e%2e/admin',
    '/gateway/ours/x/..%2f..%2fadmin',
    '/gateway/ours/%252e%252e%252fadmin',
    '/gateway/ours/..%5cadmin',
    '/gateway/ours/..;x/admin',
    '/gateway/ours/./x',
  ])('%s does not go out', async (path) => {
    let called = false;
    const base = await gatewayBefore((_, outgoing) => {
      called = true;
      outgoing.end();
    }, '/cloud');
    const answer = await rawRequest(base, path);
    expect([400, 404]).toContain(answer.status);
    expect(called).toBe(false);
  });

  test('an address that only looks like ours after tidying does not go out', async () => {
    const base = await gatewayBefore(echo);
    expect((await rawRequest(base, '/x/../gateway/ours/images')).status).toBe(404);
  });

  test('an unknown name is told', async () => {
    const base = await gatewayTo();
    const answer = await fetch(`${base}/gateway/theirs/images`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ message: 'This server has no upstream of the name "theirs".' });
  });

  test.each(['OPTIONS', 'PROPFIND'])('%s is not forwarded', async (method) => {
    const base = await gatewayBefore(echo);
    const answer = await rawRequest(base, '/gateway/ours/images', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain('DELETE');
  });
});

test.each([
  ['/a/b', false],
  ['/a..b', false],
  ['/..', true],
  ['/%2E.', true],
  ['/%25252e%25252e/', true],
  ['/%%%332e%2%35252e', true],
  ['/a\\..\\b', true],
  ['/%', false],
  ['/%zz', false],
  ['/x?y=/../z', false],
])('%s climbs: %s', (path, does) => expect(climbs(path)).toBe(does));

/** In milliseconds; one look at each character takes a few, one for each level of encoding twenty seconds. */
const AT_ONCE = 5000;

test.each([
  ['each percent sign again', '/'.repeat(30_000) + '%'.padEnd(30_000, '25'), false],
  ['one digit in another', `${'/'.repeat(30_000)}${'%'.repeat(15_000)}${'3'.repeat(14_999)}2e`, true],
])(
  'a path that encodes %s, thousands of times, holds nobody up',
  (_, path, does) => expect(climbs(path)).toBe(does),
  AT_ONCE,
);

describe('headers on the way there', () => {
  test("the person's own go, the connection's and the browser's stay", async () => {
    const base = await gatewayBefore(echo);
    const headers = pairs(
      await echoed(base, '/gateway/ours/images', {
        authorization: 'Bearer t',
        accept: 'application/x-qemu-disk',
        range: 'bytes=0-9',
        'active-namespace': 'ops',
        connection: 'close, X-Only-Here',
        'x-only-here': '1',
        te: 'trailers',
        'proxy-authorization': 'Basic x',
        cookie: 'session=1',
        referer: 'http://127.0.0.1/x',
        'sec-fetch-dest': 'empty',
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      }),
    );
    expect(headers).toMatchObject({
      authorization: 'Bearer t',
      accept: 'application/x-qemu-disk',
      range: 'bytes=0-9',
      'active-namespace': 'ops',
    });
    expect(Object.keys(headers).sort()).toEqual(
      ['accept', 'active-namespace', 'authorization', 'connection', 'host', 'range'].sort(),
    );
    expect(headers['connection']).not.toContain('X-Only-Here');
  });

  test("the host is the upstream's", async () => {
    const upstream = await serveForTest(echo);
    const base = await gatewayTo({ name: 'ours', service: 'djinn', url: new URL(upstream) });
    expect(pairs(await echoed(base, '/gateway/ours/'))['host']).toBe(new URL(upstream).host);
  });

  test('nothing is added', async () => {
    const base = await gatewayBefore(echo);
    expect(Object.keys(pairs(await echoed(base, '/gateway/ours/'))).sort()).toEqual(['connection', 'host']);
  });
});

describe('the way back', () => {
  test('status, words, links and ranges are untouched; cookies and what acts on an origin stay there', async () => {
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.writeHead(206, 'Some Of It', {
        Link: ['</images?page=2>; rel="next"', '</images?page=1>; rel="prev"'],
        'Content-Range': 'bytes 0-3/9',
        'Accept-Ranges': 'bytes',
        'Last-Modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
        'X-Request-Id': 'r1',
        'Set-Cookie': 'session=1',
        'WWW-Authenticate': 'Basic realm="ours"',
        'Strict-Transport-Security': 'max-age=1',
        'Clear-Site-Data': '"storage"',
        'Access-Control-Allow-Origin': '*',
        'Content-Security-Policy': "default-src 'unsafe-inline'",
        Connection: 'X-Only-Here',
        'X-Only-Here': '1',
        [GATEWAY_HEADER]: 'unreachable',
      });
      outgoing.end('four');
    });
    const answer = await rawRequest(base, '/gateway/ours/images');
    expect(answer.status).toBe(206);
    expect(answer.incoming.statusMessage).toBe('Some Of It');
    expect(answer.incoming.headersDistinct['link']).toEqual([
      '</images?page=2>; rel="next"',
      '</images?page=1>; rel="prev"',
    ]);
    expect(answer.headers).toMatchObject({
      'content-range': 'bytes 0-3/9',
      'accept-ranges': 'bytes',
      'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
      'x-request-id': 'r1',
      'x-content-type-options': 'nosniff',
    });
    for (const name of [
      'set-cookie',
      'www-authenticate',
      'strict-transport-security',
      'clear-site-data',
      'access-control-allow-origin',
      'x-only-here',
      GATEWAY_HEADER,
    ]) {
      expect(answer.headers).not.toHaveProperty(name);
    }
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(await textOf(answer.incoming)).toBe('four');
  });

  test.each([301, 303, 307])('a %i is passed on, not followed', async (status) => {
    let calls = 0;
    const base = await gatewayBefore((_, outgoing) => {
      calls += 1;
      outgoing.writeHead(status, { location: '/login' }).end();
    });
    const answer = await rawRequest(base, '/gateway/ours/images');
    expect(answer.status).toBe(status);
    expect(answer.headers.location).toBe('/login');
    expect(calls).toBe(1);
  });

  test('HEAD has a length and no body; 204 has neither', async () => {
    const base = await gatewayBefore((incoming, outgoing) => {
      if (incoming.method === 'HEAD') outgoing.writeHead(200, { 'content-length': '12345' }).end();
      else outgoing.writeHead(204).end();
    });
    const head = await rawRequest(base, '/gateway/ours/x', { method: 'HEAD' });
    expect(head.headers['content-length']).toBe('12345');
    const gone = await rawRequest(base, '/gateway/ours/x', { method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect(await textOf(gone.incoming)).toBe('');
  });
});

test('an upstream is found by its whole name only', () => {
  const upstream: Upstream = { name: 'ours', service: 'djinn', url: new URL('http://upstream.example') };
  const gateway = new Gateway([upstream]);
  expect(gateway.find('ours/x?y')).toEqual({ upstream, rest: '/x?y' });
  expect(gateway.find('our/x')).toBeInstanceOf(Response);
  expect(gateway.find('ours%2fx')).toBeInstanceOf(Response);
});
