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
    unpacked: 3712,
    weights: [
      { name: 'app', isFolder: true, bytes: 3000 },
      { name: 'node_modules', isFolder: true, bytes: 700 },
      { name: 'Dockerfile', isFolder: false, bytes: 12 },
    ],
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

test.each(['../evil', 'a/../../evil', '/etc/passwd', String.raw`..\evil`, String.raw`C:\evil`])(
  'an archive with %s leads out of itself',
  async (path) => {
    const report = await inspectArchive(blob(gzipSync(tar({ Dockerfile: 'FROM scratch', [path]: 'x' }))));
    expect(report).toMatchObject({ fault: 'leadsOut', elsewhere: path });
  },
);

test('a gzip of several members is one archive, and a cut one is not', async () => {
  const whole = tar(GOOD);
  const parts = [whole.subarray(0, 700), whole.subarray(700)].map((part) => gzipSync(part));
  const joined = new Uint8Array(parts.flatMap((part) => [...part]));
  expect(await inspectArchive(blob(joined))).toMatchObject({
    files: 3,
    hasDockerfile: true,
    fault: undefined,
  });
  expect((await inspectArchive(blob(joined.subarray(0, (parts[0]?.length ?? 0) + 30)))).fault).toBe('broken');
});
