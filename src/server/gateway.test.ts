import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import net from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { consoleApp } from './app.ts';
import { climbs, GATEWAY_HEADER, Gateway } from './gateway.ts';
import type { Upstream } from './options.ts';
import { rawRequest, serveApp, serveForTest, textOf } from './testing/http.ts';

function gatewayTo(...upstreams: Upstream[]): Promise<string> {
  return serveApp(
    consoleApp({
      options: { host: '127.0.0.1', allowHosts: [], basePath: '/', upstreams, ticketKey: undefined },
      version: '0',
      backend: undefined,
      page: undefined,
    }),
  );
}

/** A gateway with one upstream, `ours`, which this listener plays. */
async function gatewayBefore(listener: RequestListener, folder = ''): Promise<string> {
  const upstream = await serveForTest(listener);
  return gatewayTo({ name: 'ours', service: 'djinn', url: new URL(`${upstream}${folder}`) });
}

/** An upstream that answers with what it was asked, as it stood on the wire. */
const echo: RequestListener = (incoming, outgoing) => {
  const { method, url, rawHeaders } = incoming;
  outgoing.end(JSON.stringify({ method, url, rawHeaders }));
};

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

  test('the first bytes arrive while the rest is not there yet', async () => {
    let finish = (): void => undefined;
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.write('first');
      finish = () => void outgoing.end(' last');
    });
    const answer = await rawRequest(base, '/gateway/ours/log');
    const [first] = await once(answer.incoming, 'data');
    expect(String(first)).toBe('first');
    finish();
    expect(await textOf(answer.incoming)).toBe(' last');
  });

  test('an answer that breaks off breaks off here too, and does not look whole', async () => {
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' });
      outgoing.write('half');
      setImmediate(() => outgoing.destroy());
    });
    const answer = await rawRequest(base, '/gateway/ours/file');
    await expect(textOf(answer.incoming)).rejects.toThrow('aborted');
  });
});

async function digest(stream: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

describe('bodies', () => {
  const PIECE = randomBytes(1024 * 1024);
  const PIECES = 64;

  /** Writes far more than the buffers on the way hold, as fast as the other side takes it. */
  async function pour(into: NodeJS.WritableStream): Promise<void> {
    for (let piece = 0; piece < PIECES; piece += 1) if (!into.write(PIECE)) await once(into, 'drain');
    into.end();
  }

  const poured = () => digest(Readable.from(Array.from({ length: PIECES }, () => PIECE)));

  function startUpload(base: string): { request: http.ClientRequest; answer: Promise<IncomingMessage> } {
    const request = http.request(`${base}/gateway/ours/images`, { method: 'POST', agent: false });
    return { request, answer: new Promise((resolve) => request.once('response', resolve)) };
  }

  test('a big upload arrives whole', async () => {
    const base = await gatewayBefore((incoming, outgoing) => {
      void digest(incoming).then((got) => outgoing.end(JSON.stringify(got)));
    });
    const { request, answer } = startUpload(base);
    await pour(request);
    expect(JSON.parse(await textOf(await answer))).toEqual(await poured());
  });

  test('a big download arrives whole', async () => {
    const base = await gatewayBefore((_, outgoing) => void pour(outgoing));
    const { incoming } = await rawRequest(base, '/gateway/ours/file');
    expect(await digest(incoming)).toEqual(await poured());
  });

  test('an upstream that does not read holds the sender back: nothing is kept on the way', async () => {
    let read = (): void => undefined;
    const base = await gatewayBefore((incoming, outgoing) => {
      if (incoming.method === 'GET') {
        outgoing.end();
        return;
      }
      read = () => incoming.resume();
      incoming.once('end', () => outgoing.end('read'));
    });
    const { request, answer } = startUpload(base);
    let finished = false;
    const pouring = pour(request).then(() => (finished = true));
    // The gateway serves others meanwhile; once it takes nothing more over fifty of them, it stands still.
    for (let still = 0, sent = -1; still < 50; still += 1) {
      await (await fetch(`${base}/gateway/ours/other`)).text();
      const now = request.socket?.bytesWritten ?? 0;
      if (now !== sent) still = 0;
      sent = now;
    }
    expect(finished).toBe(false);
    expect(request.socket?.bytesWritten).toBeLessThan((PIECES * PIECE.length) / 2);
    read();
    await pouring;
    expect(await textOf(await answer)).toBe('read');
  });

  test.each(['POST', 'DELETE'])('a %s of unknown length and one of none', async (method) => {
    const base = await gatewayBefore((incoming, outgoing) => {
      void digest(incoming).then(({ bytes }) => outgoing.end(String(bytes)));
    });
    const chunked = { method, headers: { 'transfer-encoding': 'chunked' } };
    expect(await textOf((await rawRequest(base, '/gateway/ours/x', chunked, 'four')).incoming)).toBe('4');
    expect(await textOf((await rawRequest(base, '/gateway/ours/x', { method })).incoming)).toBe('0');
  });

  test('an answer in the middle of an upload reaches the sender', async () => {
    // As Go's server does it: the answer, the end of its own side, and no more reading.
    const base = await gatewayBefore((incoming) => {
      incoming.pause();
      incoming.socket.end(
        'HTTP/1.1 413 Too Large\r\nconnection: close\r\ncontent-length: 9\r\n\r\ntoo large',
      );
    });
    const { request, answer } = startUpload(base);
    request.on('error', () => undefined); // the rest of the upload is cut off, as it may be
    request.write(PIECE);
    expect((await answer).statusCode).toBe(413);
    expect(await textOf(await answer)).toBe('too large');
    request.destroy();
  });
});

describe('hanging up', () => {
  test('a sender who breaks off leaves the upstream with a broken upload, not with a short one', async () => {
    let arrived: (how: string) => void = () => undefined;
    const how = new Promise<string>((resolve) => (arrived = resolve));
    const base = await gatewayBefore((incoming) => {
      incoming.on('data', () => request.destroy());
      incoming.once('end', () => arrived('whole'));
      incoming.once('error', () => arrived('broken off'));
    });
    const request = http.request(`${base}/gateway/ours/images`, { method: 'POST', agent: false });
    request.on('error', () => undefined);
    request.write('some');
    expect(await how).toBe('broken off');
  });

  test('a reader who breaks off ends the download at the upstream', async () => {
    let closed: (how: string) => void = () => undefined;
    const upstreamSide = new Promise<string>((resolve) => (closed = resolve));
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.once('close', () => closed('closed'));
      outgoing.write('some');
    });
    const { incoming } = await rawRequest(base, '/gateway/ours/file');
    incoming.destroy();
    expect(await upstreamSide).toBe('closed');
  });

  test('a caller who goes before there is an answer ends the request at the upstream', async () => {
    let closed: (how: string) => void = () => undefined;
    const upstreamSide = new Promise<string>((resolve) => (closed = resolve));
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.once('close', () => closed('closed'));
      request.destroy();
    });
    const request = http.get(`${base}/gateway/ours/slow`, { agent: false });
    request.on('error', () => undefined);
    expect(await upstreamSide).toBe('closed');
  });
});

