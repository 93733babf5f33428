import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { PathFile } from '../../../uploads/droppedFiles.ts';
import { chooserOf } from './ignoring.ts';

const mayBeSent = chooserOf({});

/** The files of a folder that are to be sent, and how many its own ignore files leave out of those that could be. */
export interface ToSend {
  readonly files: readonly PathFile[];
  readonly ignored: number;
}

/** Chooses the files of a folder that are to be sent, by its own ignore files. Paths are seen from the folder. */
export async function filesToSend(files: readonly PathFile[]): Promise<ToSend> {
  const textOf = async (path: string): Promise<string | undefined> =>
    files.find((one) => one.path === path)?.file.text();
  const chosen = chooserOf({
    docker: await textOf('.dockerignore'),
    fandogh: await textOf('.fandoghignore'),
  });
  // What is never sent is no matter of an ignore file.
  const sendable = files.filter(({ path }) => mayBeSent(path));
  const sent = sendable.filter(({ path }) => chosen(path));
  return { files: sent, ignored: sendable.length - sent.length };
}

/** What compressing again makes no smaller. */
const COMPRESSED = /\.(?:7z|avif|br|bz2|jar|jpe?g|mp[34]|png|t?gz|webm|webp|whl|woff2?|xz|zip|zst)$/i;

/** So many bytes of files are packed before what came of them leaves the memory of the page. */
const HANDED = 32 * 1024 ** 2;

/**
 * Packs files into a zip, one after the other, holding no more of them than a piece. Rejects when one cannot be read.
 * @param onProgress hears the part of the bytes that is packed, from 0 to 1, after every piece
 */
export async function packFiles(
  files: readonly PathFile[],
  onProgress: (fraction: number) => void,
): Promise<Blob> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let packed = 0;
  let archive = new Blob([], { type: 'application/zip' });
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, piece) => {
    if (error) failure = error;
    else pieces.push(new Uint8Array(piece));
  });
  // A blob of many megabytes is the browser's to keep, on the disk if it must.
  const hand = (): void => {
    archive = new Blob([archive, ...pieces], { type: 'application/zip' });
    pieces = [];
  };
  let handedAt = 0;
  for (const { path, file } of files) {
    const entry = COMPRESSED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (!value) continue;
      entry.push(value, false);
      packed += value.length;
      onProgress(total > 0 ? packed / total : 1);
    }
    entry.push(new Uint8Array(0), true);
    if (failure) throw failure;
    if (packed - handedAt > HANDED) {
      hand();
      handedAt = packed;
    }
  }
  zip.end();
  hand();
  return archive;
}
