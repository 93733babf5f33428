import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { flag, integer, parseGcoreDate, repeatable, utf8Length } from './wire.ts';

describe('dates', () => {
  test.each([
    ['2020-03-09T10:16:45+0000', Date.UTC(2020, 2, 9, 10, 16, 45)],
    ['2026-05-31T10:00:00+00:00', Date.UTC(2026, 4, 31, 10)],
    ['2026-05-31T10:00:00+02', Date.UTC(2026, 4, 31, 8)],
    ['2026-05-31T10:00:00-0330', Date.UTC(2026, 4, 31, 13, 30)],
    ['2019-06-25T08:42:42Z', Date.UTC(2019, 5, 25, 8, 42, 42)],
    ['2024-05-05T14:51:26.570866', Date.UTC(2024, 4, 5, 14, 51, 26, 570)],
    ['2026-05-23T05:07:31', Date.UTC(2026, 4, 23, 5, 7, 31)],
    ['2026-05-23 05:07', Date.UTC(2026, 4, 23, 5, 7)],
    ['2026-05-23', Date.UTC(2026, 4, 23)],
  ])('%s', (text, time) => expect(parseGcoreDate(text)).toBe(time));

  test.each(['', 'yesterday', '2026-13-01T00:00:00', '05/23/2026', '1779512851'])('%s is none', (text) =>
    expect(parseGcoreDate(text)).toBeUndefined(),
  );
});

test('length in bytes, not in characters', () => {
  expect(utf8Length('abc')).toBe(3);
  expect(utf8Length('é'.repeat(128))).toBe(256);
  expect(utf8Length('🎬')).toBe(4);
});

test('numbers and flags of a query', () => {
  expect(z.parse(integer(1, 1000), '25')).toBe(25);
  expect(z.safeParse(integer(1, 1000), '0').success).toBe(false);
  expect(z.safeParse(integer(0), '1.5').success).toBe(false);
  expect(z.safeParse(integer(0), 'many').success).toBe(false);
  expect(['true', 'True', '1', 'false', 'False', '0'].map((text) => z.parse(flag, text))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a parameter given once or often', () => {
  const numbers = repeatable(integer(1));
  expect(z.parse(numbers, '7')).toEqual([7]);
  expect(z.parse(numbers, ['7', '8'])).toEqual([7, 8]);
});
