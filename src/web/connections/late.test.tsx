import { act, Suspense, type ComponentType } from 'react';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startLanguage } from '../i18n/language.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { arrivedPage, late } from './late.tsx';
import { PartFailure } from './PartFailure.tsx';

function Part() {
  return <p id="part">The part</p>;
}

/** Code that comes only while there is a network. */
const network = { isUp: true };
const load = vi.fn<() => Promise<ComponentType>>(async () => {
  if (!network.isUp) throw new TypeError('Failed to fetch dynamically imported module');
  return Part;
});

beforeEach(async () => {
  network.isUp = true;
  load.mockClear();
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  onTestFinished(() => void vi.restoreAllMocks());
  await startLanguage('en');
});

/** Draws a part beside something else and waits until its code has come or not. */
async function show(Shown: ComponentType): Promise<(isShown: boolean) => Promise<void>> {
  const page = (isShown: boolean) => (
    <>
      <p id="rest">The rest</p>
      <Suspense>{isShown && <Shown />}</Suspense>
    </>
  );
  const next = draw(page(false));
  const showOrHide = async (isShown: boolean): Promise<void> => act(async () => next(page(isShown)));
  await showOrHide(true);
  return showOrHide;
}

function press(label: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label);
  if (!button) throw new Error(`There is no button ${label}`);
  return act(async () => button.click());
}

test('code that does not come is told in its place, and can be fetched again', async () => {
  network.isUp = false;
  await show(late(load));
  expect(find('[role=alert]').textContent).toContain('No connection');
  expect(find('#rest').textContent).toBe('The rest');
  await press('Try again');
  expect(find('[role=alert]').textContent).toContain('No connection');
  network.isUp = true;
  await press('Try again');
  expect(find('#part').textContent).toBe('The part');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('coming back is another try, and what has come is fetched once', async () => {
  network.isUp = false;
  const toggle = await show(late(load));
  await toggle(false);
  network.isUp = true;
  await toggle(true);
  expect(find('#part').textContent).toBe('The part');
  await toggle(false);
  await toggle(true);
  expect(load).toHaveBeenCalledTimes(2);
});

test('a page that did not come can be fetched again, though the router never asks twice', async () => {
  network.isUp = false;
  const Page = await arrivedPage(load, PartFailure);
  await show(Page);
  expect(find('[role=alert]').textContent).toContain('No connection');
  expect(load).toHaveBeenCalledOnce();
  network.isUp = true;
  await press('Try again');
  expect(find('#part').textContent).toBe('The part');
});

test('a page that came is itself', async () => {
  expect(await arrivedPage(load, PartFailure)).toBe(Part);
});
