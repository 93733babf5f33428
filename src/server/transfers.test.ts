import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import net from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { GATEWAY_HEADER } from './gateway.ts';
import { echo, gatewayBefore, gatewayTo } from './testing/gateway.ts';
import { rawRequest, serveForTest, textOf } from './testing/http.ts';

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
  test('an answer that breaks off breaks off here too, and does not look whole', async () => {
    const base = await gatewayBefore((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' });
      outgoing.write('half');
      setImmediate(() => outgoing.destroy());
    });
    const answer = await rawRequest(base, '/gateway/ours/file');
    await expect(textOf(answer.incoming)).rejects.toThrow('aborted');
  });

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
