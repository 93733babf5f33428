import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { CopyButton } from './CopyButton.tsx';
import { draw, find } from './drawn.testing.tsx';

async function press(write: (text: string) => Promise<void>): Promise<string> {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(write);
  draw(<CopyButton text={() => 'curl …'}>Copy as curl</CopyButton>);
  await act(async () => find('button').click());
  expect(written).toHaveBeenCalledWith('curl …');
  return find('button').textContent;
}

test('says that it has copied', async () => {
  await expect(press(() => Promise.resolve())).resolves.toBe('Copied');
});

test('says that the browser refused', async () => {
  await expect(press(() => Promise.reject(new Error('denied')))).resolves.toBe('Refused');
});
