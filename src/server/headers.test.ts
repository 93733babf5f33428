import { expect, test } from 'vitest';
import { fromElsewhere, PAGE_POLICY, WORKER_POLICY } from './headers.ts';

const change = { method: 'POST', host: 'console.example:4600', origin: undefined, fetchSite: undefined };

test('a program, which names no origin, may change things', () => {
  expect(fromElsewhere(change)).toBe(false);
});

test.each([
  ['same-origin', false],
  ['none', false],
  ['same-site', true],
  ['cross-site', true],
  ['', true],
])('a browser that calls the relation %j is refused: %s', (fetchSite, refused) => {
  expect(fromElsewhere({ ...change, fetchSite, origin: 'https://console.example' })).toBe(refused);
});

test.each([
  ['http://console.example:4600', false],
  ['https://console.example:4600', false],
  ['http://console.example', true],
  ['https://evil.example', true],
  ['null', true],
])('where browsers do not name the relation, the origin %s is refused: %s', (origin, refused) => {
  expect(fromElsewhere({ ...change, origin })).toBe(refused);
  expect(fromElsewhere({ ...change, host: 'CONSOLE.example:4600', origin })).toBe(refused);
});

test('reading is no change', () => {
  expect(fromElsewhere({ ...change, method: 'GET', fetchSite: 'cross-site' })).toBe(false);
});

test('the page gets scripts and styles from files of this origin only; WebAssembly is for workers', () => {
  expect(PAGE_POLICY).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  expect(PAGE_POLICY).not.toMatch(/unsafe|https?:|\*/);
  expect(WORKER_POLICY).toContain("script-src 'self' 'wasm-unsafe-eval'");
});
