import { inspectArchive } from './archive.ts';
import { filesToSend, packFiles } from './packing.ts';
import type { Prepared, PreparingMessage, Source } from './preparing.ts';

/** How often progress is told, in milliseconds. */
const TELLING = 60;

function tell(message: PreparingMessage): void {
  postMessage(message);
}

async function prepare(source: Source): Promise<Prepared> {
  if (source.kind === 'archive')
    return { archive: source.file, report: await inspectArchive(source.file), left: 0 };
  const { files, ignored } = await filesToSend(source.files);
  let toldAt = 0;
  const archive = await packFiles(files, (fraction) => {
    if (performance.now() - toldAt < TELLING) return;
    toldAt = performance.now();
    tell({ kind: 'progress', fraction });
  });
  return { archive, report: await inspectArchive(archive), left: ignored };
}

addEventListener('message', ({ data }: MessageEvent<Source>) => {
  prepare(data).then(
    (prepared) => tell({ kind: 'ready', prepared }),
    () => tell({ kind: 'unreadable' }),
  );
});
