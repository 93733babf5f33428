import { expect, test } from 'vitest';
import { changesOf, differingWords } from './changes.ts';

test('a difference comes with two lines around it, as far as there are any', () => {
  const changes = changesOf([
    { kind: 'same', left: 0, right: 0, count: 1 },
    { kind: 'changed', left: 1, leftCount: 3, right: 1, rightCount: 0 },
    { kind: 'same', left: 4, right: 1, count: 10 },
    { kind: 'changed', left: 14, leftCount: 0, right: 11, rightCount: 2 },
  ]);
  expect(changes).toEqual([
    {
      left: { from: 1, count: 3, shownFrom: 0, shownTo: 6 },
      right: { from: 1, count: 0, shownFrom: 0, shownTo: 3 },
      skipped: 0,
    },
    {
      left: { from: 14, count: 0, shownFrom: 12, shownTo: 14 },
      right: { from: 11, count: 2, shownFrom: 9, shownTo: 13 },
      skipped: 6,
    },
  ]);
});

test('logs that say the same have no place where they differ', () => {
  expect(changesOf([{ kind: 'same', left: 0, right: 0, count: 9 }])).toEqual([]);
  expect(changesOf([])).toEqual([]);
});

test.each([
  ['Sending build context  5.2kB now', 'Sending build context  18.4MB now', '5.2kB', '18.4MB'],
  ['django==5.2.8', 'django==5.2.9 ok', undefined, undefined],
  ['took 3 s', 'took 3 s in all', 's', 's in all'],
  ['same 😀 end', 'same 😁 end', '😀', '😁'],
  ['a', 'b', undefined, undefined],
])('%j and %j differ in %j and %j', (left, right, inLeft, inRight) => {
  const words = differingWords(left, right);
  expect(words && left.slice(words.from, words.leftTo).trim()).toBe(inLeft);
  expect(words && right.slice(words.from, words.rightTo).trim()).toBe(inRight);
});
