import type * as z from 'zod/mini';
import type { Dialect } from '../../contract/endpoint.ts';
import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import type { EntityType, StoredResellerImage } from '../../contract/gcore/sharing.ts';
import type { Routes } from '../route.ts';
import type { Caller } from './accounts.ts';
import { forbidden, invalid, notFound } from './refusals.ts';
import { CLIENTS, PROJECTS, REGIONS } from './registry.ts';
import { Refused } from '../route.ts';
import type { ResellerRecord, Sharing } from './sharing.ts';

const ENTITIES: Readonly<Record<EntityType, readonly number[]>> = {
  reseller: CLIENTS.map(({ resellerId }) => resellerId),
  client: CLIENTS.map(({ id }) => id),
  project: PROJECTS.map(({ id }) => id),
};

const date = (time: number): string => new Date(time).toISOString().slice(0, 19);

/** Resellers have their own records only. */
function mustBe(caller: Caller, resellerId: number): void {
  if (caller.role === 'Reseller' && caller.clientId !== resellerId) {
    throw forbidden(`Reseller ${resellerId} is not available`);
  }
}

function knownRegion(regionId: number): void {
  if (!REGIONS.some(({ id }) => id === regionId)) throw notFound(`Region ${regionId} could not be found`);
}

/**
 * Who gets which public images: the deprecated records of resellers, and those of resellers, clients and projects.
 */
export function serveSharing(routes: Routes<Caller>, sharing: Sharing, dialect: Dialect): void {
  const json = (record: ResellerRecord): z.input<typeof StoredResellerImage> => {
    const { created_at, updated_at, ...documented } = record;
    const dates = { created_at: date(created_at), updated_at: date(updated_at) };
    return { ...documented, ...(dialect === 'observed' && dates) };
  };

  routes.on(gcoreEndpoints.putResellerImages, ({ caller, body }) => {
    const record = body.value;
    mustBe(caller, record.reseller_id);
    knownRegion(record.region_id);
    sharing.putReseller(record, Date.now());
    return { status: 200, json: record };
  });

  routes.on(gcoreEndpoints.listResellerImages, ({ caller, params }) => {
    mustBe(caller, params.reseller_id);
    const results = sharing.reseller(params.reseller_id).map(json);
    if (results.length === 0 && dialect === 'observed') {
      throw notFound(`Reseller ${params.reseller_id} has no image list`);
    }
    return { status: 200, json: { count: results.length, results } };
  });

  routes.on(gcoreEndpoints.deleteResellerImages, ({ caller, params }) => {
    mustBe(caller, params.reseller_id);
    sharing.removeReseller(params.reseller_id);
    return { status: dialect === 'observed' ? 204 : 200 };
  });

  routes.on(gcoreEndpoints.putSharedImages, ({ body }) => {
    knownRegion(body.value.region_id);
    return { status: 200, json: { count: 1, results: [sharing.putShared(body.value)] } };
  });

  routes.on(gcoreEndpoints.listSharedImages, ({ query }) => {
    const { entity_type: entityType, entity_id: entityId = null, region_id: regionId = null } = query;
    const results = sharing.shared({ entityType: entityType ?? null, entityId, regionId });
    const types: readonly EntityType[] = entityType ? [entityType] : ['reseller', 'client', 'project'];
    const known = entityId === null || types.some((type) => ENTITIES[type].includes(entityId));
    if (results.length === 0 && !known) throw notFound('Entity not found');
    return { status: 200, json: { count: results.length, results } };
  });

  routes.on(gcoreEndpoints.deleteSharedImages, ({ query }) => {
    const { entity_type: entityType, entity_id: entityId = null, region_id: regionId = null } = query;
    // Without the type it would be every record there is: the one mistake that must not happen.
    if (entityType === undefined) throw new Refused(invalid({ entity_type: ['Field required'] }));
    sharing.removeShared({ entityType, entityId, regionId });
    return { status: 204 };
  });
}
