// Four gibibytes up and down: how fast, and how much memory the server holds at most. The page's part stands in
// e2e/transfer.spec.ts; here plain HTTP shows the server alone.
import { createWriteStream, readFileSync } from 'node:fs';
import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { figure, startServer } from './browser.mjs';

const SIZE = 4 * 1024 ** 3;
const DISK = 'application/x-qemu-disk';

/** A disk image of any size that costs no memory: the four bytes that Djinn looks at, then the same block again. */
function* disk() {
  const block = Buffer.alloc(1 << 20, 7);
  const first = Buffer.from(block);
  first.set([0x51, 0x46, 0x49, 0xfb]);
  yield first;
  for (let sent = first.length; sent < SIZE; sent += block.length) yield block;
}

/** @param {number} pid */
function peak(pid) {
  return (Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024) / 1e6;
}

export async function run() {
  const server = await startServer(['--empty']);
  try {
    const accounts = await (await fetch(new URL('embedded/accounts', server.url))).json();
    const { authorization } = accounts.find(
      (/** @type {{ service: string }} */ one) => one.service === 'djinn',
    );
    const idle = peak(server.pid);

    const upStarted = performance.now();
    const image = await new Promise((resolve, reject) => {
      const request = http.request(
        new URL('embedded/djinn/images?name=large', server.url),
        { method: 'POST', headers: { authorization, 'content-type': DISK, 'content-length': SIZE } },
        (answer) => {
          let body = '';
          answer.on('data', (chunk) => (body += chunk));
          answer.on('end', () => resolve(JSON.parse(body)));
        },
      );
      request.on('error', reject);
      pipeline(Readable.from(disk()), request).catch(reject);
    });
    const up = performance.now() - upStarted;
    const afterUpload = peak(server.pid);

    const downStarted = performance.now();
    const received = await new Promise((resolve, reject) => {
      http.get(
        new URL(`embedded/djinn/images/${image.id}`, server.url),
        { headers: { authorization, accept: DISK } },
        (answer) => {
          let size = 0;
          answer.on('data', (chunk) => (size += chunk.length));
          pipeline(answer, createWriteStream('/dev/null')).then(() => resolve(size), reject);
        },
      );
    });
    if (received !== SIZE) throw new Error(`${received} of ${SIZE} bytes came back`);
    const down = performance.now() - downStarted;
    return [
      figure('upload of 4 GiB', [SIZE / 1e6 / (up / 1000)], 'MB/s'),
      figure('download of 4 GiB', [SIZE / 1e6 / (down / 1000)], 'MB/s'),
      figure('server memory, before any transfer', [idle], 'MB'),
      figure('server memory, most through the upload', [afterUpload], 'MB', 150),
      figure('server memory, most through both', [peak(server.pid)], 'MB', 150),
    ];
  } finally {
    await server.close();
  }
}
