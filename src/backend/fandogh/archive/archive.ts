import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { archiveKind } from '../../../contract/fandogh/rules.ts';
import { ArchiveError, ContextBuilder, type BuildContext } from './context.ts';
import { readTarGz } from './tar.ts';
import { readZip } from './zip.ts';

/**
 * Opens an uploaded archive and reads what a build needs of it: the list of its files and the text of a few.
 * Nothing of it is ever written to the disk, and limits hold on everything it claims or holds.
 * @throws ArchiveError with the reason when it is broken, hostile or too large
 */
export async function openArchive(file: string, signal: AbortSignal): Promise<BuildContext> {
  const { size } = await stat(file);
  const context = new ContextBuilder(size);
  const handle = await open(file);
  try {
    const head = Buffer.alloc(4);
    await handle.read(head, 0, head.length, 0);
    const kind = archiveKind(head);
    if (kind === 'zip') await readZip(handle, size, context);
    else if (kind === 'gzip') await readTarGz(createReadStream(file, { signal }), context);
    else throw new ArchiveError('it is neither a zip nor a gzipped tar archive');
  } finally {
    await handle.close();
  }
  return context.finish();
}
