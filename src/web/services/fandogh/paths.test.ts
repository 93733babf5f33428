import { expect, test } from 'vitest';
import { buildPath, comparePath, readComparison } from './paths.ts';

test('names that would be something else in an address stay one segment', () => {
  expect(buildPath('c', 'ns/app', '1.0+x#y')).toBe('/c/c/images/ns%2Fapp/versions/1.0%2Bx%23y');
});

test.each([
  [{ version: '1.0+x', start: '2026-01-01T10:00:00+03:30' }, { version: 'v2' }],
  [undefined, { version: 'v2', start: undefined }],
])('a comparison of %j with %j is read back from its address', (left, right) => {
  const { searchParams } = new URL(comparePath('c', 'app', left, right), 'http://here');
  expect(readComparison(searchParams)).toEqual({ left, right });
});
