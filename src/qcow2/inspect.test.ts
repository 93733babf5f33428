import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';
import type { Contents, Report } from './report.ts';
import { type ByteSource, SourceShrankError } from './source.ts';
import { buildImage, field, type ImageOptions, patched } from './testing/image.ts';
import { countingSource, type CountingSource, memorySource } from './testing/memory-source.ts';

function contentsOf(report: Report): Contents {
  if (report.format !== 'qcow2' || !report.facts?.contents) throw new Error('the tables were not read');
  return report.facts.contents;
}

const contentsOfImage = async (options: ImageOptions): Promise<Contents> =>
  contentsOf(await inspect(memorySource(buildImage(options).bytes)));

const mixed = { 0: 'data', 1: 'compressed', 2: 'zero', 3: 'zero-allocated', 15: 'data' } as const;

test.each([9, 12, 16, 21])('counts clusters of 2^%d bytes', async (clusterBits) => {
  const cluster = 2n ** BigInt(clusterBits);
  expect(await contentsOfImage({ clusterBits, size: 16n * cluster, clusters: mixed })).toMatchObject({
    complete: true,
    allocatedClusters: 4,
    compressedClusters: 1,
    zeroClusters: 1,
    zeroAllocatedClusters: 1,
    allocatedBytes: 4n * cluster,
    dataBytes: 3n * cluster,
    zeroBytes: 2n * cluster,
  });
});

test.each([0, 1, 2, 3, 4, 5, 6])('finds nothing wrong with refcounts of 2^%d bits', async (refcountOrder) => {
  const report = await inspect(
    memorySource(buildImage({ refcountOrder, clusterBits: 9, size: 8192n, clusters: mixed }).bytes),
  );
  expect(report).toMatchObject({ verdict: 'ok', findings: [], facts: { refcountBits: 2 ** refcountOrder } });
});

test('counts subclusters, and the last ones only as far as the disk goes', async () => {
  const contents = await contentsOfImage({
    extendedL2: true,
    size: 65_536n * 3n + 2048n + 512n,
    clusters: {
      0: { data: 0b1011, zeroes: 0b0100 },
      1: { data: 0, zeroes: 0b11 },
      3: { data: 0b11, zeroes: 0 },
    },
  });
  expect(contents).toMatchObject({
    allocatedClusters: 2,
    zeroClusters: 1,
    dataBytes: 3n * 2048n + 2048n + 512n,
    zeroBytes: 3n * 2048n,
  });
});

test('the file need not go on past the end of the disk, or past the last subcluster with data', async () => {
  const half = buildImage({ size: 65_536n + 512n, clusters: { 1: 'data' } });
  const report = await inspect(memorySource(half.bytes.subarray(0, (half.at.data.get(1) ?? 0) + 512)));
  expect(report.findings).toEqual([]);
  const part = buildImage({ extendedL2: true, clusters: { 0: { data: 0b1, zeroes: 0 } } });
  expect((await inspect(memorySource(part.bytes.subarray(0, -65_536 + 2048)))).findings).toEqual([]);
  expect((await inspect(memorySource(part.bytes.subarray(0, -65_536 + 2047)))).findings).toMatchObject([
    { code: 'file-incomplete', params: { clusters: 1 } },
  ]);
});

test('reads the names in the header, snapshots and features', async () => {
  const { bytes } = buildImage({
    lazyRefcounts: true,
    backingName: 'base.qcow2',
    extensions: [{ type: 0xe2792aca, data: 'qcow2' }],
    snapshots: [{ name: 'before-cloud-init' }, { name: 'بعد' }],
  });
  const report = await inspect(memorySource(patched(bytes, [field.incompatibleFeatures, 1n])));
  expect(report).toMatchObject({
    format: 'qcow2',
    fileBytes: BigInt(bytes.length),
    facts: {
      version: 3,
      virtualBytes: 1_048_576n,
      clusterBytes: 65_536,
      compression: 'deflate',
      encryption: 'none',
      lazyRefcounts: true,
      dirty: true,
      backing: { name: 'base.qcow2', format: 'qcow2' },
      snapshots: {
        count: 2,
        listed: [
          {
            id: '1',
            name: 'before-cloud-init',
            takenAt: 1_700_000_000,
            vmStateBytes: 0n,
            diskBytes: 1_048_576n,
          },
          { id: '2', name: 'بعد' },
        ],
      },
    },
  });
});

