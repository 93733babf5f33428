import * as z from 'zod/mini';
import { flag, integer, maybe } from './wire.ts';

export const GcoreProject = z.object({
  id: z.number(),
  name: z.string(),
  client_id: maybe(z.number()),
  /** `ACTIVE`, and others on the way in or out. */
  state: maybe(z.string()),
  /** Every client has one. */
  is_default: maybe(z.boolean()),
  description: maybe(z.string()),
  created_at: maybe(z.string()),
  deleted_at: maybe(z.string()),
  task_id: maybe(z.string()),
});
export type GcoreProject = z.output<typeof GcoreProject>;

export const GcoreProjectList = z.object({ count: z.number(), results: z.array(GcoreProject) });

export const ProjectQuery = z.object({
  name: z.optional(z.string()),
  include_deleted: z.optional(flag),
  order_by: z.optional(z.enum(['created_at.asc', 'created_at.desc', 'name.asc', 'name.desc'])),
  client_id: z.optional(integer(1)),
  /** 100 unless told otherwise. */
  limit: z.optional(integer(1, 1000)),
  offset: z.optional(integer(0)),
});

/** Numbers in 2025, texts since: both are read as numbers. */
const Degrees = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((degrees) => Number(degrees)),
);

/** Where a region stands, if it says so in a form that can be read. */
const Coordinates = z.pipe(
  z.optional(z.nullable(z.union([z.string(), z.object({ latitude: Degrees, longitude: Degrees })]))),
  z.transform((coordinates) => (typeof coordinates === 'object' ? coordinates : null)),
);

export const GcoreRegion = z.object({
  id: z.number(),
  display_name: z.string(),
  /** Only `ACTIVE` ones should be worked in. */
  state: maybe(z.string()),
  /** Two letters. */
  country: maybe(z.string()),
  zone: maybe(z.string()),
  /** `core` or `edge`. */
  access_level: maybe(z.string()),
  coordinates: Coordinates,
  keystone_name: maybe(z.string()),
  keystone_id: maybe(z.number()),
  metrics_database_id: maybe(z.number()),
  endpoint_type: maybe(z.string()),
  external_network_id: maybe(z.string()),
  vlan_physical_network: maybe(z.string()),
  available_volume_types: maybe(z.array(z.string())),
  has_kvm: maybe(z.boolean()),
  has_basic_vm: maybe(z.boolean()),
  has_baremetal: maybe(z.boolean()),
  has_k8s: maybe(z.boolean()),
  has_sfs: maybe(z.boolean()),
  has_ai: maybe(z.boolean()),
  has_ai_gpu: maybe(z.boolean()),
  has_dbaas: maybe(z.boolean()),
  created_on: maybe(z.string()),
  task_id: maybe(z.string()),
});
export type GcoreRegion = z.output<typeof GcoreRegion>;

export const GcoreRegionList = z.object({ count: z.number(), results: z.array(GcoreRegion) });

export const RegionQuery = z.object({
  display_name: z.optional(z.string()),
  /** 100 unless told otherwise. */
  limit: z.optional(integer(1, 1000)),
  offset: z.optional(integer(0)),
});
