import type { Page } from '@playwright/test';
import { addDisk, isThere, smallDisk } from './embedded.ts';
import { dialogOf, openAllImages, outboxOf, rowOf } from './list.ts';
import { expect, test } from './test.ts';

// No test in this file touches the mouse.

const UNDO_TIME = 9000;

type Role = 'button' | 'link' | 'combobox' | 'textbox' | 'radio';

/** Presses Tab, or Shift with it, until what is meant has the focus. */
async function tabTo(page: Page, role: Role, name: string | RegExp, key = 'Tab'): Promise<void> {
  const exact = typeof name === 'string';
  const reached = page.getByRole(role, { name, exact }).and(page.locator(':focus'));
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(key);
    if ((await reached.count()) > 0) return;
  }
  throw new Error(`${key} never came to ${role} ${String(name)}`);
}

test('the list: filter, walk, select, open, close, delete and undo', async ({ page, server }) => {
  await addDisk(server, 'key-one');
  await addDisk(server, 'key-two');
  await page.clock.install();
  await openAllImages(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter images' })).toBeFocused();
  await page.keyboard.type('key-');
  await expect(page.getByRole('main')).toContainText('2 match');
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'key-two')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'key-one')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: /^1 selected/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(rowOf(page, 'key-two')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(dialogOf(page, 'Delete key-one?'), 'the row selected, not the one in focus').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page, 'Delete key-one?')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^1 selected/ })).toBeHidden();
  await rowOf(page, 'key-one').focus();

  await page.keyboard.press('Enter');
  await expect(dialogOf(page, 'key-one')).toContainText('Ready');
  // Twice at once, as impatient people do: it leads back to the list, and no further.
  await page.evaluate(() => {
    for (let press = 0; press < 2; press += 1) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }
  });
  await expect(dialogOf(page, 'key-one')).toBeHidden();
  await expect(rowOf(page, 'key-one')).toBeFocused();

  await page.keyboard.press('Delete');
  await tabTo(page, 'button', 'Delete');
  await page.keyboard.press('Enter');
  await expect(outboxOf(page)).toContainText('key-one will be deleted in');
  await tabTo(page, 'button', 'Undo');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'key-one')).toContainText('Ready');

  await rowOf(page, 'key-one').focus();
  await page.keyboard.press('Delete');
  await tabTo(page, 'button', 'Delete');
  await page.keyboard.press('Enter');
  await expect(outboxOf(page)).toContainText('key-one will be deleted in');
  await page.clock.fastForward(UNDO_TIME);
  await expect(rowOf(page, 'key-one')).toHaveCount(0);
  expect(await isThere(server, 'djinn', 'key-one')).toBe(false);
});

test('a facet, a column and the menu of a row', async ({ page }) => {
  await openAllImages(page);
  await tabTo(page, 'button', 'State');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'State' }).getByRole('checkbox').first()).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^State: / })).toBeFocused();
  await expect(page.getByRole('main')).toContainText('match');
  await tabTo(page, 'button', 'Name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await tabTo(page, 'button', /^Actions of /);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Actions of / }).first()).toBeFocused();
});

test('a file is chosen, named and uploaded', async ({ page }) => {
  await page.goto('/c/djinn-demo/images');
  await expect(rowOf(page, 'alpine-3-22')).toBeVisible();
  await tabTo(page, 'link', 'Add image');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add images');
  // Asked for before the key is on its way, which does not wait until the browser knows of it.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, 'button', 'choose files');
  await page.keyboard.press('Enter');
  await (
    await chooser
  ).setFiles({ name: 'typed.qcow2', mimeType: 'application/octet-stream', buffer: smallDisk() });
  await expect(page.getByRole('region', { name: 'typed.qcow2' })).toContainText('Safe to upload');
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('by-keyboard');
  await tabTo(page, 'button', 'Upload');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('Uploaded');
  await tabTo(page, 'link', 'Open by-keyboard', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page, 'by-keyboard')).toContainText('Ready');
});

test('a connection is added', async ({ page }) => {
  await openAllImages(page);
  await tabTo(page, 'link', 'Add a connection');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New connection');
  await tabTo(page, 'radio', 'Fandogh');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Djinn CI' })).toBeChecked();
  await tabTo(page, 'textbox', 'Name of the connection');
  await page.keyboard.type('Typed');
  await tabTo(page, 'combobox', 'Sign in as');
  await page.keyboard.type('ravi');
  await tabTo(page, 'button', 'Save');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/c\/typed\/images$/);
  await expect(rowOf(page, 'bisect-0417')).toBeVisible();
});

test('the palette goes anywhere and finds images', async ({ page }) => {
  await openAllImages(page);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('void-b');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page, 'void-base')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeHidden();
});

test('what is typed before the palette is there is not lost', async ({ page }) => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/CommandPalette-/, async (route) => {
    await held;
    await route.continue();
  });
  await openAllImages(page);
  const asked = page.waitForRequest(/CommandPalette-/);
  await page.keyboard.press('ControlOrMeta+k');
  await asked;
  await page.keyboard.type('settings');
  letGo();
  await expect(page.getByRole('combobox')).toHaveValue('settings');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
});

test('the first Tab offers the way past the navigation', async ({ page }) => {
  await openAllImages(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
