import { expect, test } from 'vitest';
import type { SavedConnection } from '../connections/store.ts';
import { en } from '../i18n/en.ts';
import { fa } from '../i18n/fa.ts';
import { speak } from '../i18n/language.ts';
import { termsOf } from '../images/filter.ts';
import { commandsFor, matchingCommands } from './commands.ts';
import type { NavConnection } from './navigation.ts';

const SAVED: SavedConnection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  target: 'embedded',
  keep: 'tab',
  base: '/embedded/djinn',
  authorization: null,
};
const DJINN: NavConnection = {
  id: SAVED.id,
  label: SAVED.label,
  service: 'djinn',
  letter: 'D',
  needsToken: false,
  pages: [{ to: '/c/djinn-demo/images', label: 'Images' }],
  placed: SAVED,
};

const commands = commandsFor({
  t: speak('en', en).text,
  language: 'en',
  preferences: { theme: 'system', density: 'comfortable', shown: 'light' },
  connections: [DJINN],
});

function found(typed: string): string[] {
  return matchingCommands(commands, termsOf(typed)).map(({ label }) => label);
}

test('terms may stand in any order, in the words or in the connection', () => {
  expect(found('demo images')).toEqual(['Images']);
  expect(found('dark')).toEqual(['Switch to the dark theme']);
  expect(found('no such thing')).toEqual([]);
});

test('only what would change something is offered', () => {
  expect(found('light')).toEqual([]);
  expect(found('English')).toEqual([]);
  expect(found('فارسی')).toEqual(['فارسی']);
});

test('Persian is found with the letters of an Arabic keyboard', () => {
  const persian = commandsFor({
    t: speak('fa', fa).text,
    language: 'fa',
    preferences: { theme: 'dark', density: 'compact', shown: 'dark' },
    connections: [],
  });
  expect(matchingCommands(persian, termsOf('فعال\u064a')).map(({ label }) => label)).toEqual(['فعالیت‌ها']);
});
