import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { choiceOf, type Choice, type Entity, type SharingRecord } from './record.ts';

/** An image as sharing sees it. */
export type SharedPick = Pick<GcoreImage, 'id' | 'name' | 'visibility'>;

/**
 * Of several choices about the same clients the most specific counts alone: project, client, reseller, and
 * last the reseller's deprecated record. Without any, every public image is there.
 * @param choices from the most specific to the widest
 */
export function ruling(choices: readonly Choice[]): Exclude<Choice, { kind: 'noRecord' }> {
  for (const choice of choices) if (choice.kind !== 'noRecord') return choice;
  return { kind: 'all' };
}

/**
 * The images that a choice lets clients pick. A list may name an image that is not public: that one is thereby
 * shared with everybody under the entity.
 */
export function pickable<I extends SharedPick>(
  images: readonly I[],
  choices: readonly Choice[],
): readonly I[] {
  const choice = ruling(choices);
  switch (choice.kind) {
    case 'all':
      return images.filter((image) => image.visibility === 'public');
    case 'none':
      return [];
    case 'only': {
      const ids = new Set(choice.ids);
      return images.filter((image) => ids.has(image.id));
    }
  }
}

/** What a change of one choice means for the clients under it. */
export interface Effect<I extends SharedPick> {
  readonly before: readonly I[];
  readonly after: readonly I[];
  readonly appear: readonly I[];
  readonly disappear: readonly I[];
  /** Among those that appear: images that are not public and are shared by this. */
  readonly exposed: readonly I[];
  /** Ids in the new list that are no image of the region (any more). */
  readonly vanished: readonly string[];
}

/**
 * What changes for an entity's clients. Clients with a more specific record of their own are not touched by it.
 * @param wider the choices of wider entities, which count while this one has no record
 */
export function effectOf<I extends SharedPick>(
  images: readonly I[],
  from: Choice,
  to: Choice,
  wider: readonly Choice[] = [],
): Effect<I> {
  const before = pickable(images, [from, ...wider]);
  const after = pickable(images, [to, ...wider]);
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(after.map(({ id }) => id));
  const appear = after.filter(({ id }) => !had.has(id));
  const known = new Set(images.map(({ id }) => id));
  return {
    before,
    after,
    appear,
    disappear: before.filter(({ id }) => !has.has(id)),
    exposed: appear.filter(({ visibility }) => visibility !== 'public'),
    vanished: to.kind === 'only' ? to.ids.filter((id) => !known.has(id)) : [],
  };
}

/**
 * The choices of the entities around one, from the nearest to the widest. Whose client a project is, the list of
 * projects says; whose reseller a client is, no endpoint does.
 */
export function widerChoices(
  { keeper, type, id, region }: Entity,
  records: readonly SharingRecord[],
  clientOf: (project: number) => number | undefined,
): readonly Choice[] {
  const of = (around: Entity): Choice => choiceOf(around, records);
  if (keeper === 'reseller' || type === 'client') return [];
  if (type === 'reseller') return [of({ keeper: 'reseller', type, id, region })];
  const client = clientOf(id);
  return client === undefined ? [] : [of({ keeper, type: 'client', id: client, region })];
}
