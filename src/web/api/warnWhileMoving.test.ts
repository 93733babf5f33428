import { expect, test } from 'vitest';
import { createStore } from './store.ts';
import { warnWhileMoving } from './warnWhileMoving.ts';

/** Does the browser ask when the tab is closed now? */
function asks(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

test('a tab asks before it closes while anything is moving, and only then', () => {
  const [uploads, downloads] = [createStore<readonly boolean[]>([]), createStore<readonly boolean[]>([])];
  warnWhileMoving(uploads, (isMoving) => isMoving);
  warnWhileMoving(downloads, (isMoving) => isMoving);
  expect(asks()).toBe(false);
  uploads.update(() => [false]);
  expect(asks()).toBe(false);
  uploads.update(() => [false, true]);
  downloads.update(() => [true]);
  expect(asks()).toBe(true);
  uploads.update(() => [false, false]);
  expect(asks()).toBe(true);
  downloads.update(() => []);
  expect(asks()).toBe(false);
});