describe('an upstream that does not answer', () => {
  async function closedPort(): Promise<number> {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address ? address.port : 0;
  }

  test('where nothing listens', async () => {
    const port = await closedPort();
    const base = await gatewayTo({
      name: 'ours',
      service: 'djinn',
      url: new URL(`http://127.0.0.1:${port}`),
    });
    const answer = await fetch(`${base}/gateway/ours/images`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get(GATEWAY_HEADER)).toBe('unreachable');
    expect(await answer.json()).toEqual({
      message: `ours (127.0.0.1:${port}) cannot be reached: nothing listens there.`,
    });
  });

  test('whose certificate cannot be trusted', async () => {
    const upstream = await serveForTest(echo); // speaks no TLS at all
    const base = await gatewayTo({
      name: 'ours',
      service: 'djinn',
      url: new URL(upstream.replace('http', 'https')),
    });
    const answer = await fetch(`${base}/gateway/ours/images`);
    expect(answer.headers.get(GATEWAY_HEADER)).toBe('unreachable');
  });

  test('that closes the connection after it was asked: the request may have been done', async () => {
    const base = await gatewayBefore((incoming) => incoming.socket.destroy());
    const answer = await fetch(`${base}/gateway/ours/images`, { method: 'DELETE' });
    expect(answer.status).toBe(502);
    expect(answer.headers.get(GATEWAY_HEADER)).toBe('interrupted');
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('without an answer') });
  });

  test('a kept connection that has died is replaced without a word', async () => {
    const sockets: net.Socket[] = [];
    const base = await gatewayBefore((incoming, outgoing) => {
      if (sockets.includes(incoming.socket)) incoming.socket.destroy();
      else {
        sockets.push(incoming.socket);
        outgoing.end('here');
      }
    });
    expect(await (await fetch(`${base}/gateway/ours/a`)).text()).toBe('here');
    expect(await (await fetch(`${base}/gateway/ours/b`)).text()).toBe('here');
    expect(sockets.length).toBe(2);
  });
});

test('an upstream is found by its whole name only', () => {
  const upstream: Upstream = { name: 'ours', service: 'djinn', url: new URL('http://upstream.example') };
  const gateway = new Gateway([upstream]);
  expect(gateway.find('ours/x?y')).toEqual({ upstream, rest: '/x?y' });
  expect(gateway.find('our/x')).toBeInstanceOf(Response);
  expect(gateway.find('ours%2fx')).toBeInstanceOf(Response);
});
