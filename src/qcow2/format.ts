import { Gunzip } from 'fflate';
import { viewOf } from './source.ts';

/** Bytes at the start of a file that {@link sniff} wants to see (all of a shorter file). */
export const SNIFF_HEAD_BYTES = 128 * 1024;

/** Bytes at the end of a file that {@link sniff} wants to see (all of a shorter file). */
export const SNIFF_TAIL_BYTES = 4096;

/**
 * What a file is, told by its bytes and never by its name.
 * `zeroes` is a file that starts with nothing but zeroes; `raw` one in which no header is recognised.
 */
export type Format = (typeof signatures)[number]['format'] | 'html' | 'json' | 'zeroes' | 'raw';

/** The parts of a file that decide its format. */
export interface Sample {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

interface Signature {
  readonly format: string;
  /** Whether the bytes are of this format. */
  matches(sample: Sample): boolean;
}

const qcowMagic = [0x51, 0x46, 0x49, 0xfb];

function has(bytes: Uint8Array, at: number, expected: string | readonly number[]): boolean {
  const codes =
    typeof expected === 'string' ? Array.from(expected, (letter) => letter.charCodeAt(0)) : expected;
  return at >= 0 && codes.every((code, index) => bytes[at + index] === code);
}

const at =
  (offset: number, expected: string | readonly number[]) =>
  ({ head }: Sample): boolean =>
    has(head, offset, expected);

const footer =
  (expected: string) =>
  ({ tail }: Sample): boolean =>
    has(tail, tail.length - 512, expected);

function tarMember({ head }: Sample): string | null {
  if (!has(head, 257, 'ustar')) return null;
  return new TextDecoder().decode(head.subarray(0, 100)).replace(/\0.*$/s, '');
}

/** Disk type of a Virtual PC image that repeats its footer at the start: 3 dynamic, 4 differencing. */
function vhdType({ head }: Sample): number | null {
  return has(head, 0, 'conectix') && head.length >= 64 ? viewOf(head).getUint32(60) : null;
}

function qcowVersion({ head }: Sample): number | null {
  return has(head, 0, qcowMagic) && head.length >= 8 ? viewOf(head).getUint32(4) : null;
}

/** The superblock's magic is two bytes, so its block size (1 KiB << n, at most 64 KiB) has to make sense too. */
function isExt({ head }: Sample): boolean {
  return has(head, 1080, [0x53, 0xef]) && head.length >= 1052 && viewOf(head).getUint32(1048, true) <= 6;
}

/**
 * In the order in which they are tried: magics at the start, then footers, then what lies further in,
 * then partition tables, so that a hybrid is what most readers would take it for.
 */
const signatures = [
  { format: 'qcow1', matches: (sample) => qcowVersion(sample) === 1 },
  {
    format: 'qcow2',
    // A stump of the magic is an image cut to nothing rather than a raw disk.
    matches: ({ head }) => head.length > 0 && has(head, 0, qcowMagic.slice(0, head.length)),
  },
  { format: 'qed', matches: at(0, 'QED\0') },
  { format: 'vmdk', matches: at(0, 'KDMV') },
  { format: 'vmdk-esx', matches: at(0, 'COWD') },
  { format: 'vmdk-descriptor', matches: at(0, '# Disk DescriptorFile') },
  { format: 'vdi', matches: at(64, [0x7f, 0x10, 0xda, 0xbe]) },
  { format: 'vhd-differencing', matches: (sample) => vhdType(sample) === 4 },
  { format: 'vhd', matches: (sample) => vhdType(sample) === 3 },
  { format: 'vhdx', matches: at(0, 'vhdxfile') },
  {
    format: 'parallels',
    matches: (sample) => at(0, 'WithoutFreeSpace')(sample) || at(0, 'WithouFreSpacExt')(sample),
  },
  { format: 'luks', matches: at(0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]) },
  { format: 'gzip', matches: at(0, [0x1f, 0x8b]) },
  { format: 'xz', matches: at(0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) },
  { format: 'zstd', matches: at(0, [0x28, 0xb5, 0x2f, 0xfd]) },
  { format: 'bzip2', matches: at(0, 'BZh') },
  { format: 'lz4', matches: at(0, [0x04, 0x22, 0x4d, 0x18]) },
  { format: '7z', matches: at(0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) },
  { format: 'zip', matches: at(0, 'PK\u0003\u0004') },
  { format: 'squashfs', matches: at(0, 'hsqs') },
  { format: 'xfs', matches: at(0, 'XFSB') },
  { format: 'elf', matches: at(0, '\u007fELF') },
  { format: 'vhd-fixed', matches: footer('conectix') },
  { format: 'dmg', matches: footer('koly') },
  { format: 'ova', matches: (sample) => /\.ovf$/i.test(tarMember(sample) ?? '') },
  {
    format: 'container',
    // `docker save` and OCI layouts start with one of these, old ones with a layer's folder.
    matches: (sample) =>
      /^(manifest\.json|index\.json|oci-layout|repositories|blobs\/|[0-9a-f]{64}\/)/.test(
        tarMember(sample) ?? '',
      ),
  },
  { format: 'tar', matches: (sample) => tarMember(sample) !== null },
  { format: 'iso', matches: at(32769, 'CD001') },
  {
    format: 'udf',
    matches: ({ head }) =>
      Array.from({ length: 16 }, (_, sector) => 32769 + sector * 2048).some(
        (offset) => has(head, offset, 'NSR02') || has(head, offset, 'NSR03'),
      ),
  },
  { format: 'ext', matches: isExt },
  { format: 'btrfs', matches: at(65600, '_BHRfS_M') },
  {
    format: 'gpt',
    matches: (sample) => at(512, 'EFI PART')(sample) || at(4096, 'EFI PART')(sample),
  },
  { format: 'mbr', matches: at(510, [0x55, 0xaa]) },
] as const satisfies readonly Signature[];

