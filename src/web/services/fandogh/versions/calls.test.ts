import { expect, test } from 'vitest';
import { askAgainAfter, lastBuildQuery, versionsQuery } from './calls.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

function building(secondsAgo: number, state = 'BUILDING') {
  return { version: 'v1', state, size: null, date: new Date(NOW - secondsAgo * 1000).toISOString() };
}

test('nothing is asked for again when everything rests', () => {
  expect(askAgainAfter(undefined, NOW)).toBe(false);
  expect(askAgainAfter([building(5, 'BUILT'), building(5, 'BUILD_FAILED'), building(5, 'PUSHED')], NOW)).toBe(
    false,
  );
});

test('a fresh version is asked for every second, one that takes long ever more rarely', () => {
  expect(askAgainAfter([building(0)], NOW)).toBe(1000);
  expect(askAgainAfter([building(60, 'PENDING')], NOW)).toBe(6000);
  expect(askAgainAfter([building(24 * 3600)], NOW)).toBe(15_000);
  expect(askAgainAfter([building(24 * 3600), building(3)], NOW)).toBe(1000);
});

test('a version without a date counts as fresh', () => {
  expect(askAgainAfter([{ ...building(0), date: null }], NOW)).toBe(1000);
});

test('versions of one service are not shown as those of another that the connection now points to', () => {
  const here = {
    id: 'prod',
    label: 'prod',
    service: 'fandogh',
    base: '/gateway/here',
    authorization: 'JWT 1',
  } as const;
  const there = { ...here, base: '/gateway/there' };
  expect(versionsQuery(here, 'api').queryKey).not.toEqual(versionsQuery(there, 'api').queryKey);
  const built = building(60, 'BUILT');
  expect(lastBuildQuery(here, 'api', built, true).queryKey).not.toEqual(
    lastBuildQuery(there, 'api', built, true).queryKey,
  );
});
