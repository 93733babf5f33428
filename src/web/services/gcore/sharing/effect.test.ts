import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntityType } from '../../../../contract/gcore/sharing.ts';
import { effectOf, pickable, ruling, widerChoices, type SharedPick } from './effect.ts';
import { onlyThese, type Choice, type SharingRecord } from './record.ts';

const image = (id: string, visibility: string): SharedPick => ({ id, name: `image ${id}`, visibility });
const IMAGES = [image('a', 'public'), image('b', 'public'), image('c', 'public'), image('x', 'private')];
const ALL: Choice = { kind: 'all' };
const NONE: Choice = { kind: 'none' };
const NO_RECORD: Choice = { kind: 'noRecord' };
const ids = (images: readonly SharedPick[]) => images.map(({ id }) => id);

describe('the most specific record counts, alone', () => {
  test.each<readonly [string, readonly Choice[], Choice['kind']]>([
    ['none above all', [NONE, ALL], 'none'],
    ['all above none', [ALL, NONE], 'all'],
    ['no record above none', [NO_RECORD, NONE], 'none'],
    ['no record anywhere', [NO_RECORD, NO_RECORD], 'all'],
    ['nothing at all', [], 'all'],
  ])('%s', (_, choices, kind) => expect(ruling(choices).kind).toBe(kind));
});

test('what each choice lets clients pick', () => {
  expect(ids(pickable(IMAGES, [ALL]))).toEqual(['a', 'b', 'c']);
  expect(ids(pickable(IMAGES, [NONE]))).toEqual([]);
  expect(ids(pickable(IMAGES, [onlyThese(['b', 'x', 'gone'])]))).toEqual(['b', 'x']);
  expect(ids(pickable(IMAGES, [NO_RECORD, onlyThese(['a'])]))).toEqual(['a']);
});

test('a limit tells what disappears, what is shared by it, and what is not there any more', () => {
  const effect = effectOf(IMAGES, ALL, onlyThese(['a', 'x', 'gone']));
  expect(ids(effect.before)).toEqual(['a', 'b', 'c']);
  expect(ids(effect.after)).toEqual(['a', 'x']);
  expect(ids(effect.disappear)).toEqual(['b', 'c']);
  expect(ids(effect.appear)).toEqual(['x']);
  expect(ids(effect.exposed)).toEqual(['x']);
  expect(effect.vanished).toEqual(['gone']);
});

test('lifting a limit falls back to the wider record, not to everything', () => {
  expect(ids(effectOf(IMAGES, NONE, NO_RECORD, [onlyThese(['c'])]).appear)).toEqual(['c']);
  expect(ids(effectOf(IMAGES, NONE, NO_RECORD).appear)).toEqual(['a', 'b', 'c']);
});

const choice: fc.Arbitrary<Choice> = fc.oneof(
  fc.constantFrom(ALL, NONE, NO_RECORD),
  fc.uniqueArray(fc.constantFrom('a', 'b', 'x', 'gone')).map(onlyThese),
);

test('what was there, less what disappears, with what appears, is what will be there', () => {
  fc.assert(
    fc.property(choice, choice, fc.array(choice), (from, to, wider) => {
      const { before, after, appear, disappear } = effectOf(IMAGES, from, to, wider);
      const gone = new Set(ids(disappear));
      const end = [...ids(before).filter((id) => !gone.has(id)), ...ids(appear)];
      expect(end.toSorted()).toEqual(ids(after).toSorted());
    }),
  );
});

test('a project falls back to its client’s record, a reseller to its deprecated one', () => {
  const region = 76;
  const records: readonly SharingRecord[] = [
    {
      entity: { keeper: 'shared', type: 'client', id: 77, region },
      choice: { kind: 'none' },
      updatedAt: null,
    },
    {
      entity: { keeper: 'reseller', type: 'reseller', id: 936, region },
      choice: { kind: 'all' },
      updatedAt: null,
    },
  ];
  const clientOf = (project: number) => (project === 1337 ? 77 : undefined);
  const of = (type: EntityType, id: number) =>
    widerChoices({ keeper: 'shared', type, id, region }, records, clientOf);
  expect(of('project', 1337)).toEqual([{ kind: 'none' }]);
  expect(of('project', 9)).toEqual([]);
  expect(of('client', 77)).toEqual([]);
  expect(of('reseller', 936)).toEqual([{ kind: 'all' }]);
  expect(of('reseller', 5)).toEqual([{ kind: 'noRecord' }]);
});
