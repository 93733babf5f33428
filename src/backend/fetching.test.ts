import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicAddress, openChecked, openUrl } from './fetching.ts';

const servers: Server[] = [];

/** A server on this machine for one test; gives its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const anyone = { allowPrivate: true, signal: new AbortController().signal };
const publicOnly = { ...anyone, allowPrivate: false };

describe('addresses', () => {
  test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('what is not public is not connected to', () => {
  test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0'])(
    'as %s',
    async (host) => {
      let reached = false;
      const port = await serve((_request, response) => {
        reached = true;
        response.end();
      });
      await expect(openUrl(`http://${host}:${port}/`, publicOnly)).rejects.toMatchObject({
        name: 'UrlRefused',
        reason: 'privateAddress',
      });
      expect(reached).toBe(false);
    },
  );

  test('nor by way of a redirect', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(302, { location: `http://localhost:${port}/secret` }).end();
    });
    const asked: string[] = [];
    const once = (address: string): boolean => asked.push(address) === 1;
    await expect(openChecked(`http://127.0.0.1:${port}/`, once, anyone)).rejects.toMatchObject({
      reason: 'privateAddress',
    });
  });
});

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/x', 'gopher://127.0.0.1/x'])(
  '%s is refused by its scheme',
  async (url) => {
    await expect(openUrl(url, anyone)).rejects.toMatchObject({ reason: 'scheme' });
    const port = await serve((_request, response) => response.writeHead(301, { location: url }).end());
    await expect(openUrl(`http://127.0.0.1:${port}/`, anyone)).rejects.toMatchObject({ reason: 'scheme' });
  },
);

test('what is no address is refused', async () => {
  await expect(openUrl('mirror/x', anyone)).rejects.toMatchObject({ reason: 'notAnAddress' });
  await expect(openUrl('http://%zz@x.example/', anyone)).rejects.toMatchObject({ reason: 'notAnAddress' });
});

test('redirects are followed, relative ones too, and credentials stay with their origin', async () => {
  const seen: (string | undefined)[] = [];
  const remember = ({ headers }: IncomingMessage): number => seen.push(headers.authorization);
  const other = await serve((request, response) => {
    remember(request);
    response.end('here');
  });
  const port = await serve((request, response) => {
    remember(request);
    const location = request.url === '/a' ? 'b' : `http://127.0.0.1:${other}/`;
    response.writeHead(307, { location }).end();
  });
  const opened = await openUrl(`http://mina:p%40ss@127.0.0.1:${port}/a`, anyone);
  expect(await text(opened.body)).toBe('here');
  expect(opened.url.href).toBe(`http://127.0.0.1:${other}/`);
  const basic = `Basic ${Buffer.from('mina:p@ss').toString('base64')}`;
  expect(seen).toEqual([basic, basic, undefined]);
});

test('a circle of redirects ends', async () => {
  const port = await serve((_request, response) => response.writeHead(302, { location: '/' }).end());
  await expect(openUrl(`http://127.0.0.1:${port}/`, anyone)).rejects.toMatchObject({ reason: 'redirects' });
});

test('HEAD asks for no body', async () => {
  const port = await serve((request, response) => response.setHeader('x-method', request.method ?? '').end());
  const { headers, status } = await openUrl(`http://127.0.0.1:${port}/`, { ...anyone, method: 'HEAD' });
  expect([status, headers['x-method']]).toEqual([200, 'HEAD']);
});

test('a body that is cut short is an error, not a short body', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  });
  const { body } = await openUrl(`http://127.0.0.1:${port}/`, anyone);
  await expect(text(body)).rejects.toThrow('aborted');
});

test('silence ends it, before the answer and within it', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/half') response.write('half');
  });
  const options = { ...anyone, silence: 50 };
  await expect(openUrl(`http://127.0.0.1:${port}/`, options)).rejects.toThrow('No byte from');
  const { body } = await openUrl(`http://127.0.0.1:${port}/half`, options);
  await expect(text(body)).rejects.toThrow('No byte from');
});

test('the signal ends it, before the answer and within it', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/half') response.write('half');
    else stop.abort(new Error('enough'));
  });
  const stop = new AbortController();
  const options = { ...anyone, signal: stop.signal };
  await expect(openUrl(`http://127.0.0.1:${port}/`, options)).rejects.toThrow('aborted');
  await expect(openUrl(`http://127.0.0.1:${port}/`, options)).rejects.toThrow('enough');

  const later = new AbortController();
  const { body } = await openUrl(`http://127.0.0.1:${port}/half`, { ...anyone, signal: later.signal });
  const read = text(body);
  later.abort();
  await expect(read).rejects.toThrow('aborted');
});
