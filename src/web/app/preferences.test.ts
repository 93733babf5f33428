import { afterEach, expect, test } from 'vitest';
import { chooseDensity, chooseTheme } from './preferences.ts';

afterEach(() => localStorage.clear());

test('a theme holds at once and is kept; following the system keeps nothing', () => {
  chooseTheme('dark');
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(localStorage.getItem('theme')).toBe('dark');
  chooseTheme('system');
  expect(document.documentElement.dataset['theme']).toBe('light');
  expect(localStorage.getItem('theme')).toBeNull();
});

test('so does the density', () => {
  chooseDensity('compact');
  expect(document.documentElement.dataset['density']).toBe('compact');
  expect(localStorage.getItem('density')).toBe('compact');
});
