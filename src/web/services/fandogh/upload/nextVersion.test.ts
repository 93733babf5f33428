import { expect, test } from 'vitest';
import { suggestVersion, versionProblem } from './nextVersion.ts';

function versions(...names: readonly string[]) {
  return names.map((version, index) => ({
    version,
    state: 'BUILT',
    size: null,
    date: `2026-01-0${index + 1}T00:00:00Z`,
  }));
}

test.each([
  [[], 'v1'],
  [['1.4.2'], '1.4.3'],
  [['v17'], 'v18'],
  [['1.9', '1.10'], '1.11'],
  [['2024-09'], '2024-10'],
  [['v09'], 'v10'],
  [['1.0.0-rc1'], '1.0.0-rc2'],
  [['v18', 'v17'], 'v19'],
  [['nightly'], 'nightly-2'],
])('after %j comes %s', (names, next) => {
  expect(suggestVersion(versions(...names))).toBe(next);
});

test('a version is checked before anything is sent', () => {
  expect(versionProblem('', [])).toBe('missing');
  expect(versionProblem('a b', [])).toBe('pattern');
  expect(versionProblem('v'.repeat(128), [])).toBe('long');
  expect(versionProblem('v1', versions('v1'))).toBe('taken');
  expect(versionProblem('v2', versions('v1'))).toBeUndefined();
});
