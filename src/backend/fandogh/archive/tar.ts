import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ArchiveError, type ContextBuilder } from './context.ts';

const BLOCK = 512;

/** Long names and pax headers come as small files before the entry they are about. */
const LARGEST_EXTENSION = 64 * 1024;

/** Takes exact numbers of bytes from a stream of chunks of any size. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #onBytes: (count: number) => void;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>, onBytes: (count: number) => void) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#onBytes = onBytes;
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#onBytes(next.value.length);
    this.#rest = next.value;
    return true;
  }

  /** The next bytes, or fewer at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  /** Passes over bytes. @returns whether that many were there */
  async skip(count: number): Promise<boolean> {
    let missing = count;
    while (missing > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const passed = Math.min(missing, this.#rest.length);
      this.#rest = this.#rest.subarray(passed);
      missing -= passed;
    }
    return missing === 0;
  }
}

function textIn(block: Buffer, start: number, end: number): string {
  const field = block.subarray(start, end);
  const nul = field.indexOf(0);
  return field.toString('utf8', 0, nul < 0 ? field.length : nul);
}

/** A number in a header: octal digits, or big-endian bytes after a set high bit (the GNU extension). */
function numberIn(block: Buffer, start: number, end: number): number {
  const [first = 0] = block.subarray(start, end);
  if (first >= 0x80) {
    let value = first & 0x3f;
    for (const byte of block.subarray(start + 1, end)) value = value * 256 + byte;
    return value;
  }
  const digits = textIn(block, start, end).trim();
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** The sum of a header's bytes, its own field counted as spaces. */
function checksumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}

/** The records of a pax header, `LENGTH KEY=VALUE\n` each (POSIX.1-2017, pax, "pax Header Block"). */
function paxRecords(data: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < data.length) {
    const space = data.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(data.toString('latin1', at, space));
    if (!Number.isInteger(length) || length <= space - at + 1 || at + length > data.length) {
      throw new ArchiveError('an extended header in it is broken');
    }
    const record = data.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly link: string;
  readonly size: number;
}

/** Reads a header block; undefined for the zeros at the archive's end. */
function entryIn(block: Buffer, first: boolean): Entry | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (numberIn(block, 148, 156) !== checksumOf(block)) {
    throw new ArchiveError(first ? 'the gzip file in it is no tar archive' : 'a header in it is broken');
  }
  const size = numberIn(block, 124, 136);
  if (!Number.isSafeInteger(size)) throw new ArchiveError('a header in it is broken');
  const prefix =
    textIn(block, 257, 263).startsWith('ustar') && block[263] === 0x30 ? textIn(block, 345, 500) : '';
  const name = textIn(block, 0, 100);
  return {
    type: String.fromCharCode(block[156] ?? 0),
    name: prefix === '' ? name : `${prefix}/${name}`,
    link: textIn(block, 157, 257),
    size,
  };
}

/** How many folders an entry lies in. */
function depthOf(name: string): number {
  return Math.max(0, name.split('/').filter((part) => part !== '' && part !== '.').length - 1);
}

const CUT = 'it is cut short: the upload lost its end, or it was never whole';

async function readTar(reader: ByteReader, context: ContextBuilder): Promise<void> {
  let pax = new Map<string, string>();
  let longName: string | undefined;
  let longLink: string | undefined;

  for (let first = true; ; first = false) {
    const block = await reader.take(BLOCK);
    if (block.length === 0 && !first) return;
    if (block.length < BLOCK) throw new ArchiveError(CUT);
    const entry = entryIn(block, first);
    if (!entry) return;
    const size = Number(pax.get('size') ?? entry.size);
    if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveError('a header in it is broken');
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    const content = async (): Promise<Buffer> => {
      const bytes = await reader.take(size);
      if (bytes.length < size || !(await reader.skip(padding))) throw new ArchiveError(CUT);
      return bytes;
    };

    if ('xgLK'.includes(entry.type)) {
      if (size > LARGEST_EXTENSION) throw new ArchiveError('an extended header in it is too large');
      const data = await content();
      if (entry.type === 'x') pax = paxRecords(data);
      if (entry.type === 'L') longName = textIn(data, 0, data.length);
      if (entry.type === 'K') longLink = textIn(data, 0, data.length);
      continue; // 'g' holds only what does not matter here
    }

    const name = pax.get('path') ?? longName ?? entry.name;
    const link = pax.get('linkpath') ?? longLink ?? entry.link;
    pax = new Map();
    longName = undefined;
    longLink = undefined;
    switch (entry.type) {
      case '5':
        context.addFolder(name);
        break;
      case '2':
        context.addLink(name, link);
        break;
      case '1': // a hard link names its target from the root of the archive
        context.addLink(name, link.startsWith('/') ? link : `${'../'.repeat(depthOf(name))}${link}`);
        break;
      case '3':
      case '4':
      case '6':
        throw new ArchiveError(`"${name}" is a device or a pipe`);
      case 'S':
        throw new ArchiveError(`"${name}" is a sparse file, which this builder does not read`);
      default:
        if (context.addFile(name, size)) {
          context.addText(name, await content());
          continue;
        }
    }
    if (!(await reader.skip(size + padding))) throw new ArchiveError(CUT);
  }
}

/**
 * Reads a gzipped tar archive: ustar, pax and GNU names, links and folders (POSIX.1-2017, pax; GNU tar manual,
 * "Basic Tar Format").
 * @throws ArchiveError with the reason when it cannot be used
 */
export async function readTarGz(source: Readable, context: ContextBuilder): Promise<void> {
  try {
    await pipeline(source, createGunzip(), (bytes: AsyncIterable<Buffer>) =>
      readTar(new ByteReader(bytes, (count) => context.unpack(count)), context),
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'Z_BUF_ERROR') throw new ArchiveError(CUT, { cause: error });
    if (code === 'Z_DATA_ERROR') throw new ArchiveError('its compressed data is damaged', { cause: error });
    throw error;
  }
}
