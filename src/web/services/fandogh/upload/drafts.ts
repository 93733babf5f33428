import { createStore, type Store } from '../../../api/store.ts';
import type { PathFile } from '../../../uploads/droppedFiles.ts';
import type { UploadJob } from '../../../uploads/queue.ts';
import { sourceOfFiles, type Prepared, type PreparingMessage, type Source } from './preparing.ts';

/** How far what was dropped or chosen is on its way to something that can be sent. */
export type Stage =
  | { readonly kind: 'empty' }
  /** The browser tells what is in a dropped folder. */
  | { readonly kind: 'gathering' }
  | { readonly kind: 'refused'; readonly why: 'nothing' | 'several' | 'unreadable' }
  /** `fraction`: the packed part of a folder. */
  | { readonly kind: 'preparing'; readonly source: Source; readonly fraction: number | undefined }
  | { readonly kind: 'ready'; readonly source: Source; readonly prepared: Prepared };

/** A version that somebody is about to upload. It survives going to other pages. */
export interface VersionDraft {
  /** The name of an image that is to be made. */
  readonly name: string;
  /** What was typed; undefined as long as the suggested version stands. */
  readonly version: string | undefined;
  readonly stage: Stage;
  /** The upload that was made of it last. */
  readonly job: UploadJob | undefined;
}

/** A draft that nobody has touched. */
export const NEW_DRAFT: VersionDraft = {
  name: '',
  version: undefined,
  stage: { kind: 'empty' },
  job: undefined,
};

/** The drafts of a tab, by the place they are for. */
export interface VersionDrafts {
  readonly all: Store<ReadonlyMap<string, VersionDraft>>;
  readonly change: (key: string, changed: Partial<Omit<VersionDraft, 'stage'>>) => void;
  /** Takes dropped or chosen files in the place of those before, and gets them ready. */
  readonly choose: (key: string, files: Promise<readonly PathFile[]>) => void;
  /** Lets go of the files; what was typed stays. */
  readonly clear: (key: string) => void;
  /** Forgets the draft that this upload was made of. */
  readonly forget: (job: UploadJob) => void;
}

type Prepare = (source: Source, tell: (message: PreparingMessage) => void) => () => void;

/** Keeps drafts. @param prepare gets a source ready; returns what ends it */
export function createVersionDrafts(prepare: Prepare): VersionDrafts {
  const all = createStore<ReadonlyMap<string, VersionDraft>>(new Map());
  const endings = new Map<string, () => void>();
  const set = (key: string, changed: Partial<VersionDraft>): void =>
    all.update((map) => new Map(map).set(key, { ...(map.get(key) ?? NEW_DRAFT), ...changed }));
  const end = (key: string): void => {
    endings.get(key)?.();
    endings.delete(key);
  };
  const take = (key: string, files: readonly PathFile[]): void => {
    const source = sourceOfFiles(files);
    if (typeof source === 'string') {
      set(key, { stage: { kind: 'refused', why: source } });
      return;
    }
    set(key, { stage: { kind: 'preparing', source, fraction: undefined } });
    endings.set(
      key,
      prepare(source, (message) => {
        switch (message.kind) {
          case 'progress':
            return set(key, { stage: { kind: 'preparing', source, fraction: message.fraction } });
          case 'ready':
            return set(key, { stage: { kind: 'ready', source, prepared: message.prepared } });
          case 'unreadable':
            return set(key, { stage: { kind: 'refused', why: 'unreadable' } });
        }
      }),
    );
  };
  return {
    all,
    change: set,
    choose: (key, files) => {
      end(key);
      let isOver = false;
      endings.set(key, () => (isOver = true));
      set(key, { stage: { kind: 'gathering' } });
      files.then(
        (list) => {
          if (!isOver) take(key, list);
        },
        () => {
          if (!isOver) set(key, { stage: { kind: 'refused', why: 'unreadable' } });
        },
      );
    },
    clear: (key) => {
      end(key);
      set(key, { stage: NEW_DRAFT.stage });
    },
    forget: (job) => {
      for (const [key, draft] of all.get()) {
        if (draft.job !== job) continue;
        end(key);
        all.update((map) => new Map([...map].filter(([one]) => one !== key)));
      }
    },
  };
}
