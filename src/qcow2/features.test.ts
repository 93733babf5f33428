import { field } from './testing/image.ts';
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
  testRows,
  warn,
} from './testing/rows.ts';

const extension = (type: number, data: Uint8Array | string): Uint8Array =>
  build({ extensions: [{ type, data }] });

const u64 = (...values: readonly bigint[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 8);
  for (const [index, value] of values.entries()) new DataView(bytes.buffer).setBigUint64(index * 8, value);
  return bytes;
};

testRows(27, 48, {
  27: [
    refuse('unknown feature', header('incompatibleFeatures', 1n << 63n), 'features-unknown', 'bit 63'),
    refuse(
      'unknown feature with a name',
      change(
        { extensions: [{ type: extensionType.featureNames, data: featureName(7, 'time\u202Etravel') }] },
        () => [[field.incompatibleFeatures, 1n << 7n]],
      ),
      'features-unknown',
      '“time\\u{202E}travel” (bit 7)',
    ),
  ],
  28: [
    accept('unknown compatible feature', header('compatibleFeatures', 1n << 40n)),
    accept('unknown autoclear feature', header('autoclearFeatures', 1n << 40n)),
  ],
  29: [warn('dirty', header('incompatibleFeatures', 1n), 'not-closed-cleanly', 'qemu-img check -r all')],
  30: [refuse('corrupt', header('incompatibleFeatures', 2n), 'marked-corrupt')],
  31: [
    refuse(
      'named data file',
      change({ extensions: [{ type: extensionType.dataFile, data: 'disk.raw' }] }, () => [
        [field.incompatibleFeatures, 4n],
      ]),
      'data-file',
      'Its data is in another file: “disk.raw”',
    ),
    refuse('unnamed data file', header('incompatibleFeatures', 4n), 'data-file'),
    refuse(
      'raw data file',
      patchSmall([field.incompatibleFeatures, 4n], [field.autoclearFeatures, 2n]),
      'data-file',
    ),
  ],
  32: [
    warn(
      'data file name without the bit',
      extension(extensionType.dataFile, 'disk.raw'),
      'data-file-contradiction',
      'disk.raw',
    ),
    warn('raw bit without the data bit', header('autoclearFeatures', 2n), 'data-file-contradiction'),
  ],
  33: [
    refuse('compression bit with type 0', header('incompatibleFeatures', 8n), 'compression-invalid'),
    refuse(
      'type 1 without the bit',
      patchSmall([field.compressionType, new Uint8Array([1])]),
      'compression-invalid',
    ),
    ...[2, 255].map((type) =>
      refuse(
        `type ${type}`,
        patchSmall([field.incompatibleFeatures, 8n], [field.compressionType, new Uint8Array([type])]),
        'compression-invalid',
        `type ${type}`,
      ),
    ),
  ],
  34: [
    refuse(
      'extended L2 with clusters of 8 KiB',
      change({ clusterBits: 13 }, () => [[field.incompatibleFeatures, 16n]]),
      'extended-l2-cluster-too-small',
    ),
  ],
  35: [refuse('AES', header('cryptMethod', 1), 'encrypted', 'legacy AES')],
  36: [
    refuse(
      'LUKS',
      change(
        { extensions: [{ type: extensionType.encryption, data: u64(0n, 4096n) }], clusters: { 0: 'data' } },
        (at) => [
          [field.cryptMethod, 2],
          [112 + 8, BigInt(at.data.get(0) ?? 0)],
        ],
      ),
      'encrypted',
      'LUKS',
    ),
  ],
  37: [refuse('LUKS without its header', header('cryptMethod', 2), 'encryption-header-missing')],
  38: [3, MAX_U32].map((method) =>
    refuse(`encryption ${method}`, header('cryptMethod', method), 'encryption-unknown'),
  ),
  39: ['base.qcow2', '/etc/shadow', '../../base', 'nbd://host/x', 'json:{"driver":"nbd"}'].map((name) =>
    refuse(
      `backing file ${name}`,
      build({ backingName: name }),
      'backing-file',
      `needs another file: “${name}”`,
    ),
  ),
  40: [
    refuse(
      'backing name past the first cluster',
      patchSmall([field.backingFileOffset, 65_536n], [field.backingFileSize, 4]),
      'backing-offset-invalid',
    ),
    refuse(
      'backing name past the file',
      patchSmall([field.backingFileOffset, 2n ** 60n], [field.backingFileSize, 4]),
      'backing-offset-invalid',
    ),
  ],
  41: [
    refuse(
      'backing name in the header',
      patchSmall([field.backingFileOffset, 40n], [field.backingFileSize, 8]),
      'backing-overlaps-header',
    ),
  ],
  42: [warn('backing name of no length', patchSmall([field.backingFileOffset, 200n]), 'backing-name-empty')],
  43: [
    refuse('backing name of 1023 bytes', build({ backingName: 'b'.repeat(1023) }), 'backing-file'),
    refuse('of 1024 bytes', build({ backingName: 'b'.repeat(1024) }), 'backing-name-too-long'),
    refuse(
      'of 2^32 - 1 bytes',
      patchSmall([field.backingFileOffset, 200n], [field.backingFileSize, MAX_U32]),
      'backing-name-too-long',
    ),
    refuse(
      'that leaves a cluster of 512 bytes',
      patchSmall([field.clusterBits, 9], [field.backingFileOffset, 500n], [field.backingFileSize, 100]),
      'backing-name-too-long',
    ),
  ],
  44: [
    refuse('NUL in the name', build({ backingName: 'a\0b' }), 'backing-file', '“a\\u{0}b”'),
    refuse('a line break', build({ backingName: 'a\nb' }), 'backing-file', '“a\\u{A}b”'),
    refuse('bidi override', build({ backingName: 'a\u202Eb' }), 'backing-file', '“a\\u{202E}b”'),
    refuse(
      'invalid UTF-8',
      build({ backingName: new Uint8Array([0x61, 0xff, 0x62]) }),
      'backing-file',
      '“a\uFFFDb”',
    ),
    refuse('markup', build({ backingName: '<b>x</b>' }), 'backing-file', '“<b>x</b>”'),
  ],
  45: [
    refuse('end mark of 2^32 - 1 bytes', patchSmall([116, MAX_U32]), 'extension-too-long', '00000000'),
    refuse(
      'extension of 2^32 - 1 bytes',
      patchSmall([112, 0x1234], [116, MAX_U32]),
      'extension-too-long',
      '00001234',
    ),
    refuse(
      'extension past the first cluster',
      patchSmall([112, 0x1234], [116, 65_536]),
      'extension-too-long',
    ),
  ],
  46: [
    accept('unknown extension', extension(0x12345678, 'abc')),
    accept(
      'feature table of odd length',
      extension(extensionType.featureNames, new Uint8Array([...featureName(0, 'dirty'), 1, 2, 3])),
    ),
    accept(
      'no end mark',
      build({
        clusterBits: 9,
        size: 4096n,
        extensions: [{ type: 0x12345678, data: 'x'.repeat(392) }],
      }),
    ),
  ],
  47: [
    refuse(
      'backing format of 16 bytes',
      extension(extensionType.backingFormat, 'q'.repeat(16)),
      'backing-format-too-long',
    ),
  ],
  48: [
    refuse(
      'LUKS header without LUKS',
      extension(extensionType.encryption, u64(0n, 0n)),
      'encryption-header-unexpected',
    ),
    refuse('bitmaps of 16 bytes', extension(extensionType.bitmaps, u64(0n, 0n)), 'bitmaps-malformed'),
    refuse('no bitmaps', extension(extensionType.bitmaps, u64(0n, 0n, 65_536n)), 'bitmaps-malformed'),
  ],
});
