import { exactSizeText } from './display.ts';
import { buildImage, field, type ImageOptions, type Patch, patched } from './testing/image.ts';
import {
  accept,
  build,
  change,
  header,
  MAX_U32,
  patchSmall,
  refuse,
  small,
  testRows,
  warn,
} from './testing/rows.ts';

const old = buildImage({ version: 2, clusters: { 0: 'data' } });
const { l1 } = small.at;
const l2 = small.at.l2.get(0) ?? 0;
const data = small.at.data.get(0) ?? 0;
const withSnapshot: ImageOptions = { snapshots: [{ name: 'before' }] };
/** An image with a compressed cluster of three sectors at its end; the first of them is not the first of a cluster. */
const packed = change({ clusters: { 0: 'compressed' } }, (at) => {
  const offset = BigInt(at.data.get(0) ?? 0) + 65_536n - 1536n + 7n;
  return [[at.l2.get(0) ?? 0, (1n << 62n) | (2n << 54n) | offset]];
});

testRows(49, 56, {
  49: [65_537, MAX_U32].map((count) =>
    refuse(`${count} snapshots`, header('nbSnapshots', count), 'snapshots-too-many'),
  ),
  50: [
    refuse(
      'snapshot table past the end',
      patchSmall([field.nbSnapshots, 1], [field.snapshotsOffset, 2n ** 30n]),
      'table-past-end',
      'snapshot table',
    ),
    refuse('snapshot table at 0', header('nbSnapshots', 1), 'tables-overlap', 'snapshot table'),
    refuse(
      'id that runs past the end',
      change({ ...withSnapshot, clusterBits: 9 }, (at) => [[at.snapshots + 12, new Uint8Array([255, 255])]]),
      'snapshot-cut',
    ),
    warn(
      'id of 65535 bytes',
      change({ ...withSnapshot, clusters: { 0: 'data', 1: 'data' } }, (at) => [
        [at.snapshots + 12, new Uint8Array([255, 255])],
      ]),
      'snapshot-names-odd',
    ),
  ],
  51: [
    refuse(
      'no snapshots, at an odd place',
      header('snapshotsOffset', 72n),
      'table-offset-invalid',
      'snapshot table',
    ),
    refuse(
      'snapshot table unaligned',
      change(withSnapshot, (at) => [[field.snapshotsOffset, BigInt(at.snapshots) + 8n]]),
      'table-offset-invalid',
    ),
    refuse(
      '1025 bytes of extra data',
      change(withSnapshot, (at) => [[at.snapshots + 36, 1025]]),
      'snapshot-extra-too-long',
    ),
  ],
  52: [
    warn(
      'version 3 snapshot without extra data',
      build({ snapshots: [{ name: 'a', extraBytes: 0 }] }),
      'snapshot-extra-missing',
    ),
  ],
  53: [
    warn('L1 entry past the end', patchSmall([l1, 2n ** 40n]), 'file-incomplete', '1 table past its end'),
    warn('L1 entry with a flag and no offset', patchSmall([l1, 1n << 63n]), 'entries-damaged'),
    warn(
      'refcount block past the end',
      patchSmall([small.at.refcountTable + 8, 2n ** 40n]),
      'file-incomplete',
    ),
    warn('L1 entry unaligned', patchSmall([l1, BigInt(l2) + 512n]), 'entries-damaged'),
    warn('L1 entry with reserved bits', patchSmall([l1, BigInt(l2) + 1n]), 'entries-damaged'),
    warn(
      'L2 entry past the end',
      patchSmall([l2, 2n ** 55n], [l2 + 8, 2n ** 54n]),
      'file-incomplete',
      '2 clusters past its end. It should have at least 32 PiB (36,028,797,019,029,504 bytes)',
    ),
    warn('L2 entry unaligned', patchSmall([l2, BigInt(data) + 512n]), 'entries-damaged'),
    warn('L2 entry with reserved bits', patchSmall([l2, BigInt(data) + (1n << 60n)]), 'entries-damaged'),
    warn('zero flag in version 2', patched(old.bytes, [old.at.l2.get(0) ?? 0, 1n]), 'entries-damaged'),
    warn(
      'compressed entry past the end',
      patchSmall([l2, (1n << 62n) | (2n ** 40n + 7n)]),
      'file-incomplete',
    ),
    warn('L2 entry upon the L1 table', patchSmall([l2, BigInt(l1)]), 'clusters-overlap-tables'),
    warn(
      'one cluster for all',
      patchSmall(...Array.from({ length: 16 }, (_, index): Patch => [l2 + index * 8, BigInt(data)])),
      'clusters-shared',
    ),
  ],
  54: [
    warn(
      'one byte short',
      small.bytes.subarray(0, -1),
      'file-incomplete',
      `It should have at least ${exactSizeText(BigInt(small.bytes.length))}, and has ${exactSizeText(BigInt(small.bytes.length - 1))}`,
    ),
    warn(
      'cut in the middle of the data',
      small.bytes.subarray(0, data + 10),
      'file-incomplete',
      '2 clusters past its end',
    ),
    warn(
      'cut before an L2 table',
      small.bytes.subarray(0, l2 + 10),
      'file-incomplete',
      '1 table past its end',
    ),
    warn(
      'cut in the last sector of a compressed cluster',
      packed.subarray(0, -512),
      'file-incomplete',
      `It should have at least ${exactSizeText(BigInt(packed.length - 511))}`,
    ),
    accept('compressed cluster whose last sector is not full', packed.subarray(0, -511)),
  ],
  55: [
    accept(
      'a cluster after the last',
      new Uint8Array([...small.bytes, ...new Uint8Array(65_536)]),
      'trailing-bytes',
    ),
  ],
  56: [
    warn('100 TiB', build({ size: 100n << 40n }), 'disk-huge', 'The virtual disk is 100 TiB, the file only'),
    warn('1 EiB', build({ size: 1n << 60n, clusterBits: 21 }), 'disk-huge', '1 EiB'),
    accept('512 GiB', build({ size: 1n << 39n })),
  ],
});
