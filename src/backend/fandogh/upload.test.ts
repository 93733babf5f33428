import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FileStore } from '../files.ts';
import { Refused } from '../route.ts';
import { uploadForm } from './testing/api.ts';
import { receiveUpload } from './upload.ts';

/** Sends a request to a server that receives one upload with a limit. @returns what became of it */
async function receive(request: RequestInit, largest: number): Promise<{ outcome: string; files: string[] }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'uploads-'));
  const server = createServer((incoming, outgoing) => {
    receiveUpload(incoming, new FileStore(folder), largest).then(
      ({ source }) => outgoing.end(`${source?.size} bytes`),
      (error: unknown) =>
        outgoing.end(error instanceof Refused ? String(error.refusal.status) : String(error)),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', ...request });
    return { outcome: await answer.text(), files: await readdir(folder) };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

const archive = new Uint8Array(5000).fill(7);
archive.set([0x1f, 0x8b]);

test('an archive within the limit is on the disk', async () => {
  const { outcome, files } = await receive({ body: uploadForm('v1', archive) }, 10_000);
  expect([outcome, files.length]).toEqual(['5000 bytes', 1]);
});

test('one beyond it is refused, told by the length of the request', async () => {
  expect(await receive({ body: uploadForm('v1', archive) }, 4000)).toEqual({ outcome: '413', files: [] });
});

test('or, where the length is not told, by the bytes that come', async () => {
  const form = new Response(uploadForm('v1', archive, 'sourceFirst'));
  const headers = { 'content-type': form.headers.get('content-type') ?? '' };
  const request = { body: form.body, headers, duplex: 'half' } as const;
  expect(await receive(request, 4000)).toEqual({ outcome: '413', files: [] });
});
