import { useSyncExternalStore } from 'react';
import { createStore } from '../api/store.ts';
import { holdUnsent } from '../api/unsent.ts';
import { learn, NOTHING_READ, readFile, type Reading } from './fileReading.ts';

/** A disk image file that was dropped or chosen and not sent yet. It survives going to other pages. */
export interface Draft {
  readonly id: number;
  readonly file: File;
  /** What the person typed, or what was made of the file's name. */
  readonly name: string;
  /** A namespace reference, empty for none. */
  readonly namespace: string;
  /** The connection it is meant for; undefined until there is one that takes such files. */
  readonly connectionId: string | undefined;
  readonly reading: Reading;
}

const drafts = createStore<readonly Draft[]>([]);
holdUnsent(() => drafts.get().length > 0);
const readings = new Map<number, () => void>();
let lastId = 0;

/**
 * A name made of a file's name, in the letters that a service takes: extensions go, every run of other
 * characters becomes one dash.
 */
export function nameOfFile(fileName: string): string {
  return fileName
    .replace(/(?:\.(?:qcow2?|img|raw|iso|vmdk|vdi|vhdx?|gz|xz|zst|bz2))+$/i, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Takes files up for review and starts to read them. */
export function addDrafts(files: readonly File[], connectionId: string | undefined): void {
  const added = files.map((file): Draft => ({
    id: ++lastId,
    file,
    name: nameOfFile(file.name),
    namespace: '',
    connectionId,
    reading: NOTHING_READ,
  }));
  drafts.update((list) => [...list, ...added]);
  for (const { id, file } of added) {
    readings.set(
      id,
      readFile(file, (message) =>
        drafts.update((list) =>
          list.map((one) => (one.id === id ? { ...one, reading: learn(one.reading, message) } : one)),
        ),
      ),
    );
  }
}

/** Changes what the person typed. */
export function changeDraft(
  id: number,
  changed: Partial<Pick<Draft, 'name' | 'namespace' | 'connectionId'>>,
): void {
  drafts.update((list) => list.map((one) => (one.id === id ? { ...one, ...changed } : one)));
}

/** Takes files out of the review and stops reading them. */
export function removeDrafts(ids: ReadonlySet<number>): void {
  for (const id of ids) {
    readings.get(id)?.();
    readings.delete(id);
  }
  drafts.update((list) => list.filter(({ id }) => !ids.has(id)));
}

/** The files under review. */
export function useDrafts(): readonly Draft[] {
  return useSyncExternalStore(drafts.subscribe, drafts.get);
}
