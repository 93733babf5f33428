import { field, patched } from './testing/image.ts';
import {
  accept,
  build,
  change,
  extensionType,
  featureName,
  header,
  MAX_U32,
  patchSmall,
  refuse,
  small,
  testRows,
  warn,
} from './testing/rows.ts';

const old = build({ version: 2, clusters: { 0: 'data' } });
const { l1, refcountTable } = small.at;

testRows(1, 26, {
  1: [
    refuse('another magic', header('magic', 0x4b444d56), 'other-disk-format', 'VMware'),
    refuse('no magic', patched(new Uint8Array(4096), [0, 'boot']), 'raw-unrecognised'),
  ],
  2: [refuse('empty file', new Uint8Array(), 'empty-file', 'The file is empty')],
  3: [1, 3, 4, 7, 8, 20, 71].map((length) =>
    refuse(
      `${length} bytes`,
      old.subarray(0, length),
      'header-cut',
      `Cut off: the header needs 72 bytes, the file has ${length}`,
    ),
  ),
  4: [72, 103].map((length) =>
    refuse(
      `version 3, ${length} bytes`,
      small.bytes.subarray(0, length),
      'header-cut',
      `needs 104 bytes, the file has ${length}`,
    ),
  ),
  5: [
    refuse('the header alone', small.bytes.subarray(0, 112), 'table-past-end', 'The L1 table is at 0x30000'),
  ],
  6: [0, 4, MAX_U32].map((version) =>
    refuse(
      `version ${version}`,
      header('version', version),
      'version-unsupported',
      `qcow2 version ${version} is not supported`,
    ),
  ),
  7: [
    refuse(
      'version 1',
      patchSmall([field.version, 1], [field.backingFileOffset, 0n]),
      'other-disk-format',
      'qcow (version 1)',
    ),
    refuse(
      'version 1 with a backing file',
      patchSmall([field.version, 1], [field.backingFileOffset, 48n]),
      'other-disk-incomplete',
    ),
  ],
  8: [0, 8, 22, 31, 32, 63, 64, MAX_U32].map((bits) =>
    refuse(`cluster bits ${bits}`, header('clusterBits', bits), 'cluster-size-invalid', `2^${bits} `),
  ),
  9: [
    refuse('larger clusters than the tables are made for', header('clusterBits', 21), 'table-offset-invalid'),
    refuse('smaller ones, which the L1 table is too small for', header('clusterBits', 9), 'l1-too-small'),
    warn('smaller ones, which only the refcounts give away', header('clusterBits', 15), 'refcount-zero'),
  ],
  10: [warn('size 0', header('size', 0n), 'disk-empty', 'The virtual disk is 0 bytes')],
  11: [accept('size 1 MiB - 1', header('size', 2n ** 20n - 1n), 'size-rounded')],
  12: [
    warn(
      'size 2^53 + 512',
      build({ size: 2n ** 53n + 512n, clusterBits: 21 }),
      'disk-huge',
      '9,007,199,254,741,504 bytes',
    ),
  ],
  13: [2n ** 63n, 2n ** 64n - 1n].map((size) =>
    refuse(
      `size ${size}`,
      header('size', size),
      'size-impossible',
      `${size.toLocaleString('en')} bytes is impossible`,
    ),
  ),
  14: [
    refuse(
      'size one cluster more than the L1 table holds',
      header('size', 2n ** 29n + 65_536n),
      'l1-too-small',
      '1 entry, where 2 are needed',
    ),
    refuse('size 2^63 - 512', header('size', 2n ** 63n - 512n), 'l1-too-small'),
  ],
  15: [refuse('no L1 table', header('l1Size', 0), 'l1-too-small')],
  16: [refuse('l1_size 4194304', header('l1Size', 4_194_304), 'table-past-end')],
  17: [4_194_305, MAX_U32].map((size) =>
    refuse(
      `l1_size ${size}`,
      header('l1Size', size),
      'l1-too-large',
      `too large: ${size.toLocaleString('en')}`,
    ),
  ),
  18: [BigInt(l1) + 1n, BigInt(l1) + 512n, 2n ** 63n, 2n ** 64n - 65_536n].map((offset) =>
    refuse(`L1 at ${offset}`, header('l1TableOffset', offset), 'table-offset-invalid'),
  ),
  19: [
    refuse('L1 in the header', header('l1TableOffset', 0n), 'tables-overlap', 'header and the L1 table'),
    refuse(
      'L1 on the refcount table',
      header('l1TableOffset', BigInt(refcountTable)),
      'tables-overlap',
      'L1 table and the refcount table',
    ),
    refuse(
      'a refcount block on the L1 table',
      patchSmall([refcountTable, BigInt(l1)]),
      'tables-overlap',
      'refcount blocks',
    ),
    refuse('an L2 table on the L1 table', patchSmall([l1, BigInt(l1)]), 'tables-overlap', 'L2 tables'),
  ],
  20: [
    refuse(
      'L1 past the end',
      header('l1TableOffset', 2n ** 30n),
      'table-past-end',
      'L1 table is at 0x40000000',
    ),
    refuse(
      'refcount table past the end',
      header('refcountTableOffset', 2n ** 55n),
      'table-past-end',
      'refcount table',
    ),
  ],
  21: [
    refuse('no refcount table', header('refcountTableClusters', 0), 'refcount-table-empty'),
    refuse(
      'refcount table of 8 MiB + 64 KiB',
      header('refcountTableClusters', 129),
      'refcount-table-too-large',
    ),
    refuse(
      'refcount table of 2^32 - 1 clusters',
      header('refcountTableClusters', MAX_U32),
      'refcount-table-too-large',
    ),
  ],
  22: [7, 64, MAX_U32].map((order) =>
    refuse(`refcount order ${order}`, header('refcountOrder', order), 'refcount-width-invalid'),
  ),
  23: [0, 72, 103].map((length) =>
    refuse(`header length ${length}`, header('headerLength', length), 'header-too-short'),
  ),
  24: [warn('header length 105', header('headerLength', 105), 'header-length-odd')],
  25: [65_544, MAX_U32].map((length) =>
    refuse(`header length ${length}`, header('headerLength', length), 'header-too-long'),
  ),
  26: [
    refuse(
      'header length 120 where extensions start at 112',
      change(
        { extensions: [{ type: extensionType.featureNames, data: featureName(0, 'dirty bit') }] },
        () => [[field.headerLength, 120]],
      ),
      'extension-too-long',
    ),
  ],
});
