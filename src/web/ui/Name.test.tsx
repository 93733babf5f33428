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
])('shows all of “%s”, whole characters only', (name) => {
  draw(<Name>{name}</Name>);
  const shown = find('bdi');
  expect(shown.textContent).toBe(name);
  expect(shown.title).toBe(name);
  for (const part of shown.children) expect(() => encodeURIComponent(part.textContent)).not.toThrow();
});
