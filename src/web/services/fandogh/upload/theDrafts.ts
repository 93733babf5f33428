import { useSyncExternalStore } from 'react';
import type { Connection } from '../../../api/connection.ts';
import { holdUnsent } from '../../../api/unsent.ts';
import { onUploadDone } from '../../../uploads/theQueue.ts';
import { createVersionDrafts, NEW_DRAFT, type VersionDraft } from './drafts.ts';
import { prepareSource } from './preparing.ts';

/** The drafts of this tab. They outlive pages. */
export const versionDrafts = createVersionDrafts(prepareSource);

holdUnsent(() =>
  [...versionDrafts.all.get().values()].some(
    ({ name, version, stage }) => name !== '' || version !== undefined || stage.kind !== 'empty',
  ),
);

onUploadDone(({ job }) => versionDrafts.forget(job));

/** Where the draft of another version of an image is kept; without an image, that of an image to be made. */
export function draftKey(connection: Connection, image: string | undefined): string {
  return `${connection.id}/${image ?? ''}`;
}

/** A draft as it stands. */
export function useVersionDraft(key: string): VersionDraft {
  return (
    useSyncExternalStore(versionDrafts.all.subscribe, () => versionDrafts.all.get().get(key)) ?? NEW_DRAFT
  );
}
