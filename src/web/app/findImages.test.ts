import { expect, test } from 'vitest';
import { termsOf } from '../images/filter.ts';
import { someRow } from '../images/testing/rows.ts';
import { findRows } from './findImages.ts';

const ROWS = [
  someRow({ name: 'storefront-api', words: ['alpine'] }),
  someRow({ name: 'alpine-3.22' }),
  someRow({ name: 'debian-13' }),
  someRow({ name: 'alpine-edge', owner: 'sara' }),
];

function found(typed: string, most = 8): string[] {
  return findRows(ROWS, termsOf(typed), most).map((row) => row.name);
}

test('images with the words in their name come first', () => {
  expect(found('alpine')).toEqual(['alpine-3.22', 'alpine-edge', 'storefront-api']);
});

test('every term must occur somewhere, and no more than asked for are given', () => {
  expect(found('sara ALPINE')).toEqual(['alpine-edge']);
  expect(found('alpine', 2)).toEqual(['alpine-3.22', 'alpine-edge']);
  expect(found('windows')).toEqual([]);
});
