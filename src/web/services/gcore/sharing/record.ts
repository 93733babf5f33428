import {
  EntityType,
  type ImageIds,
  type SharedImage,
  type StoredResellerImage,
} from '../../../../contract/gcore/sharing.ts';

/**
 * Which public images an entity's clients get. On the wire three of these are one field, and the difference
 * between them a null, an empty list and a missing record; here none can turn into another by accident.
 */
export type Choice =
  /** A record with `image_ids: null`: every public image, those to come included. */
  | { readonly kind: 'all' }
  /** A record with `image_ids: []`. */
  | { readonly kind: 'none' }
  /** A record with ids, at least one. */
  | { readonly kind: 'only'; readonly ids: readonly [string, ...string[]] }
  /** No record at all: whatever a wider entity's record says, else every public image. */
  | { readonly kind: 'noRecord' };

/** The choices that a record can hold. */
export type StoredChoice = Exclude<Choice, { kind: 'noRecord' }>;

/** A list of ids as a choice: an empty one is "none", and never "all". */
export function onlyThese(ids: readonly string[]): StoredChoice {
  const [first, ...rest] = new Set(ids);
  return first === undefined ? { kind: 'none' } : { kind: 'only', ids: [first, ...rest] };
}

/** The choice that `image_ids` of a record means. */
export function storedChoice(ids: ImageIds): StoredChoice {
  return ids === null ? { kind: 'all' } : onlyThese(ids);
}

/** What stands in `image_ids` for a choice. */
export function imageIdsOf(choice: StoredChoice): ImageIds {
  switch (choice.kind) {
    case 'all':
      return null;
    case 'none':
      return [];
    case 'only':
      return [...choice.ids];
  }
}

/** Do two choices mean the same? The order of ids does not count. */
export function sameChoice(one: Choice, other: Choice): boolean {
  if (one.kind !== 'only' || other.kind !== 'only') return one.kind === other.kind;
  const ids = new Set(one.ids);
  return ids.size === other.ids.length && other.ids.every((id) => ids.has(id));
}

/** The form: which card is chosen, and the ticks, which stay while another card is looked at. */
export interface ChoiceForm {
  readonly kind: Choice['kind'];
  readonly ticked: ReadonlySet<string>;
}

/** The form as it opens on a choice. */
export function formOf(choice: Choice): ChoiceForm {
  return { kind: choice.kind, ticked: new Set(choice.kind === 'only' ? choice.ids : []) };
}

/** The choice of the form; undefined while "only these" is chosen and nothing is ticked, which means nothing. */
export function chosen({ kind, ticked }: ChoiceForm): Choice | undefined {
  if (kind !== 'only') return { kind };
  const choice = onlyThese([...ticked]);
  return choice.kind === 'only' ? choice : undefined;
}

/** Which endpoint keeps a record: `/v1/shared_image`, or the deprecated `/v1/reseller_image`. */
export type Keeper = 'shared' | 'reseller';

/** Whom a record is about, and where. */
export interface Entity {
  readonly keeper: Keeper;
  readonly type: EntityType;
  readonly id: number;
  readonly region: number;
}

/** One record of either endpoint. */
export interface SharingRecord {
  readonly entity: Entity;
  readonly choice: StoredChoice;
  /** When it was last set, in the service's spelling, where it says so. */
  readonly updatedAt: string | null;
}

/** Two names are of one record when endpoint, kind, number and region are the same. */
export function entityKey({ keeper, type, id, region }: Entity): string {
  return `${keeper}/${type}/${id}/${region}`;
}

/** The choice of an entity among records. */
export function choiceOf(entity: Entity, records: readonly SharingRecord[]): Choice {
  const key = entityKey(entity);
  return records.find((record) => entityKey(record.entity) === key)?.choice ?? { kind: 'noRecord' };
}

/** Do two readings have the same records, each with the same choice? */
export function sameRecords(one: readonly SharingRecord[], other: readonly SharingRecord[]): boolean {
  return (
    one.length === other.length &&
    one.every((record) => sameChoice(record.choice, choiceOf(record.entity, other)))
  );
}

/** A record of the deprecated endpoint. */
export function ofReseller(stored: StoredResellerImage): SharingRecord {
  const entity: Entity = {
    keeper: 'reseller',
    type: 'reseller',
    id: stored.reseller_id,
    region: stored.region_id,
  };
  return { entity, choice: storedChoice(stored.image_ids), updatedAt: stored.updated_at };
}

/** A record of the shared endpoint; undefined for a kind of entity that is not known here. */
export function ofShared(stored: SharedImage): SharingRecord | undefined {
  const type = EntityType.options.find((option) => option === stored.entity_type);
  if (type === undefined) return undefined;
  const entity: Entity = { keeper: 'shared', type, id: stored.entity_id, region: stored.region_id };
  return { entity, choice: storedChoice(stored.image_ids), updatedAt: null };
}

/** The body that stores a choice for an entity of the deprecated endpoint. */
export function resellerBody({ id, region }: Entity, choice: StoredChoice) {
  return { reseller_id: id, region_id: region, image_ids: imageIdsOf(choice) };
}

/** The body that stores a choice for an entity of the shared endpoint. */
export function sharedBody({ type, id, region }: Entity, choice: StoredChoice) {
  return { entity_type: type, entity_id: id, region_id: region, image_ids: imageIdsOf(choice) };
}

/** The records that a deletion takes according to its documents, which name neither entity nor region. */
export function fallWith(entity: Entity, records: readonly SharingRecord[]): readonly SharingRecord[] {
  return records.filter(
    ({ entity: one }) =>
      one.keeper === entity.keeper &&
      (entity.keeper === 'reseller' ? one.id === entity.id : one.type === entity.type),
  );
}

/** What a deletion really took: compared by reading before and after. */
export interface Fallen {
  /** Is the one that was meant gone? */
  readonly gone: boolean;
  /** Others that went with it, and can be stored again. */
  readonly others: readonly SharingRecord[];
}

/** Compares the records from before a deletion with those after it. */
export function fallen(
  entity: Entity,
  before: readonly SharingRecord[],
  after: readonly SharingRecord[],
): Fallen {
  const left = new Set(after.map((record) => entityKey(record.entity)));
  const meant = entityKey(entity);
  return {
    gone: !left.has(meant),
    others: before.filter(
      (record) => entityKey(record.entity) !== meant && !left.has(entityKey(record.entity)),
    ),
  };
}
