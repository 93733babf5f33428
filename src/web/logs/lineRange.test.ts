import { expect, test } from 'vitest';
import { extendTo, readLines, writeLines } from './lineRange.ts';

test.each([
  ['#L120', { first: 120, last: 120 }],
  ['#L120-L140', { first: 120, last: 140 }],
  ['#L140-120', { first: 120, last: 140 }],
  ['#L0', undefined],
  ['#L1x', undefined],
  ['#L99999999999', undefined],
  ['', undefined],
])('%j points to %j', (hash, range) => {
  expect(readLines(hash)).toEqual(range);
});

test('what is written is read back', () => {
  for (const range of [
    { first: 3, last: 3 },
    { first: 3, last: 8 },
  ]) {
    expect(readLines(writeLines(range))).toEqual(range);
  }
});

test('a range grows from the line that was chosen first', () => {
  expect(extendTo(undefined, 7)).toEqual({ first: 7, last: 7 });
  expect(extendTo({ first: 5, last: 5 }, 9)).toEqual({ first: 5, last: 9 });
  expect(extendTo({ first: 5, last: 9 }, 2)).toEqual({ first: 2, last: 5 });
});
