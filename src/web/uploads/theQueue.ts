import { useSyncExternalStore } from 'react';
import { holdUnsent } from '../api/unsent.ts';
import { warnWhileMoving } from '../api/warnWhileMoving.ts';
import { connections, onConnectionsChanged } from '../connections/store.ts';
import { createUploadQueue, isDone, isMoving, type QueuedUpload } from './queue.ts';

type DoneListener = (item: QueuedUpload) => void;

const doneListeners = new Set<DoneListener>();

/** The one upload queue of this tab. It outlives pages. */
export const uploadQueue = createUploadQueue({
  connectionOf: (id) => connections().find((connection) => connection.id === id),
  now: () => Date.now(),
  atOnce: 2,
  onDone: (item) => {
    for (const listener of doneListeners) listener(item);
  },
});

// A file that failed can be sent again as long as the page has it.
holdUnsent(() => !uploadQueue.items.get().every(isDone));

onConnectionsChanged(() => uploadQueue.connectionsChanged());

/** Hears of every upload that has succeeded; returns what ends the listening. */
export function onUploadDone(listener: DoneListener): () => void {
  doneListeners.add(listener);
  return () => doneListeners.delete(listener);
}

/** Everything in the queue. */
export function useUploads(): readonly QueuedUpload[] {
  return useSyncExternalStore(uploadQueue.items.subscribe, uploadQueue.items.get);
}

/** When what is seen at this path was last uploaded by this tab, in milliseconds since 1970. */
export function uploadedAt(link: string): number | undefined {
  const done = uploadQueue.items
    .get()
    .flatMap(({ phase }) => (phase.kind === 'done' && phase.result.link === link ? [phase.at] : []));
  return done.at(-1);
}

warnWhileMoving(uploadQueue.items, isMoving);
