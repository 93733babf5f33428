import { inspectArchive } from './archive.ts';
import { filesToSend, packFiles } from './packing.ts';
import type { Prepared, Source } from './preparing.ts';

async function prepare(source: Source): Promise<Prepared> {
  if (source.kind === 'archive')
    return { archive: source.file, report: await inspectArchive(source.file), left: 0 };
  const files = await filesToSend(source.files);
  const archive = await packFiles(files);
  return { archive, report: await inspectArchive(archive), left: source.files.length - files.length };
}

addEventListener('message', ({ data }: MessageEvent<Source>) => {
  prepare(data).then(
    (prepared) => postMessage(prepared),
    // Files that were changed, moved or deleted since they were chosen.
    () => postMessage(null),
  );
});
