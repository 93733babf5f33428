import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspect } from '../../qcow2/inspect.ts';
import { writeDisk } from './disk.ts';

const MIB = 1_048_576;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'image-console-disk-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([0, 1, 148, 11_468])('a disk of %i MiB is one that the console itself finds fit', async (size) => {
  const file = path.join(folder, `${size}.qcow2`);
  await writeDisk(file, size * MIB, 40 * 1024 * MIB);
  const handle = await open(file);
  const { size: fileBytes, blocks } = await handle.stat();
  const report = await inspect({
    size: fileBytes,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  });
  await handle.close();
  expect(report).toMatchObject({
    format: 'qcow2',
    verdict: 'ok',
    facts: { virtualBytes: BigInt(40 * 1024 * MIB), contents: { allocatedClusters: size * 16 } },
  });
  expect(fileBytes).toBeGreaterThanOrEqual(size * MIB);
  expect(blocks * 512).toBeLessThan(8 * MIB); // the file system stores next to nothing of it
});
