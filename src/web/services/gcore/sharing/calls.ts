import { queryOptions } from '@tanstack/react-query';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { isFailure } from '../../../api/error.ts';
import { requestOf, type WireRequest } from '../../../api/request.ts';
import {
  choiceOf,
  ofReseller,
  ofShared,
  resellerBody,
  sameChoice,
  sharedBody,
  type Choice,
  type Entity,
  type SharingRecord,
  type StoredChoice,
} from './record.ts';

/** The beginning of the keys of everything about sharing: for `invalidateQueries`. */
export function sharingKey(connection: Connection): readonly unknown[] {
  return ['gcore', connection.id, 'sharing', connection.base];
}

async function readShared(connection: Connection, signal?: AbortSignal): Promise<readonly SharingRecord[]> {
  const { results } = await call(connection, gcoreEndpoints.listSharedImages, {}, { signal });
  return results.flatMap((stored) => ofShared(stored) ?? []);
}

async function readReseller(
  connection: Connection,
  id: number,
  signal?: AbortSignal,
): Promise<readonly SharingRecord[]> {
  try {
    const params = { reseller_id: id };
    const { results } = await call(connection, gcoreEndpoints.listResellerImages, { params }, { signal });
    return results.map(ofReseller);
  } catch (error) {
    // Some services say 404 of a reseller without records, others send an empty list.
    if (isFailure(error, 'forbiddenOrMissing') && error.status === 404) return [];
    throw error;
  }
}

/** All records of the shared endpoint that the token may see. */
export function sharedQuery(connection: Connection) {
  return queryOptions({
    queryKey: [...sharingKey(connection), 'shared'],
    queryFn: ({ signal }) => readShared(connection, signal),
    enabled: connection.authorization !== null,
    networkMode: 'always',
  });
}

/** The records of one reseller at the deprecated endpoint, one for each region that has one. */
export function resellerQuery(connection: Connection, id: number) {
  return queryOptions({
    queryKey: [...sharingKey(connection), 'reseller', id],
    queryFn: ({ signal }) => readReseller(connection, id, signal),
    enabled: connection.authorization !== null,
    networkMode: 'always',
  });
}

/** The records among which an entity's stands: of its endpoint, and there of its reseller. */
export function recordsQuery(connection: Connection, entity: Entity) {
  return entity.keeper === 'shared' ? sharedQuery(connection) : resellerQuery(connection, entity.id);
}

/** The same records, read now and not from the cache. */
export function readRecords(connection: Connection, entity: Entity): Promise<readonly SharingRecord[]> {
  return entity.keeper === 'shared' ? readShared(connection) : readReseller(connection, entity.id);
}

/** Stores a choice for an entity, in place of what is there. */
async function storeChoice(connection: Connection, entity: Entity, choice: StoredChoice): Promise<void> {
  if (entity.keeper === 'shared') {
    await call(connection, gcoreEndpoints.putSharedImages, { json: sharedBody(entity, choice) });
  } else {
    await call(connection, gcoreEndpoints.putResellerImages, { json: resellerBody(entity, choice) });
  }
}

/**
 * What came of saving: the service has what was sent, or says so and has something else; or somebody changed the
 * record since it was shown, and nothing was sent.
 */
export type SaveOutcome = 'asSent' | 'otherwise' | 'overtaken';

/**
 * Stores a choice, if the record still says what was shown before, and reads what came of it.
 * @param shown what the person saw as stored
 */
export async function saveChoice(
  connection: Connection,
  entity: Entity,
  shown: Choice,
  wanted: StoredChoice,
): Promise<SaveOutcome> {
  const read = async () => choiceOf(entity, await readRecords(connection, entity));
  const now = await read();
  // A request may have arrived although its answer was lost.
  if (!sameChoice(now, shown)) return sameChoice(now, wanted) ? 'asSent' : 'overtaken';
  await storeChoice(connection, entity, wanted);
  return sameChoice(await read(), wanted) ? 'asSent' : 'otherwise';
}

/** The request that stores a choice. */
export function storeRequest(connection: Connection, entity: Entity, choice: StoredChoice): WireRequest {
  return entity.keeper === 'shared'
    ? requestOf(connection, gcoreEndpoints.putSharedImages, { json: sharedBody(entity, choice) })
    : requestOf(connection, gcoreEndpoints.putResellerImages, { json: resellerBody(entity, choice) });
}

/** Kind, number and region together: no document promises that more than the kind is looked at. */
function narrowest({ type, id, region }: Entity) {
  return { entity_type: type, entity_id: id, region_id: region };
}

/** Deletes an entity's record; what else goes with it, only reading again can tell. */
export async function removeRecord(connection: Connection, entity: Entity): Promise<void> {
  if (entity.keeper === 'shared') {
    await call(connection, gcoreEndpoints.deleteSharedImages, { query: narrowest(entity) });
  } else {
    await call(connection, gcoreEndpoints.deleteResellerImages, { params: { reseller_id: entity.id } });
  }
}

/** The request that deletes it. */
export function removeRequest(connection: Connection, entity: Entity): WireRequest {
  return entity.keeper === 'shared'
    ? requestOf(connection, gcoreEndpoints.deleteSharedImages, { query: narrowest(entity) })
    : requestOf(connection, gcoreEndpoints.deleteResellerImages, { params: { reseller_id: entity.id } });
}
