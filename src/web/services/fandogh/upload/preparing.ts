import { endOnFailure } from '../../../api/endOnFailure.ts';
import type { PathFile } from '../../../uploads/droppedFiles.ts';
import type { ArchiveReport } from './archive.ts';

/** What somebody dropped or chose. Files of a folder have their paths below it. */
export type Source =
  | { readonly kind: 'archive'; readonly name: string; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly PathFile[] };

/** An archive that can be sent, and what is in it. */
export interface Prepared {
  readonly archive: Blob;
  readonly report: ArchiveReport;
  /** Files of a folder that its ignore file left out. */
  readonly left: number;
}

/** What the worker tells. */
export type PreparingMessage =
  /** The part of a folder that is packed, from 0 to 1. */
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'ready'; readonly prepared: Prepared }
  /** Files that were changed, moved or deleted since they were chosen; or the worker failed. */
  | { readonly kind: 'unreadable' };

/** Tells an archive from a folder. `nothing` came when a folder was empty; `several` things are no version. */
export function sourceOfFiles(files: readonly PathFile[]): Source | 'nothing' | 'several' {
  const [first] = files;
  if (!first) return 'nothing';
  const { path, file } = first;
  if (files.length === 1 && !path.includes('/')) return { kind: 'archive', name: file.name, file };
  const root = path.slice(0, path.indexOf('/') + 1);
  if (root === '' || !files.every((one) => one.path.startsWith(root))) return 'several';
  return {
    kind: 'folder',
    name: root.slice(0, -1),
    files: files.map((one) => ({ path: one.path.slice(root.length), file: one.file })),
  };
}

/**
 * Looks into an archive, or packs a folder, in a worker of its own.
 * @returns what ends it; nothing is told afterwards
 */
export function prepareSource(source: Source, tell: (message: PreparingMessage) => void): () => void {
  const worker = new Worker(new URL('./preparing.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<PreparingMessage>) => {
    tell(data);
    if (data.kind !== 'progress') worker.terminate();
  });
  endOnFailure(worker, () => tell({ kind: 'unreadable' }));
  worker.postMessage(source);
  return () => worker.terminate();
}
