import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  LabelChanges,
  METADATA_KEY_BYTES,
  METADATA_VALUE_BYTES,
  MetadataList,
  NewLabels,
} from './metadata.ts';

const fits = (key: string, value: string): boolean => z.safeParse(NewLabels, { [key]: value }).success;

test.each(['a', 'é', '€', '🎬'])('limits count bytes: %s', (letter) => {
  const bytes = new TextEncoder().encode(letter).length;
  const padded = (length: number): string =>
    letter.repeat(Math.floor(length / bytes)) + 'x'.repeat(length % bytes);
  expect(fits(padded(METADATA_KEY_BYTES), 'v')).toBe(true);
  expect(fits(padded(METADATA_KEY_BYTES + 1), 'v')).toBe(false);
  expect(fits('k', padded(METADATA_VALUE_BYTES))).toBe(true);
  expect(fits('k', padded(METADATA_VALUE_BYTES + 1))).toBe(false);
});

test('neither key nor value is empty, and a value is a text', () => {
  expect(fits('', 'v')).toBe(false);
  expect(fits('k', '')).toBe(false);
  expect(z.safeParse(NewLabels, { k: 1 }).success).toBe(false);
  expect(z.safeParse(NewLabels, { k: null }).success).toBe(false);
  expect(z.safeParse(LabelChanges, { k: null }).success).toBe(true);
});

test('a list without results', () => {
  expect(z.parse(MetadataList, { count: 0 })).toEqual({ count: 0, results: [] });
});
