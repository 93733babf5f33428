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
])('shows all of “%s”, whole characters only, and has it as text once', (name) => {
  draw(<Name>{name}</Name>);
  const whole = find('bdi');
  expect(whole.title).toBe(name);
  // What is found, read out, selected and copied.
  expect(whole.textContent).toBe(name);
  const drawn = whole.querySelector<HTMLElement>('[data-head]');
  const parts = drawn ? [drawn.dataset['head'] ?? '', drawn.dataset['tail'] ?? ''] : [whole.textContent];
  expect(parts.join('')).toBe(name);
  for (const part of parts) expect(() => encodeURIComponent(part)).not.toThrow();
});
