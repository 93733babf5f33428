import { expect, test } from 'vitest';
import { draw, find } from './drawn.testing.tsx';
import { Name } from './Name.tsx';

test.each([
  'a',
  'alpine-3.22',
  'ubuntu-24.04-hardened.qcow2',
  'فایل-نسخهٔ-۲',
  'x'.repeat(20) + '😀'.repeat(9),
  '',
])('shows all of “%s”, whole characters only, and reads it out in one piece', (name) => {
  draw(<Name>{name}</Name>);
  const whole = find('bdi');
  expect(whole.title).toBe(name);
  const parts = [...whole.children];
  const drawn = parts.filter((part) => part.hasAttribute('aria-hidden'));
  const read = parts.filter((part) => !part.hasAttribute('aria-hidden'));
  const textOf = (elements: Element[]) =>
    parts.length === 0 ? whole.textContent : elements.map((part) => part.textContent).join('');
  expect(textOf(drawn)).toBe(name);
  expect(textOf(read)).toBe(name);
  expect(read.length).toBeLessThan(2);
  for (const part of parts) expect(() => encodeURIComponent(part.textContent)).not.toThrow();
});
