import { useSyncExternalStore } from 'react';
import { createStore, type Store } from '../../api/store.ts';
import { holdUnsent } from '../../api/unsent.ts';

/** What was begun on pages of one kind and is not done with: it stays when they are left and come back to, until the tab closes. */
export type Drafts<Draft> = Store<ReadonlyMap<string, Draft>>;

/** Makes a place for drafts. */
export function createDrafts<Draft>(): Drafts<Draft> {
  const drafts = createStore<ReadonlyMap<string, Draft>>(new Map());
  holdUnsent(() => drafts.get().size > 0);
  return drafts;
}

/** The draft under this key; undefined when nothing has been begun. */
export function useDraft<Draft>(drafts: Drafts<Draft>, key: string): Draft | undefined {
  return useSyncExternalStore(drafts.subscribe, () => drafts.get().get(key));
}

/** Keeps a draft; undefined ends it. */
export function keepDraft<Draft>(drafts: Drafts<Draft>, key: string, draft: Draft | undefined): void {
  drafts.update((all) => {
    const next = new Map(all);
    if (draft) next.set(key, draft);
    else next.delete(key);
    return next;
  });
}
