import { gzipSync } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';

/** An entry of a tar archive, as odd as a test needs it. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** The type flag: a file unless told. */
  readonly type?: string;
  readonly link?: string;
  /** What the header claims instead of the real size. */
  readonly size?: number;
}

const BLOCK = 512;

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

function header({ name, type = '0', link = '' }: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\u000000', 257);
  block.write('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A tar archive of these entries, with or without the zeros at its end. */
export function tar(entries: readonly TarEntry[], end = true): Buffer {
  const parts = entries.flatMap((entry) => {
    const { content = '' } = entry;
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return [header(entry, entry.size ?? bytes.length), padded(bytes)];
  });
  return Buffer.concat([...parts, Buffer.alloc(end ? 2 * BLOCK : 0)]);
}

/** The same, compressed. */
export function tarGz(entries: readonly TarEntry[]): Buffer<ArrayBuffer> {
  return Buffer.from(gzipSync(tar(entries)));
}

/** A pax header for the entry after it: `key=value` records with their length before them. */
export function pax(records: Readonly<Record<string, string>>): TarEntry {
  const content = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(rest) + 1;
    while (Buffer.byteLength(`${length}${rest}`) !== length) length += 1;
    return `${length}${rest}`;
  });
  return { name: 'PaxHeader', type: 'x', content: content.join('') };
}

/** A zip archive of these texts. */
export function zip(files: Readonly<Record<string, string>>): Buffer<ArrayBuffer> {
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}

/** A zip archive with Unix modes: symbolic links, pipes. */
export function zipWithModes(
  files: Readonly<Record<string, { readonly text: string; readonly mode: number }>>,
): Buffer {
  const entries = Object.entries(files).map(([name, { text, mode }]): [string, Zippable[string]] => [
    name,
    [strToU8(text), { os: 3, attrs: (mode << 16) >>> 0 }],
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}

/** A build context of this Dockerfile and nothing else. */
export function dockerfile(...lines: readonly string[]): Buffer<ArrayBuffer> {
  return tarGz([{ name: 'Dockerfile', content: lines.join('\n') }]);
}
