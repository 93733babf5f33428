import { posix } from 'node:path';

/** An archive that is not built; the message goes on after "The archive cannot be used: ". */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** What a build sees of its context. */
export interface BuildContext {
  /** Bytes of every file, by its path: relative, with `/` between names, no `.` or `..`. */
  readonly files: ReadonlyMap<string, number>;
  readonly folders: ReadonlySet<string>;
  /** The text of the files that the simulation reads: the Dockerfile, lists of packages. */
  readonly texts: ReadonlyMap<string, string>;
  /** Bytes of all files together. */
  readonly size: number;
}

const MIB = 1024 ** 2;

/** Most bytes that an archive may unpack to. */
const MOST_BYTES = 2048 * MIB;

/** Above this many bytes the ratio counts; small files of one letter compress well, and harm nobody. */
const RATIO_COUNTS_FROM = 64 * MIB;

/** Sources compress to a fifth, logs to a fiftieth; gzip's utmost, which only a bomb reaches, is 1:1032. */
const HIGHEST_RATIO = 200;

const MOST_ENTRIES = 200_000;

/** Characters of all names together, which is what is kept in memory. */
const MOST_NAME_CHARACTERS = 16 * MIB;

const LONGEST_NAME = 4096;

const LARGEST_TEXT = 256 * 1024;

const MOST_TEXTS = 64;

/** Files whose text decides what a build prints. */
const READ = /^(?!.*\bnode_modules\/)(.*\/)?(Dockerfile|requirements[\w.-]*\.txt|package\.json|go\.mod)$/;

/**
 * Checks and tidies the path of an entry.
 * @throws ArchiveError when it leads out of the archive, or is no path
 */
function pathOf(raw: string): string {
  if (raw.includes('\0')) throw new ArchiveError('a file name holds a NUL character');
  if (raw.length > LONGEST_NAME)
    throw new ArchiveError(`a file name is longer than ${LONGEST_NAME} characters`);
  if (/^([/\\]|[A-Za-z]:)/.test(raw)) throw new ArchiveError(`"${raw}" is an absolute path`);
  const names = raw.split(/[/\\]/).filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new ArchiveError(`"${raw}" leads out of the archive`);
  return names.join('/');
}

/** Does a link at this path point to a place above the archive's root? */
function leadsOut(path: string, target: string): boolean {
  let level = path.split('/').length - 1;
  return (
    /^([/\\]|[A-Za-z]:)/.test(target) ||
    target.split(/[/\\]/).some((name) => {
      if (name === '..') level -= 1;
      else if (name !== '' && name !== '.') level += 1;
      return level < 0;
    })
  );
}

/** Collects the entries of one archive, and refuses it as soon as it goes beyond a limit. */
export class ContextBuilder {
  readonly #compressed: number;
  readonly #files = new Map<string, number>();
  readonly #folders = new Set<string>();
  readonly #texts = new Map<string, string>();
  /** Where links point to, seen from the root. */
  readonly #links = new Map<string, string>();
  #entries = 0;
  #characters = 0;
  #unpacked = 0;
  #size = 0;

  /** @param compressed bytes of the archive itself */
  constructor(compressed: number) {
    this.#compressed = compressed;
  }

  /** Counts bytes that the archive unpacks to, its own headers and padding among them. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > MOST_BYTES)
      throw new ArchiveError(`it unpacks to more than ${MOST_BYTES / MIB} MiB`);
    if (this.#unpacked > RATIO_COUNTS_FROM && this.#unpacked > this.#compressed * HIGHEST_RATIO) {
      throw new ArchiveError(
        `it unpacks to more than ${HIGHEST_RATIO} times its size, as only a zip bomb does`,
      );
    }
  }

  /** Takes a file. @returns whether its text is wanted; then hand it to `addText` */
  addFile(raw: string, size: number): boolean {
    const path = this.#entry(raw);
    if (path === '') throw new ArchiveError('a file has no name');
    this.#files.set(path, size);
    this.#size += size;
    this.#addFolders(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    if (size > LARGEST_TEXT) return false;
    return path === 'Dockerfile' || (READ.test(path) && this.#texts.size < MOST_TEXTS);
  }

  addText(raw: string, bytes: Uint8Array): void {
    this.#texts.set(pathOf(raw), new TextDecoder().decode(bytes));
  }

  addFolder(raw: string): void {
    this.#addFolders(this.#entry(raw));
  }

  /** Takes a link. Those that stay inside are as good as files; one to a text that is read stands for that text. */
  addLink(raw: string, target: string): void {
    const path = this.#entry(raw);
    if (leadsOut(path, target)) {
      throw new ArchiveError(`"${path}" links to "${target}", outside of the archive`);
    }
    this.#links.set(path, posix.join(posix.dirname(path), target));
    this.#files.set(path, 0);
    this.#addFolders(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  }

  finish(): BuildContext {
    for (const [path, target] of this.#links) {
      const text = this.#texts.get(target);
      if (text !== undefined) this.#texts.set(path, text);
    }
    return { files: this.#files, folders: this.#folders, texts: this.#texts, size: this.#size };
  }

  #entry(raw: string): string {
    this.#entries += 1;
    if (this.#entries > MOST_ENTRIES) throw new ArchiveError(`it holds more than ${MOST_ENTRIES} files`);
    this.#characters += raw.length;
    if (this.#characters > MOST_NAME_CHARACTERS)
      throw new ArchiveError('its file names take up too much room');
    return pathOf(raw);
  }

  #addFolders(path: string): void {
    for (let folder = path; folder !== '' && !this.#folders.has(folder);) {
      this.#folders.add(folder);
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    }
    if (this.#folders.size > MOST_ENTRIES)
      throw new ArchiveError(`it holds more than ${MOST_ENTRIES} folders`);
  }
}
