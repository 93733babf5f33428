import { expect, test } from 'vitest';
import { matrixOf } from './matrix.ts';
import { onlyThese, type Choice, type SharingRecord } from './record.ts';

const image = (id: string, visibility = 'public') => ({ id, name: `Image ${id}`, visibility });
const IMAGES = [image('a'), image('b'), image('c'), image('x', 'private'), image('y', 'private')];
const record = (id: number, choice: Exclude<Choice, { kind: 'noRecord' }>, region = 76): SharingRecord => ({
  entity: { keeper: 'shared', type: 'client', id, region },
  choice,
  updatedAt: null,
});
const RECORDS = [
  record(100, { kind: 'all' }),
  record(9, onlyThese(['a', 'x'])),
  record(20, { kind: 'none' }),
  record(9, { kind: 'none' }, 92),
];
const ANY = { image: '', limited: false };

test('a column for each record of the region, in the order of their numbers', () => {
  const { columns } = matrixOf(IMAGES, RECORDS, 76, ANY);
  expect(columns.map(({ record: { entity }, sees }) => [entity.id, [...sees]])).toEqual([
    [9, ['a', 'x']],
    [20, []],
    [100, ['a', 'b', 'c']],
  ]);
});

test('a row for each image that is public or named by a list', () => {
  expect(matrixOf(IMAGES, RECORDS, 76, ANY).rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'x']);
});

test('narrowed by name, and to what somebody does not see', () => {
  expect(matrixOf(IMAGES, RECORDS, 76, { image: 'image B', limited: false }).rows).toEqual([image('b')]);
  const everybody = [record(1, { kind: 'all' }), record(2, onlyThese(['a']))];
  const limited = matrixOf(IMAGES, everybody, 76, { image: '', limited: true });
  expect(limited.rows.map(({ id }) => id)).toEqual(['b', 'c']);
});
