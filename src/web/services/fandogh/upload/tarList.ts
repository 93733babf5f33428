import { gunzip } from './gunzip.ts';

/** A file or a link in an archive: its path, and how many bytes it is when unpacked. */
export interface Member {
  readonly path: string;
  readonly size: number;
}

const BLOCK = 512;

/** Hard and symbolic links: the service takes one that leads to a file for that file. */
const LINKS = new Set(['1', '2']);
/** Devices, folders and pipes, and GNU's sparse files, which the service does not read. */
const NO_FILES = new Set(['3', '4', '5', '6', 'S']);
/** The long target of a link, and what holds for all entries: neither is an entry, nor ends what is known of the next. */
const ASIDES = new Set(['K', 'g']);

/** Walks the headers of a tar (POSIX ustar, and GNU and pax long names); undefined when it is broken. */
async function listTar(pieces: AsyncIterable<Uint8Array>): Promise<readonly Member[] | undefined> {
  const text = new TextDecoder();
  const members: Member[] = [];
  let held = new Uint8Array(0);
  let skip = 0;
  let longName: string | undefined;
  for await (const value of pieces) {
    if (skip >= value.length) {
      skip -= value.length;
      continue;
    }
    const fresh = value.subarray(skip);
    skip = 0;
    const joined = new Uint8Array(held.length + fresh.length);
    joined.set(held);
    joined.set(fresh, held.length);
    let at = 0;
    while (at + BLOCK <= joined.length) {
      const header = joined.subarray(at, at + BLOCK);
      if (header.every((byte) => byte === 0)) {
        at += BLOCK;
        continue;
      }
      const field = (from: number, to: number): string =>
        text.decode(header.subarray(from, to)).replace(/\0.*$/s, '');
      const size = Number.parseInt(field(124, 136).trim() || '0', 8);
      if (Number.isNaN(size)) return undefined;
      const body = Math.ceil(size / BLOCK) * BLOCK;
      const type = field(156, 157);
      if (type === 'L' || type === 'x') {
        if (size > 1 << 20) return undefined;
        if (at + BLOCK + body > joined.length) break;
        const content = text.decode(joined.subarray(at + BLOCK, at + BLOCK + size));
        longName =
          type === 'L'
            ? content.replace(/\0.*$/s, '')
            : (/(?:^|\n)\d+ path=([^\n]*)/.exec(content)?.[1] ?? longName);
      } else if (!ASIDES.has(type)) {
        const prefix = field(257, 262) === 'ustar' ? field(345, 500) : '';
        const path = longName ?? (prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`);
        if (!NO_FILES.has(type)) members.push({ path, size: LINKS.has(type) ? 0 : size });
        longName = undefined;
      }
      at += BLOCK + body;
    }
    if (at > joined.length) {
      skip = at - joined.length;
      held = new Uint8Array(0);
    } else held = joined.slice(at);
  }
  return skip > BLOCK ? undefined : members;
}

/** Lists the files of a gzipped tar; undefined when it is broken. Rejects when its gzip is. */
export async function listTarGz(file: Blob): Promise<readonly Member[] | undefined> {
  return gunzip(file, listTar);
}
