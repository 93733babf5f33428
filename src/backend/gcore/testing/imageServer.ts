import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import { buildImage } from '../../../qcow2/testing/image.ts';

/** A small whole qcow2 image. */
export const QCOW2: Uint8Array = buildImage({ clusters: { 0: 'data' } }).bytes;

/** A web server that holds what imports are asked to fetch. */
export interface ImageServer {
  readonly url: string;
  /** The methods and paths it was asked for, in order. */
  readonly asked: string[];
  /** Lets `/slow` send the rest of its image. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a web server on this machine: `/image.qcow2` and many ways of being no image. */
export async function startImageServer(): Promise<ImageServer> {
  const asked: string[] = [];
  const held: (() => void)[] = [];
  const files: Readonly<Record<string, Uint8Array>> = {
    '/image.qcow2': QCOW2,
    '/raw.img': new Uint8Array(3 * 1024 * 1024),
    '/empty': new Uint8Array(),
    '/page.html': new TextEncoder().encode('<!doctype html><title>Log in</title>'),
    '/image.qcow2.gz': new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    '/backing.qcow2': buildImage({ backingName: '/etc/passwd' }).bytes,
    '/stump.qcow2': QCOW2.subarray(0, 40),
  };
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method ?? ''} ${path}`);
    const file = files[path];
    if (file) {
      response.writeHead(200, { 'content-length': file.length });
      response.end(file);
    } else if (path === '/moved') {
      response.writeHead(302, { location: '/image.qcow2' }).end();
    } else if (path === '/cut') {
      response.writeHead(200, { 'content-length': QCOW2.length });
      if (request.method === 'HEAD') response.end();
      else response.write(QCOW2.subarray(0, 1000), () => response.destroy());
    } else if (path === '/slow') {
      response.writeHead(200);
      if (request.method === 'HEAD') response.end();
      else {
        response.write(QCOW2.subarray(0, 1000));
        held.push(() => response.end(QCOW2.subarray(1000)));
      }
    } else if (path === '/huge') {
      response.writeHead(200, { 'content-length': String(200 * 1024 ** 3) });
      response.end();
    } else {
      response.writeHead(404).end('no such file');
    }
  };
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    release: () => {
      for (const send of held.splice(0)) send();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
