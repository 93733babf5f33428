import * as z from 'zod/mini';
import { integer, maybe } from './wire.ts';

/**
 * Which public images an entity's clients get: `null` is all of them, `[]` none, a list only these (an image
 * in it that is not public is thereby shared). There is no fourth value, and absence is an error rather
 * than null: a writer that drops empty lists must not turn "none" into "all".
 */
export const ImageIds = z.nullable(z.array(z.string()));
export type ImageIds = z.output<typeof ImageIds>;

/** The limit of one reseller in one region. */
export const ResellerImage = z.object({
  /** The reseller's technical client. */
  reseller_id: z.int(),
  region_id: z.int(),
  image_ids: ImageIds,
});
export type ResellerImage = z.output<typeof ResellerImage>;

/** A stored limit; the two dates come from a fork of the same back end and are not documented. */
export const StoredResellerImage = z.extend(ResellerImage, {
  created_at: maybe(z.string()),
  updated_at: maybe(z.string()),
});
export type StoredResellerImage = z.output<typeof StoredResellerImage>;

export const ResellerImageList = z.object({ count: z.number(), results: z.array(StoredResellerImage) });

export const EntityType = z.enum(['reseller', 'client', 'project']);
export type EntityType = z.output<typeof EntityType>;

/** What one entity in one region gets; the most specific entity's record counts. */
export const NewSharedImage = z.object({
  entity_type: EntityType,
  entity_id: z.int(),
  region_id: z.int(),
  image_ids: ImageIds,
});
export type NewSharedImage = z.output<typeof NewSharedImage>;

export const SharedImage = z.extend(NewSharedImage, {
  id: z.int(),
  /** Read as text, should another kind of entity come up. */
  entity_type: z.string(),
});
export type SharedImage = z.output<typeof SharedImage>;

export const SharedImageList = z.object({ count: z.number(), results: z.array(SharedImage) });

export const SharedImageQuery = z.object({
  entity_type: z.optional(EntityType),
  /** Not documented; the embedded service narrows by it. */
  entity_id: z.optional(integer(1)),
  /** Not documented; the embedded service narrows by it. */
  region_id: z.optional(integer(1)),
});
