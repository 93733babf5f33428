import { expect, test } from 'vitest';
import { matchesHotkey } from './useHotkey.ts';

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('mod is Command on Apple keyboards and Control elsewhere', () => {
  expect(matchesHotkey('mod+k', pressed('k', { ctrlKey: true }), false)).toBe(true);
  expect(matchesHotkey('mod+k', pressed('k', { metaKey: true }), true)).toBe(true);
  expect(matchesHotkey('mod+k', pressed('k', { ctrlKey: true }), true)).toBe(false);
  expect(matchesHotkey('mod+k', pressed('k'), false)).toBe(false);
});

test('with a Persian keyboard the place of the key counts', () => {
  expect(matchesHotkey('mod+k', pressed('ن', { code: 'KeyK', ctrlKey: true }), false)).toBe(true);
});

test('a plain key is not one with a modifier', () => {
  expect(matchesHotkey('/', pressed('/'), false)).toBe(true);
  expect(matchesHotkey('/', pressed('/', { ctrlKey: true }), false)).toBe(false);
});
