import { expect, test } from 'vitest';
import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { lastGoodBefore, oldestFirst, pressedOrder, readOrder, sortVersions, writeOrder } from './order.ts';

function version(name: string, size: number | null = null, date: string | null = null): FandoghVersion {
  return { version: name, state: 'BUILT', size, date };
}

const names = (versions: readonly FandoghVersion[]): string[] => versions.map((one) => one.version);

test('versions come as people count, the highest first', () => {
  const list = ['1.9', '1.10', '1.8'].map((name) => version(name));
  expect(names(sortVersions(list, readOrder(null)))).toEqual(['1.10', '1.9', '1.8']);
});

test('sizes and dates that nobody knows come last in either direction', () => {
  const list = [version('a', null), version('b', 5), version('c', 7)];
  expect(names(sortVersions(list, { by: 'size', descending: true }))).toEqual(['c', 'b', 'a']);
  expect(names(sortVersions(list, { by: 'size', descending: false }))).toEqual(['b', 'c', 'a']);
});

test('the first uploaded comes first, whatever its name', () => {
  const list = [
    version('v2', 1, '2026-02-01T00:00:00Z'),
    version('hotfix', 1, '2026-01-01T00:00:00Z'),
    version('v3'),
  ];
  expect(names(oldestFirst(list))).toEqual(['hotfix', 'v2', 'v3']);
});

test('an address without a known order has the usual one, and the usual one needs no word', () => {
  expect(readOrder('colour')).toEqual({ by: 'version', descending: true });
  expect(writeOrder(readOrder(null))).toBeNull();
  expect(writeOrder(readOrder('-date'))).toBe('-date');
  expect(writeOrder(readOrder('version'))).toBe('version');
});

test('pressing a head turns its own order, and begins another from its top', () => {
  expect(pressedOrder({ by: 'size', descending: true }, 'size')).toEqual({ by: 'size', descending: false });
  expect(pressedOrder({ by: 'version', descending: false }, 'date')).toEqual({
    by: 'date',
    descending: true,
  });
});

test('the last good version is the one that was built before, not after', () => {
  const day = (name: string, number: number, state: string): FandoghVersion => ({
    ...version(name, null, `2026-01-0${number}T00:00:00Z`),
    state,
  });
  const list = [
    day('a', 1, 'BUILT'),
    day('b', 2, 'FAILED'),
    day('c', 3, 'BUILD_FAILED'),
    day('d', 4, 'BUILT'),
  ];
  expect(lastGoodBefore(list, 'c')).toBe('a');
  expect(lastGoodBefore(list, 'a')).toBeUndefined();
  expect(lastGoodBefore(list, 'not listed yet')).toBe('d');
});
