import { archiveKind, FANDOGH_LARGE_ARCHIVE } from '../../../../contract/fandogh/rules.ts';

/** A file in an archive: its path, and how many bytes it is when unpacked. */
export interface Member {
  readonly path: string;
  readonly size: number;
}

export type ArchiveFault = 'notArchive' | 'broken' | 'empty' | 'unreadable';

/** What is in an archive, as far as the service will care. */
export interface ArchiveReport {
  readonly kind: 'zip' | 'gzip' | undefined;
  readonly files: number;
  readonly hasDockerfile: boolean;
  /** Where the Dockerfile is instead, when it is not at the root. */
  readonly elsewhere: string | undefined;
  readonly isLarge: boolean;
  /** Folders that a build seldom needs, with the bytes in them, the heaviest first. */
  readonly junk: readonly { readonly folder: string; readonly bytes: number }[];
  readonly fault: ArchiveFault | undefined;
}

const JUNK = new Set([
  'node_modules',
  '.git',
  '.venv',
  'venv',
  '__pycache__',
  '.terraform',
  '.idea',
  '.cache',
]);

/** Sums up what an archive holds. `size`: bytes of the archive itself. */
function reportOf(kind: 'zip' | 'gzip', members: readonly Member[], size: number): ArchiveReport {
  const junk = new Map<string, number>();
  let elsewhere: string | undefined;
  let hasDockerfile = false;
  for (const { path, size: bytes } of members) {
    const parts = path.replace(/^(?:\.\/)+/, '').split('/');
    const folder = parts.slice(0, -1).find((part) => JUNK.has(part));
    if (folder !== undefined) junk.set(folder, (junk.get(folder) ?? 0) + bytes);
    if (parts.at(-1) !== 'Dockerfile') continue;
    if (parts.length === 1) hasDockerfile = true;
    else elsewhere ??= path;
  }
  return {
    kind,
    files: members.length,
    hasDockerfile,
    elsewhere: hasDockerfile ? undefined : elsewhere,
    isLarge: size > FANDOGH_LARGE_ARCHIVE,
    junk: [...junk].map(([folder, bytes]) => ({ folder, bytes })).sort((a, b) => b.bytes - a.bytes),
    fault: members.length === 0 ? 'empty' : undefined,
  };
}

function faulty(fault: ArchiveFault, kind?: 'zip' | 'gzip'): ArchiveReport {
  return { kind, files: 0, hasDockerfile: false, elsewhere: undefined, isLarge: false, junk: [], fault };
}

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer());
}

/** Looks into an archive before it is sent. Never throws: what cannot be read is a fault of the report. */
export async function inspectArchive(file: Blob): Promise<ArchiveReport> {
  let kind: 'zip' | 'gzip' | undefined;
  try {
    kind = archiveKind(await bytesOf(file, 0, 4));
  } catch {
    return faulty('unreadable');
  }
  if (!kind) return faulty('notArchive');
  try {
    const members = kind === 'zip' ? await listZip(file) : await listTarGz(file);
    return members ? reportOf(kind, members, file.size) : faulty('broken', kind);
  } catch {
    return faulty('broken', kind);
  }
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const UNKNOWN_32 = 0xffffffff;

/** Reads the central directory (APPNOTE.TXT, section 4.3.12) at a zip's end; undefined when it is broken. */
async function listZip(file: Blob): Promise<readonly Member[] | undefined> {
  const tailFrom = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await bytesOf(file, tailFrom, file.size);
  const view = new DataView(tail.buffer);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) return undefined;
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  // Zip64 is for archives no build context should be; the service will tell.
  if (offset === UNKNOWN_32 || offset + length > file.size) return undefined;
  const directory = await bytesOf(file, offset, offset + length);
  const entries = new DataView(directory.buffer);
  const text = new TextDecoder();
  const members: Member[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (entries.getUint32(at, true) !== ENTRY_SIGNATURE) return undefined;
    const size = entries.getUint32(at + 24, true);
    const nameLength = entries.getUint16(at + 28, true);
    const path = text.decode(directory.subarray(at + 46, at + 46 + nameLength));
    if (!path.endsWith('/')) members.push({ path, size });
    at += 46 + nameLength + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
  }
  return members;
}

const BLOCK = 512;

/** Walks the headers of a tar (POSIX ustar, and GNU and pax long names) through gzip; undefined when it is broken. */
async function listTarGz(file: Blob): Promise<readonly Member[] | undefined> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const text = new TextDecoder();
  const members: Member[] = [];
  let held = new Uint8Array(0);
  let skip = 0;
  let longName: string | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return skip > BLOCK ? undefined : members;
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
      } else {
        const prefix = field(257, 262) === 'ustar' ? field(345, 500) : '';
        const path = longName ?? (prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`);
        if (type === '' || type === '0') members.push({ path, size });
        longName = undefined;
      }
      at += BLOCK + body;
    }
    if (at > joined.length) {
      skip = at - joined.length;
      held = new Uint8Array(0);
    } else held = joined.slice(at);
  }
}