test('reads on in the header cluster where extensions and the backing name do', async () => {
  const extensions = [
    { type: 0x12345678, data: new Uint8Array(200_000) },
    { type: 0xe2792aca, data: 'raw' },
  ];
  const { bytes } = buildImage({ clusterBits: 21, extensions, backingName: 'far' });
  const report = await inspect(memorySource(bytes));
  expect(report).toMatchObject({ facts: { backing: { name: 'far', format: 'raw' } } });
});

test('reads on in the header cluster for extensions alone', async () => {
  const extensions = [
    { type: 0x12345678, data: new Uint8Array(200_000) },
    { type: 0x44415441, data: 'disk.raw' },
  ];
  const report = await inspect(memorySource(buildImage({ clusterBits: 21, extensions }).bytes));
  expect(report.findings).toMatchObject([{ code: 'data-file-contradiction', params: { name: 'disk.raw' } }]);
});

test('a table may end with the file, but not a byte later', async () => {
  const { bytes, at } = buildImage();
  const whole = await inspect(memorySource(bytes.subarray(0, at.l1 + 8)));
  expect(whole).toMatchObject({ verdict: 'ok', facts: { contents: { neededBytes: BigInt(at.l1 + 8) } } });
  const cut = await inspect(memorySource(bytes.subarray(0, at.l1 + 7)));
  expect(cut.findings).toMatchObject([{ code: 'table-past-end', params: { table: 'l1' } }]);
});

test('tables that lie upon each other are not read', async () => {
  const { bytes, at } = buildImage();
  const report = await inspect(memorySource(patched(bytes, [field.l1TableOffset, BigInt(at.refcountTable)])));
  expect(report).toMatchObject({ facts: { contents: null } });
});

test.each([0, 1, 2])('finds the one cluster that refcounts of 2^%d bits leave out', async (refcountOrder) => {
  const { bytes, at } = buildImage({ refcountOrder });
  const index = at.l1 / 65_536;
  const bitsPerByte = 8 / 2 ** refcountOrder;
  const byte = at.refcountBlock + Math.floor(index / bitsPerByte);
  const cleared = (bytes[byte] ?? 0) & ~(1 << ((index % bitsPerByte) * 2 ** refcountOrder));
  const report = await inspect(memorySource(patched(bytes, [byte, new Uint8Array([cleared])])));
  expect(report.findings).toMatchObject([{ code: 'refcount-zero', params: { tables: ['l1'] } }]);
});

test('lists 256 snapshots, and counts them all', async () => {
  const snapshots = Array.from({ length: 300 }, (_, index) => ({ name: `nightly ${index}` }));
  const report = await inspect(memorySource(buildImage({ clusterBits: 9, size: 512n, snapshots }).bytes));
  if (report.format !== 'qcow2') throw new Error('not qcow2');
  expect(report.facts?.snapshots.count).toBe(300);
  expect(report.facts?.snapshots.listed.map(({ name }) => name)).toEqual(
    snapshots.slice(0, 256).map(({ name }) => name),
  );
  expect(report.findings).toMatchObject([{ code: 'snapshots-present', params: { count: 300 } }]);
});