/** Names the format of a file from its first {@link SNIFF_HEAD_BYTES} and last {@link SNIFF_TAIL_BYTES}. */
export function sniff(sample: Sample): Format {
  const found = signatures.find((signature) => signature.matches(sample));
  if (found !== undefined) return found.format;
  if (sample.head.every((byte) => byte === 0)) return 'zeroes';
  return textFormat(sample.head) ?? 'raw';
}

/** A saved web page or an API's answer: text all through its first bytes, and a telling first character. */
function textFormat(head: Uint8Array): 'html' | 'json' | null {
  const start = head.subarray(0, 512);
  if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return null;
  const text = new TextDecoder().decode(start).trimStart();
  if (text.startsWith('<')) return 'html';
  return text.startsWith('{') || text.startsWith('[') ? 'json' : null;
}

/**
 * Which other formats the header cluster of a qcow2 image shows as well. A real one has none of these bytes there:
 * such a file is one disk to QEMU and another to a tool that is told it is raw.
 */
export function disguises(headerCluster: Uint8Array): Format[] {
  const sample = { head: headerCluster, tail: new Uint8Array() };
  return signatures
    .filter(({ format, matches }) => format !== 'qcow2' && format !== 'qcow1' && matches(sample))
    .map(({ format }) => format);
}

/**
 * The format inside a gzip file, from the start of what it unpacks to; null when that cannot be told.
 * Looks at 4 KiB of input, so that a bomb unpacks to 4 MiB at most.
 */
export function insideGzip(head: Uint8Array): Format | null {
  let start: Uint8Array | null = null;
  const gunzip = new Gunzip((chunk) => {
    if (start === null && chunk.length > 0) start = chunk;
  });
  try {
    gunzip.push(head.subarray(0, 4096));
  } catch {
    // A damaged stream only means that the inside stays unknown; that it is gzip is known.
    return null;
  }
  return start === null ? null : sniff({ head: start, tail: new Uint8Array() });
}

/** Size in bytes of the virtual disk in an image of another format, where its header tells it cheaply. */
export function foreignDiskBytes(format: Format, { head, tail }: Sample): bigint | null {
  const big = (bytes: Uint8Array, offset: number): bigint | null =>
    offset >= 0 && offset + 8 <= bytes.length ? viewOf(bytes).getBigUint64(offset) : null;
  const little = (offset: number, unit: bigint): bigint | null =>
    offset + 8 <= head.length ? viewOf(head).getBigUint64(offset, true) * unit : null;
  switch (format) {
    case 'qcow1':
      return big(head, 24);
    case 'vmdk':
      return little(12, 512n);
    case 'vdi':
      return little(368, 1n);
    case 'vhd':
    case 'vhd-differencing':
      return big(head, 48);
    case 'vhd-fixed':
      return big(tail, tail.length - 512 + 48);
    case 'qed':
      return little(48, 1n);
    default:
      return null;
  }
}

/** Whether an image of another format is only a part, with the rest in files that it names. */
export function needsOtherFiles(format: Format, { head }: Sample): boolean {
  switch (format) {
    case 'vmdk-descriptor':
    case 'vhd-differencing':
      return true;
    case 'qcow1':
      return head.length >= 16 && viewOf(head).getBigUint64(8) !== 0n;
    case 'qed':
      // Bit 0 of its features: there is a backing file.
      return ((head[16] ?? 0) & 1) === 1;
    default:
      return false;
  }
}
