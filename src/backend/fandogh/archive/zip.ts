import type { FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { ArchiveError, type ContextBuilder } from './context.ts';

/** The end record, and the longest comment that may follow it (APPNOTE 6.3.10, section 4.3.16). */
const END_SIZE = 22;
const LONGEST_TAIL = END_SIZE + 0xff_ff;

/** The list of the files of 200,000 entries with long names fits in here. */
const LARGEST_DIRECTORY = 64 * 1024 ** 2;

const SIGNATURES = { end: 0x06_05_4b_50, end64: 0x06_06_4b_50, entry: 0x02_01_4b_50, local: 0x04_03_4b_50 };

/** In a 32-bit field of the directory: "look into the extra field". */
const ABSENT = 0xff_ff_ff_ff;

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = Number.isSafeInteger(position)
    ? await handle.read(buffer, 0, length, position)
    : { bytesRead: 0 };
  if (bytesRead < length)
    throw new ArchiveError('it is cut short, or its list of files points beyond its end');
  return buffer;
}

/** A 64-bit number; what no file of this world reaches becomes infinite, and fails the next check. */
function uint64(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
}

/** Where the list of files lies (the central directory), and how long it is. */
async function findDirectory(handle: FileHandle, size: number): Promise<{ at: number; length: number }> {
  const tailSize = Math.min(size, LONGEST_TAIL);
  const tail = await readAt(handle, size - tailSize, tailSize);
  for (let end = tail.length - END_SIZE; end >= 0; end -= 1) {
    if (tail.readUInt32LE(end) !== SIGNATURES.end) continue;
    const length = tail.readUInt32LE(end + 12);
    const at = tail.readUInt32LE(end + 16);
    if (length !== ABSENT && at !== ABSENT) return { at, length };
    if (end < 20) break;
    const record = await readAt(handle, uint64(tail, end - 12), 56); // from the zip64 locator before the end record
    if (record.readUInt32LE(0) !== SIGNATURES.end64) break;
    return { length: uint64(record, 40), at: uint64(record, 48) };
  }
  throw new ArchiveError('it is cut short: the list of files at the end of the zip is missing');
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Unix type bits of the mode; 0 where the archive was made elsewhere. */
  readonly type: number;
  /** Where its local header lies. */
  readonly at: number;
}

/** Sizes and place of an entry beyond 4 GiB stand in extra field 1, in this order, each only if it is needed. */
function wideNumbers(extra: Buffer, narrow: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return narrow.map((value) => {
      if (value !== ABSENT || next + 8 > extra.length) return value;
      next += 8;
      return uint64(extra, next - 8);
    });
  }
  return [...narrow];
}

/** Reads one entry of the list of files. @returns it, and where the next one starts */
function entryAt(directory: Buffer, at: number): { entry: Entry; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== SIGNATURES.entry) {
    throw new ArchiveError('its list of files is damaged');
  }
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) throw new ArchiveError('its list of files is damaged');
  const [size = 0, compressed = 0, local = 0] = wideNumbers(directory.subarray(nameEnd, extraEnd), [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]);
  const entry = {
    name: directory.toString('utf8', at + 46, nameEnd),
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    compressed,
    size,
    type: (directory.readUInt16LE(at + 40) & 0o170_000) >>> 0,
    at: local,
  };
  return { entry, next };
}

/** The bytes of one small entry. Deflate makes nothing larger than it was by more than a few bytes. */
async function contentOf(handle: FileHandle, entry: Entry): Promise<Buffer> {
  if (entry.compressed > entry.size + 1024) throw new ArchiveError(`"${entry.name}" is damaged`);
  const local = await readAt(handle, entry.at, 30);
  if (local.readUInt32LE(0) !== SIGNATURES.local)
    throw new ArchiveError(`"${entry.name}" is not where the list of files says`);
  const start = entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = await readAt(handle, start, entry.compressed);
  let bytes = packed;
  if (entry.method === 8) {
    try {
      bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch (error) {
      throw new ArchiveError(`"${entry.name}" is damaged, or larger than it claims`, { cause: error });
    }
  }
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc)
    throw new ArchiveError(`"${entry.name}" is damaged`);
  return bytes;
}

const LINK = 0o120_000;
const ODD_TYPES = new Set([0o010_000, 0o020_000, 0o060_000, 0o140_000]);

/** Far more than the target of any link. */
const LONGEST_LINK = 4096;

/**
 * Reads the list of files of a zip archive and the few small files that are wanted (APPNOTE 6.3.10).
 * Only those are unpacked; of the others, what the list claims counts against the limits.
 * @throws ArchiveError with the reason when it cannot be used
 */
export async function readZip(handle: FileHandle, size: number, context: ContextBuilder): Promise<void> {
  const { at, length } = await findDirectory(handle, size);
  if (length > LARGEST_DIRECTORY) throw new ArchiveError('its list of files takes up too much room');
  if (at + length > size) throw new ArchiveError('its list of files points beyond its end');
  const directory = await readAt(handle, at, length);

  let packed = 0;
  for (let position = 0; position < directory.length;) {
    const { entry, next } = entryAt(directory, position);
    position = next;
    packed += entry.compressed;
    if (packed > size) throw new ArchiveError('its files overlap, as only those of a zip bomb do');
    context.unpack(entry.size);
    if ((entry.flags & 1) === 1) throw new ArchiveError(`"${entry.name}" is encrypted`);
    if (ODD_TYPES.has(entry.type)) throw new ArchiveError(`"${entry.name}" is a device or a pipe`);
    if (entry.type === LINK) {
      if (entry.size > LONGEST_LINK) throw new ArchiveError(`the link "${entry.name}" is too long`);
      context.addLink(entry.name, (await contentOf(handle, entry)).toString('utf8'));
    } else if (/[/\\]$/.test(entry.name)) {
      context.addFolder(entry.name);
    } else if (context.addFile(entry.name, entry.size)) {
      if (entry.method !== 0 && entry.method !== 8) {
        throw new ArchiveError(
          `"${entry.name}" is compressed in a way this builder does not read; use deflate`,
        );
      }
      context.addText(entry.name, await contentOf(handle, entry));
    }
  }
}
