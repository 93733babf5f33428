import type { ArchiveReport } from './archive.ts';
import type { FolderFile } from './packing.ts';

/** What somebody dropped or chose. */
export type Source =
  | { readonly kind: 'archive'; readonly name: string; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly FolderFile[] };

/** An archive that can be sent, and what is in it. */
export interface Prepared {
  readonly archive: Blob;
  readonly report: ArchiveReport;
  /** Files of a folder that its ignore file left out. */
  readonly left: number;
}

/** The path of a file below what was dropped: inputs and the drop zone write it into fields of their own. */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : '';
  return (file.webkitRelativePath || dropped || file.name).replace(/^\.?\/+/, '');
}

/** Tells an archive from a folder. Undefined when nothing, or several things that are no folder, came. */
export function sourceOfFiles(files: readonly File[]): Source | undefined {
  const [first] = files;
  if (!first) return undefined;
  const paths = files.map(pathOf);
  if (files.length === 1 && !paths[0]?.includes('/'))
    return { kind: 'archive', name: first.name, file: first };
  const root = paths[0]?.split('/')[0] ?? '';
  if (!paths.every((path) => path.startsWith(`${root}/`))) return undefined;
  return {
    kind: 'folder',
    name: root,
    files: files.map((file, index) => ({ path: (paths[index] ?? '').slice(root.length + 1), file })),
  };
}

/**
 * Looks into an archive, or packs a folder, in a worker of its own.
 * @param onDone gets null when the files cannot be read any more
 * @returns what ends it
 */
export function prepareSource(source: Source, onDone: (prepared: Prepared | null) => void): () => void {
  const worker = new Worker(new URL('./preparing.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Prepared | null>) => {
    onDone(data);
    worker.terminate();
  });
  worker.postMessage(source);
  return () => worker.terminate();
}
