import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { createStore } from '../api/store.ts';
import type { PathFile } from './droppedFiles.ts';

/** What a page makes of files that are dropped anywhere while it is shown. */
export interface DropTarget {
  /** What letting go does, in a few words, and what happens then. */
  readonly title: string;
  readonly hint: string;
  readonly onFiles: (files: Promise<readonly PathFile[]>) => void;
}

const targets = createStore<readonly DropTarget[]>([]);

/** Claims files that are dropped anywhere as long as the component is drawn. Undefined claims nothing. */
export function useDropTarget(target: DropTarget | undefined): void {
  const title = target?.title;
  const hint = target?.hint;
  const take = useEffectEvent((files: Promise<readonly PathFile[]>) => target?.onFiles(files));
  useEffect(() => {
    if (title === undefined || hint === undefined) return undefined;
    const mine: DropTarget = { title, hint, onFiles: (files) => take(files) };
    targets.update((list) => [...list, mine]);
    return () => targets.update((list) => list.filter((one) => one !== mine));
  }, [title, hint]);
}

/** Who takes dropped files now: the page that came last; undefined when no page has claimed them. */
export function useClaimedDrop(): DropTarget | undefined {
  return useSyncExternalStore(targets.subscribe, () => targets.get().at(-1));
}
