import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, type ReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { passed } from './passing.ts';

const UNFINISHED = '.part';

/** A file whose bytes have all arrived and are on the disk, not yet visible under its name. */
export interface ReceivedFile {
  readonly temporary: string;
  /** Bytes. */
  readonly size: number;
  /** Hex digits. */
  readonly sha256: string;
  /** The first bytes (at most 4,096), for checks of the magic. */
  readonly head: Buffer;
}

/** Thrown by `receive` when more bytes come than the caller allows. */
class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * The plain files of one service in one folder. A file becomes visible only when whole: bytes go to a
 * temporary file, are flushed to the disk, and are renamed in one step; whatever a crash leaves behind
 * is swept at the next start.
 */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Where a committed file lies. Names come from the store's owner, never from a request. */
  path(name: string): string {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`Not a file name of the store: ${name}`);
    return path.join(this.#folder, name);
  }

  /**
   * Streams bytes to a temporary file with flat memory; removes it again when the stream fails. A source that is
   * refused stays open with what is left in it, because an answer can only follow over a connection that lives.
   * @param limit most bytes to take, default no limit
   * @param accept looks at the first bytes; what it throws ends the transfer before the rest is read
   */
  async receive(
    source: Readable,
    options: { limit?: number; accept?: (head: Buffer) => void } = {},
  ): Promise<ReceivedFile> {
    const temporary = path.join(this.#folder, `${randomUUID()}${UNFINISHED}`);
    const file = await open(temporary, 'wx');
    const hash = createHash('sha256');
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    let head = Buffer.alloc(0);
    let accepted = false;
    let size = 0;
    const judge = (): void => {
      accepted = true;
      options.accept?.(head);
    };
    try {
      for await (const chunk of source.iterator({ destroyOnReturn: false })) {
        const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
        size += bytes.length;
        if (size > limit) throw new TooLarge(`More than ${limit} bytes`);
        if (head.length < 4096) head = Buffer.concat([head, bytes.subarray(0, 4096 - head.length)]);
        if (!accepted && head.length >= 8) judge();
        hash.update(bytes);
        for (let written = 0; written < bytes.length;) {
          written += (await file.write(bytes, written)).bytesWritten;
        }
        passed(bytes);
      }
      if (!accepted) judge();
      await file.sync();
      await file.close();
      return { temporary, size, sha256: hash.digest('hex'), head };
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Makes a received file visible under `name`. Store the row that names it only after this. */
  async commit(file: ReceivedFile, name: string): Promise<void> {
    await rename(file.temporary, this.path(name));
    await this.#syncFolder();
  }

  /** Forgets a received file that is not wanted after all. */
  async discard(file: ReceivedFile): Promise<void> {
    await rm(file.temporary, { force: true });
  }

  /** Removes a committed file; no error when it is gone already. */
  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  /** Size in bytes, or undefined when there is no such file. */
  async size(name: string): Promise<number | undefined> {
    return stat(this.path(name)).then(
      (found) => found.size,
      () => undefined,
    );
  }

  /** Reads a committed file, or the bytes `start` to `end` (both counted in) of it. */
  read(name: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.path(name), { highWaterMark: 1 << 18, ...range });
  }

  /** Removes what a crash left: unfinished files, and files that no row names. Returns what it removed. */
  async sweep(known: ReadonlySet<string>): Promise<string[]> {
    const orphans = (await readdir(this.#folder)).filter((name) => !known.has(name));
    for (const name of orphans) await rm(path.join(this.#folder, name), { force: true, recursive: true });
    return orphans;
  }

  /** A rename survives a power cut only when the folder is flushed too. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return; // Windows can neither open nor flush a folder
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
