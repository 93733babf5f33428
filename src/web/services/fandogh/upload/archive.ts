import { archiveKind, FANDOGH_LARGE_ARCHIVE } from '../../../../contract/fandogh/rules.ts';
import { listTarGz, type Member } from './tarList.ts';
import { listZip } from './zipList.ts';

/** Why an archive is of no use. `leadsOut`: a path in it is absolute, or goes up out of it. */
export type ArchiveFault = 'notArchive' | 'broken' | 'empty' | 'leadsOut' | 'unreadable';

/** A file or folder at the root of an archive, with all that is in it. */
export interface Weight {
  readonly name: string;
  readonly isFolder: boolean;
  /** Unpacked. */
  readonly bytes: number;
}

/** What is in an archive, as far as the service will care. */
export interface ArchiveReport {
  readonly kind: 'zip' | 'gzip' | undefined;
  readonly files: number;
  /** Bytes of all files when unpacked. */
  readonly unpacked: number;
  /** What lies at the root, the heaviest first. */
  readonly weights: readonly Weight[];
  readonly hasDockerfile: boolean;
  /** Where the Dockerfile is instead, when it is not at the root; where an archive leads out, the path that does. */
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
  const weights = new Map<string, Weight>();
  let unpacked = 0;
  let elsewhere: string | undefined;
  let hasDockerfile = false;
  for (const { path, size: bytes } of members) {
    if (leadsOut(path)) return { ...faulty('leadsOut', kind), elsewhere: path };
    const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
    const [name = ''] = parts;
    weights.set(name, {
      name,
      isFolder: parts.length > 1,
      bytes: (weights.get(name)?.bytes ?? 0) + bytes,
    });
    unpacked += bytes;
    const folder = parts.slice(0, -1).find((part) => JUNK.has(part));
    if (folder !== undefined) junk.set(folder, (junk.get(folder) ?? 0) + bytes);
    if (parts.at(-1) !== 'Dockerfile') continue;
    if (parts.length === 1) hasDockerfile = true;
    else elsewhere ??= path;
  }
  return {
    kind,
    files: members.length,
    unpacked,
    weights: [...weights.values()].sort((a, b) => b.bytes - a.bytes),
    hasDockerfile,
    elsewhere: hasDockerfile ? undefined : elsewhere,
    isLarge: size > FANDOGH_LARGE_ARCHIVE,
    junk: [...junk].map(([folder, bytes]) => ({ folder, bytes })).sort((a, b) => b.bytes - a.bytes),
    fault: members.length === 0 ? 'empty' : undefined,
  };
}

/** Can the service build from it, as far as can be told from outside? */
export function isFit({ fault, hasDockerfile }: ArchiveReport): boolean {
  return fault === undefined && hasDockerfile;
}

/** Would unpacking write beside the folder that it is unpacked into? Windows paths are such paths too. */
function leadsOut(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

function faulty(fault: ArchiveFault, kind?: 'zip' | 'gzip'): ArchiveReport {
  return {
    kind,
    files: 0,
    unpacked: 0,
    weights: [],
    hasDockerfile: false,
    elsewhere: undefined,
    isLarge: false,
    junk: [],
    fault,
  };
}

/** Looks into an archive before it is sent. Never throws: what cannot be read is a fault of the report. */
export async function inspectArchive(file: Blob): Promise<ArchiveReport> {
  let kind: 'zip' | 'gzip' | undefined;
  try {
    kind = archiveKind(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
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
