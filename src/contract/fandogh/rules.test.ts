import { expect, test } from 'vitest';
import {
  archiveKind,
  FANDOGH_IMAGE_NAME,
  FANDOGH_STATES,
  FANDOGH_VERSION_NAME,
  isFinalState,
  mayWriteImages,
  parseFandoghDate,
} from './rules.ts';

test('patterns compile in the mode in which browsers check fields', () => {
  for (const pattern of [FANDOGH_IMAGE_NAME, FANDOGH_VERSION_NAME]) {
    expect(new RegExp(pattern.source, 'v').test('orders-api_2')).toBe(true);
  }
});

test.each(['v142', '1.0-rc1', '1.0@beta', '2024_11', 'a$b'])('%s is a version', (version) => {
  expect(version).toMatch(FANDOGH_VERSION_NAME);
});

test.each(['', '.', '..', '-1', 'a/b', 'v 1', 'v1\n', '1.0+x', '#', '%'])('%j is no version', (version) => {
  expect(version).not.toMatch(FANDOGH_VERSION_NAME);
});

test('all states but waiting and building are final', () => {
  expect(FANDOGH_STATES.filter(isFinalState)).toEqual(['BUILT', 'FAILED', 'BUILD_FAILED']);
  expect(isFinalState('PUSHED')).toBe(true);
});

test('only an operator may not write', () => {
  expect(['Admin', 'Developer', 'Operator', 'Auditor', null].map(mayWriteImages)).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

test.each([
  ['gzip', [0x1f, 0x8b, 8, 0]],
  ['zip', [0x50, 0x4b, 3, 4]],
  [undefined, [0x50, 0x4b, 5, 6]],
  [undefined, []],
])('an archive is known as %s by its first bytes', (kind, head) => {
  expect(archiveKind(Uint8Array.from(head))).toBe(kind);
});

test.each([
  ['2018-09-11T09:36:22Z', '2018-09-11T09:36:22.000Z'],
  ['2018-09-11T09:36:22.123456Z', '2018-09-11T09:36:22.123Z'],
  ['2018-09-11T09:36:22+04:30', '2018-09-11T05:06:22.000Z'],
  ['2018-09-11 09:36:22 -0100', '2018-09-11T10:36:22.000Z'],
  ['2018-09-11T09:36:22', '2018-09-11T09:36:22.000Z'],
  ['2018-09-11', '2018-09-11T00:00:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(new Date(parseFandoghDate(text) ?? Number.NaN).toISOString()).toBe(iso);
});

test.each([null, '', 'yesterday', '2018-13-45T99:00:00Z', '1397/06/20'])('%j is no date', (text) => {
  expect(parseFandoghDate(text)).toBeUndefined();
});
