import { useQuery } from '@tanstack/react-query';
import type { Connection } from '../../../api/connection.ts';
import { createDrafts, keepDraft, useDraft } from '../drafts.ts';
import { readRecords, recordsQuery, removeRecord, saveChoice } from './calls.ts';
import {
  entityKey,
  fallen,
  fallWith,
  sameRecords,
  type Entity,
  type Fallen,
  type SharingRecord,
} from './record.ts';

/**
 * The records as they were read just before a deletion was sent. They lie outside of what draws and sends, so that
 * neither a lost answer nor a closed dialog takes with it what can be stored again.
 */
const kept = createDrafts<readonly SharingRecord[]>();

const keyOf = (connection: Connection, entity: Entity): string => `${connection.id} ${entityKey(entity)}`;

/**
 * Deletes an entity's record, if what may go with it is still what was shown; otherwise nothing is sent. The records
 * from before are kept first.
 * @param shown the records as the person saw them
 */
export async function liftRecord(
  connection: Connection,
  entity: Entity,
  shown: readonly SharingRecord[],
): Promise<'sent' | 'overtaken'> {
  const before = await readRecords(connection, entity);
  if (!sameRecords(fallWith(entity, shown), fallWith(entity, before))) return 'overtaken';
  keepDraft(kept, keyOf(connection, entity), before);
  await removeRecord(connection, entity);
  return 'sent';
}

/** A deletion that was sent, whether or not its answer came. */
export interface Lifted {
  /** The records from before it. */
  readonly before: readonly SharingRecord[];
  /** What it took; undefined while that could not be read. */
  readonly took: Fallen | undefined;
}

/** The deletion of an entity's record that is not done with; undefined when there is none. */
export function useLifted(connection: Connection, entity: Entity): Lifted | undefined {
  const before = useDraft(kept, keyOf(connection, entity));
  // A reading that failed leaves the records from before in the cache, which would look as if nothing had gone.
  const { data, isSuccess } = useQuery(recordsQuery(connection, entity));
  return before && { before, took: isSuccess ? fallen(entity, before, data) : undefined };
}

/** Is done with a deletion: nothing else went, or it was stored again, or is to stay away. */
export function forgetLifted(connection: Connection, entity: Entity): void {
  keepDraft(kept, keyOf(connection, entity), undefined);
}

/**
 * Stores again what is missing of the records from before a deletion; what somebody has stored there meanwhile stays.
 * @returns those that do not say what they said before
 */
export async function restoreRecords(
  connection: Connection,
  entity: Entity,
  before: readonly SharingRecord[],
): Promise<readonly SharingRecord[]> {
  const { others } = fallen(entity, before, await readRecords(connection, entity));
  const different: SharingRecord[] = [];
  for (const record of others) {
    const outcome = await saveChoice(connection, record.entity, { kind: 'noRecord' }, record.choice);
    if (outcome !== 'asSent') different.push(record);
  }
  return different;
}