/** A disk of `tables` full L2 tables at 64 KiB a cluster, far larger than memory: its tables are made as they are read. */
function fullDisk(tables: number): CountingSource {
  const cluster = 65_536;
  const tableEvery = 8193 * cluster;
  const firstTable = 8 * cluster;
  const { bytes } = buildImage({ size: BigInt(tables) * 2n ** 29n, clusterBits: 16 });
  const image = patched(
    bytes,
    ...Array.from(
      { length: tables },
      (_, index) => [bytes.length - cluster + index * 8, BigInt(firstTable + index * tableEvery)] as const,
    ),
  );
  return countingSource(firstTable + tables * tableEvery, (target, offset) => {
    if (offset < image.length) target.set(image.subarray(offset, offset + target.length));
    const table = Math.floor((offset - firstTable) / tableEvery);
    const start = firstTable + table * tableEvery;
    if (table < 0 || offset !== start) return;
    const view = new DataView(target.buffer);
    for (let entry = 0; entry < 8192; entry += 1)
      view.setBigUint64(entry * 8, BigInt(start + (entry + 1) * cluster));
  });
}

test('inspects a full 100 GiB disk by reading 13.3 MB in some 200 reads', async () => {
  const source = fullDisk(200);
  const progress: number[] = [];
  const report = await inspect(source, { onProgress: ({ tablesRead }) => progress.push(tablesRead) });
  const contents = contentsOf(report);
  expect(contents).toMatchObject({ allocatedClusters: 1_638_400, dataBytes: 100n << 30n, l2Tables: 200 });
  expect(new Set(contents.map.cells.slice(contents.map.metadataCells))).toEqual(new Set(['data']));
  expect(source.reads.bytes).toBeLessThan(13.5e6);
  expect(source.reads.calls).toBeLessThan(212);
  expect(progress.at(-1)).toBe(200);
});

test('stops at the number of tables it may read, and says so', async () => {
  const report = await inspect(fullDisk(20), { maxTables: 5 });
  expect(report.verdict).not.toBe('refuse');
  expect(report.findings).toContainEqual({
    level: 'informs',
    code: 'tables-not-all-read',
    params: { read: 5, total: 20 },
  });
  const contents = contentsOf(report);
  expect(contents).toMatchObject({
    complete: false,
    l2TablesRead: 5,
    otherBytes: null,
    dataBytes: 5n << 29n,
  });
  expect(contents.map.cells.at(-1)).toBe('unread');
});

test('reads tables that lie side by side at once', async () => {
  const clusters = Object.fromEntries(
    Array.from({ length: 64 }, (_, table) => [table * 64, 'data' as const]),
  );
  const source = memorySource(buildImage({ clusterBits: 9, size: 2n ** 21n, clusters }).bytes);
  expect(contentsOf(await inspect(source)).l2Tables).toBe(64);
  expect(source.reads.calls).toBeLessThan(12);
});

test('an aborted inspection rejects with the reason, before and while it reads', async () => {
  const source = fullDisk(50);
  await expect(inspect(source, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  expect(source.reads.calls).toBe(0);
  const controller = new AbortController();
  const onProgress = (): void => controller.abort();
  await expect(inspect(source, { signal: controller.signal, onProgress })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(source.reads.calls).toBeLessThan(30);
});

test('a failed read reaches the caller as it is, and no further tables are read', async () => {
  const source = fullDisk(50);
  const failure = new Error('The file changed on disk');
  let reads = 0;
  const failing: ByteSource = {
    size: source.size,
    read: (offset, length) => {
      reads += 1;
      return reads === 12 ? Promise.reject(failure) : source.read(offset, length);
    },
  };
  await expect(inspect(failing)).rejects.toBe(failure);
  expect(reads).toBeLessThan(30);
});

test('a file that shrinks while it is read is an error of its own', async () => {
  const { bytes } = buildImage({ clusters: { 0: 'data' } });
  const cut: ByteSource = { size: bytes.length, read: () => Promise.resolve(bytes.subarray(0, 100)) };
  await expect(inspect(cut)).rejects.toBeInstanceOf(SourceShrankError);
});

test('a source may give more than it was asked for', async () => {
  const { bytes } = buildImage({ clusters: mixed });
  const generous: ByteSource = {
    size: bytes.length,
    read: (offset) => Promise.resolve(bytes.subarray(offset)),
  };
  expect(await inspect(generous)).toEqual(await inspect(memorySource(bytes)));
});
