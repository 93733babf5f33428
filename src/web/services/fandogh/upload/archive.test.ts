import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inspectArchive } from './archive.ts';

function blob(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)]);
}

function tar(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).map(([path, content]) => {
    const block = new Uint8Array(512 + Math.ceil(content.length / 512) * 512);
    block.set(strToU8(path));
    block.set(strToU8(content.length.toString(8).padStart(11, '0')), 124);
    block.set(strToU8('0'), 156);
    block.set(strToU8('ustar'), 257);
    block.set(strToU8(content), 512);
    return block;
  });
  return new Uint8Array([...blocks, new Uint8Array(1024)].flatMap((block) => [...block]));
}

const GOOD = {
  Dockerfile: 'FROM scratch',
  'app/main.py': 'x'.repeat(3000),
  'node_modules/a/b.js': 'y'.repeat(700),
};

test('a zip is read by its directory', async () => {
  const bytes = zipSync(
    Object.fromEntries(Object.entries(GOOD).map(([path, text]) => [path, strToU8(text)])),
  );
  expect(await inspectArchive(blob(bytes))).toMatchObject({
    kind: 'zip',
    files: 3,
    hasDockerfile: true,
    junk: [{ folder: 'node_modules', bytes: 700 }],
    fault: undefined,
  });
});

test('a tar.gz is walked', async () => {
  expect(await inspectArchive(blob(gzipSync(tar(GOOD))))).toMatchObject({
    kind: 'gzip',
    files: 3,
    hasDockerfile: true,
    junk: [{ folder: 'node_modules', bytes: 700 }],
    fault: undefined,
  });
});

test('a Dockerfile in a folder is not at the root, and it is said where it is', async () => {
  const report = await inspectArchive(blob(gzipSync(tar({ 'shop/Dockerfile': 'FROM scratch' }))));
  expect(report).toMatchObject({ hasDockerfile: false, elsewhere: 'shop/Dockerfile' });
});

test('what is no archive, is cut off or empty is told apart', async () => {
  expect((await inspectArchive(new Blob(['hello']))).fault).toBe('notArchive');
  expect((await inspectArchive(blob(zipSync({ a: strToU8('a') }).subarray(0, 30)))).fault).toBe('broken');
  expect((await inspectArchive(blob(gzipSync(tar(GOOD)).subarray(0, 60)))).fault).toBe('broken');
  expect((await inspectArchive(blob(gzipSync(new Uint8Array(1024))))).fault).toBe('empty');
});
