import { beforeEach, expect, test, vi } from 'vitest';
import { reloadOnStaleChunk } from './staleChunk.ts';

const reload = vi.fn<() => void>();
reloadOnStaleChunk(sessionStorage, reload);

function fail(chunk: string): Event {
  const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), {
    payload: new Error(chunk),
  });
  window.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  sessionStorage.clear();
  reload.mockClear();
});

test('the first failure of a chunk reloads the page instead of showing an error', () => {
  expect(fail('Images-abc.js').defaultPrevented).toBe(true);
  expect(reload).toHaveBeenCalledOnce();
});

test('the second failure of the same chunk is shown, another chunk reloads again', () => {
  fail('Images-abc.js');
  expect(fail('Images-abc.js').defaultPrevented).toBe(false);
  expect(reload).toHaveBeenCalledOnce();
  fail('Uploads-def.js');
  expect(reload).toHaveBeenCalledTimes(2);
});
