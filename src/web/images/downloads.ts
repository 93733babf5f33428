import { useSyncExternalStore } from 'react';
import type { Connection } from '../api/connection.ts';
import { download, ticketFor, type FileRequest, type Sink } from '../api/download.ts';
import { isCancelled } from '../api/error.ts';
import { createStore } from '../api/store.ts';
import { holdUnsent } from '../api/unsent.ts';
import { warnWhileMoving } from '../api/warnWhileMoving.ts';
import { connectionOf } from './connectionOf.ts';
import type { ImageRow } from './row.ts';

/** The file of an image on its way to this device. */
export interface Download {
  readonly id: number;
  /** The key of the image. */
  readonly key: string;
  readonly connection: string;
  readonly fileName: string;
  /**
   * `running`: its bytes are being written. `handedOver`: the browser downloads it by itself, and shows how it goes.
   * `done`: every promised byte is in the file.
   */
  readonly state: 'running' | 'handedOver' | 'done' | 'failed';
  /** Bytes so far; and in all, null where the service does not say. */
  readonly received: number;
  readonly total: number | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly error: unknown;
}

/** What is to be downloaded: an image, and where its file is. */
export interface Wanted {
  readonly connection: Connection;
  readonly row: ImageRow;
  readonly file: FileRequest;
}

/** Progress is told this often at most, in milliseconds. */
const TELL_EVERY = 150;

const store = createStore<readonly Download[]>([]);
holdUnsent(() => store.get().some(({ state }) => state === 'running'));
const attempts = new Map<number, { readonly wanted: Wanted; readonly controller: AbortController }>();
let lastId = 0;

/** Downloads of this tab, the last one last. */
export function useDownloads(): readonly Download[] {
  return useSyncExternalStore(store.subscribe, store.get);
}

function put(id: number, change: Partial<Download>): void {
  store.update((list) => list.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

/** Pickers of the File System Access API, where the browser has them (not in TypeScript's own library yet). */
interface Pickers {
  readonly showSaveFilePicker: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
  readonly showDirectoryPicker: (options: {
    readonly mode: 'readwrite';
  }) => Promise<FileSystemDirectoryHandle>;
}

function hasPickers(world: object): world is Pickers {
  return 'showSaveFilePicker' in world && 'showDirectoryPicker' in world;
}

function begin(wanted: Wanted): { readonly id: number; readonly signal: AbortSignal } {
  lastId += 1;
  const id = lastId;
  const controller = new AbortController();
  attempts.set(id, { wanted, controller });
  const { row, file } = wanted;
  store.update((list) => [
    ...list,
    {
      id,
      key: row.key,
      connection: row.connection,
      fileName: file.fileName,
      state: 'running',
      received: 0,
      total: null,
      startedAt: Date.now(),
      error: null,
    },
  ]);
  return { id, signal: controller.signal };
}

/** Runs a download to its end, whatever that is. */
async function settle(id: number, work: () => Promise<Partial<Download>>): Promise<void> {
  try {
    put(id, await work());
  } catch (error) {
    if (isCancelled(error)) dismissDownload(id);
    else put(id, { state: 'failed', error });
  }
}

async function sinkOf(handle: FileSystemFileHandle): Promise<Sink> {
  const file = await handle.createWritable();
  return { write: (chunk) => file.write(chunk), close: () => file.close(), abort: () => file.abort() };
}

/** The connection as it is now: it may have got a new token since the row was drawn. */
function current({ connection, row }: Wanted): Connection {
  return connectionOf(row) ?? connection;
}

function stream(wanted: Wanted, handle: FileSystemFileHandle): Promise<void> {
  const { id, signal } = begin(wanted);
  return settle(id, async () => {
    let toldAt = 0;
    const received = await download(current(wanted), wanted.file, await sinkOf(handle), {
      signal,
      onProgress: (arrived, total) => {
        if (performance.now() - toldAt < TELL_EVERY) return;
        toldAt = performance.now();
        put(id, { received: arrived, total });
      },
    });
    return { state: 'done', received, total: received };
  });
}

function handOver(wanted: Wanted): Promise<void> {
  const { id, signal } = begin(wanted);
  return settle(id, async () => {
    const link = document.createElement('a');
    link.href = await ticketFor(current(wanted), wanted.file, signal);
    link.download = wanted.file.fileName;
    link.click();
    return { state: 'handedOver' };
  });
}

/** A file of this name in a folder; where one is there already, `NAME (2).qcow2`: nothing is written over. */
async function freeFile(folder: FileSystemDirectoryHandle, name: string): Promise<FileSystemFileHandle> {
  const dot = name.lastIndexOf('.');
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
    const exists = await folder.getFileHandle(tried).then(
      () => true,
      () => false,
    );
    if (!exists) return folder.getFileHandle(tried, { create: true });
  }
}

/**
 * Downloads files, in the turn of a click. Where the browser lets a page write files, it asks where to (one file,
 * or a folder for several) and streams into it, one after the other; elsewhere the browser downloads them itself,
 * through tickets.
 */
export async function startDownloads(wanted: readonly Wanted[]): Promise<void> {
  const [first] = wanted;
  if (!first) return;
  if (!hasPickers(window)) {
    for (const one of wanted) await handOver(one);
    return;
  }
  try {
    if (wanted.length === 1) {
      await stream(first, await window.showSaveFilePicker({ suggestedName: first.file.fileName }));
      return;
    }
    const folder = await window.showDirectoryPicker({ mode: 'readwrite' });
    for (const one of wanted) await stream(one, await freeFile(folder, one.file.fileName));
  } catch (error) {
    // Closing the picker is an answer too.
    if (!isCancelled(error)) throw error;
  }
}

/** Ends a download; what was written of its file is dropped. */
export function cancelDownload(id: number): void {
  attempts.get(id)?.controller.abort();
}

/** Takes a settled download off the list. */
export function dismissDownload(id: number): void {
  attempts.delete(id);
  store.update((list) => list.filter((one) => one.id !== id));
}

/** Downloads a failed one again, asking anew where to. */
export async function retryDownload(id: number): Promise<void> {
  const attempt = attempts.get(id);
  dismissDownload(id);
  if (attempt) await startDownloads([attempt.wanted]);
}

warnWhileMoving(store, ({ state }) => state === 'running');
