import { describe, expect, test } from 'vitest';
import { listKey, typeAhead } from './listKeys.ts';

describe('keys in a list', () => {
  test.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 4, 5],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 4, 3],
    ['ArrowUp', 0, 0],
    ['Home', 4, 0],
    ['End', 4, 9],
    ['PageDown', 4, 7],
    ['PageUp', 1, 0],
    ['x', 4, undefined],
  ])('%s at %i', (key, current, expected) => {
    expect(listKey(key, current, { count: 10, page: 3 })).toBe(expected);
  });

  test('a menu goes round, an empty list does nothing', () => {
    expect(listKey('ArrowDown', 9, { count: 10, wraps: true })).toBe(0);
    expect(listKey('ArrowUp', 0, { count: 10, wraps: true })).toBe(9);
    expect(listKey('ArrowDown', -1, { count: 0 })).toBeUndefined();
  });
});

test('typing goes to the next item that begins so, round the end', () => {
  const labels = ['Download', 'Edit metadata', 'Delete…'];
  expect(typeAhead('d', 0, labels)).toBe(2);
  expect(typeAhead('D', 2, labels)).toBe(0);
  expect(typeAhead('x', 0, labels)).toBeUndefined();
});
