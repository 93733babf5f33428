import { createDrafts, keepDraft, useDraft } from '../drafts.ts';
import type { Draft } from './draft.ts';
import type { ServerLabel } from './plan.ts';
import type { Saving } from './save.ts';

/** The editing of one image's labels, which goes on when the page is left and come back to. */
export interface Editing {
  /** What the service had when the editing began. */
  readonly base: readonly ServerLabel[];
  readonly draft: Draft;
  /** Does everything go that is not in the draft? */
  readonly replace: boolean;
  /** The saving that was begun, until it is put away. */
  readonly saving: Saving | undefined;
}

const editings = createDrafts<Editing>();

/** The editing under this key; undefined when nothing has been typed. */
export function useEditing(key: string): Editing | undefined {
  return useDraft(editings, key);
}

/** Keeps an editing; undefined ends it. */
export function keepEditing(key: string, editing: Editing | undefined): void {
  keepDraft(editings, key, editing);
}
