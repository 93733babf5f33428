import { Zip, ZipDeflate } from 'fflate';
import { chooserOf } from './ignoring.ts';

/** A file of a chosen folder, by its path below that folder. */
export interface FolderFile {
  readonly path: string;
  readonly file: File;
}

/** The files of a folder that are to be sent, by its own ignore files. */
export async function filesToSend(files: readonly FolderFile[]): Promise<readonly FolderFile[]> {
  const textOf = async (path: string): Promise<string | undefined> =>
    files.find((one) => one.path === path)?.file.text();
  const chosen = chooserOf({
    docker: await textOf('.dockerignore'),
    fandogh: await textOf('.fandoghignore'),
  });
  return files.filter(({ path }) => chosen(path));
}

/** Packs files into a zip, one after the other, holding no more of them than a piece. Rejects when one cannot be read. */
export async function packFiles(files: readonly FolderFile[]): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, piece) => {
    if (error) failure = error;
    else pieces.push(new Uint8Array(piece));
  });
  for (const { path, file } of files) {
    const entry = new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) entry.push(value, false);
    }
    entry.push(new Uint8Array(0), true);
    if (failure) throw failure;
  }
  zip.end();
  return new Blob(pieces, { type: 'application/zip' });
}
