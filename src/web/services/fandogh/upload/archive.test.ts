import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inspectArchive, isFit } from './archive.ts';

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

/** A record of a zip: its signature, then numbers in so many bytes each, the lowest first. */
function record(
  signature: string,
  ...fields: readonly (readonly [value: number, bytes: number])[]
): Uint8Array {
  const view = new DataView(new ArrayBuffer(128));
  let at = 4;
  for (const [value, bytes] of fields) {
    view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  const made = new Uint8Array(view.buffer, 0, at);
  made.set(strToU8(signature));
  return made;
}

/** Of a zip64 (APPNOTE.TXT, sections 4.3.12 to 4.3.16) its list of one file, whose size is in an extra field. */
function zip64(path: string, size: number): Uint8Array {
  const wide = 0xffffffff;
  const start = strToU8('PK\u0003\u0004');
  const entry = [
    record('PK\u0001\u0002', [0, 16], [wide, 4], [wide, 4], [path.length, 2], [20, 2], [0, 14]),
    strToU8(path),
    record('\u0001\0\u0010\0', [size, 8], [size, 8]),
  ];
  const length = entry.reduce((sum, part) => sum + part.length, 0);
  const end = [
    record('PK\u0006\u0006', [44, 8], [0, 28], [length, 8], [start.length, 8]),
    record('PK\u0006\u0007', [0, 4], [start.length + length, 8], [1, 4]),
    record('PK\u0005\u0006', [0, 8], [wide, 4], [wide, 4], [0, 2]),
  ];
  return new Uint8Array([start, ...entry, ...end].flatMap((part) => [...part]));
}

test('a zip64 is read as well', async () => {
  const bytes = zip64('Dockerfile', 6_000_000_012);
  const report = await inspectArchive(blob(bytes));
  expect(report).toMatchObject({ kind: 'zip', files: 1, unpacked: 6_000_000_012, fault: undefined });
  expect(isFit(report)).toBe(true);
  const record = bytes.length - 98;
  expect((await inspectArchive(blob(bytes.fill(0, record, record + 4)))).fault).toBe('broken');
});

test('a Dockerfile that is a link is one, by the long name that stands before it', async () => {
  const bytes = tar({ name: 'Dockerfile', target: 'docker/app', x: '', 'docker/app': 'FROM scratch' });
  for (const [entry, type] of ['L', 'K', '2'].entries()) bytes.set(strToU8(type), entry * 1024 + 156);
  const report = await inspectArchive(blob(gzipSync(bytes)));
  expect(report).toMatchObject({ files: 2, unpacked: 12, hasDockerfile: true });
  expect(isFit(report)).toBe(true);
});

test.each(['./Dockerfile', './/Dockerfile', String.raw`.\Dockerfile`])(
  '%s is at the root, in zips as Windows makes them too',
  async (path) => {
    const bytes = zipSync({ [path]: strToU8('FROM scratch'), [String.raw`app\a.py`]: strToU8('x') });
    const report = await inspectArchive(blob(bytes));
    expect(isFit(report)).toBe(true);
    expect(report.weights.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ['Dockerfile', false],
      ['app', true],
    ]);
  },
);

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
