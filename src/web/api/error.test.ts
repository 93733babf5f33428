import { expect, test } from 'vitest';
import { failureOf, retryTime } from './error.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const noHeaders = (): null => null;

test.each([
  ['30', NOW + 30_000],
  [' 5 ', NOW + 5000],
  ['Sun, 22 Nov 2026 12:01:00 GMT', NOW + 60_000],
  ['soon', undefined],
  [null, undefined],
])('reads Retry-After %s', (header, expected) => {
  expect(retryTime(header, NOW)).toBe(expected);
});

test.each([
  [400, 'invalid'],
  [401, 'unauthorised'],
  [403, 'forbiddenOrMissing'],
  [404, 'forbiddenOrMissing'],
  [405, 'invalid'],
  [409, 'conflict'],
  [413, 'tooLarge'],
  [422, 'invalid'],
  [423, 'conflict'],
  [429, 'rateLimited'],
  [500, 'fault'],
  [502, 'fault'],
  [503, 'fault'],
])('status %i is %s', (status, kind) => {
  expect(failureOf(status, {}, noHeaders).kind).toBe(kind);
});

test('a 502 of the gateway itself means that the upstream was not reached', () => {
  const header = (name: string): string | null => (name === 'x-console-gateway' ? 'unreachable' : null);
  expect(failureOf(502, {}, header)).toEqual({ kind: 'unreachable', because: 'upstream' });
});
