import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './test.ts';

const BUILD = '/c/fandogh-demo/images/checkout-worker/versions/v17';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** What scrolls in the log viewer, with its rows. */
function linesOf(page: Page): Locator {
  return page.getByRole('group', { name: 'Build log of checkout-worker:v17' });
}

function clipboardOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a search is in the address, and a link shows the same', async ({ page, context }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('Collecting');
  await expect(page.getByRole('search')).toContainText('1 of 3');
  await expect(linesOf(page)).toContainText('psycopg[binary]');
  await page.getByRole('button', { name: 'Match case' }).click();
  await page.getByRole('button', { name: 'Only lines with hits' }).click();
  await expect(linesOf(page)).not.toContainText('SECRET_KEY');
  await expect(page).toHaveURL(/\?find=Collecting&as=case%2Conly$/);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('searchbox', { name: 'Search the log' })).toHaveValue('Collecting');
  await expect(other.getByRole('search')).toContainText('1 of 3');
  await expect(other.getByRole('button', { name: 'Match case' })).toHaveAttribute('aria-pressed', 'true');
  await expect(linesOf(other)).toContainText('Collecting');
  await expect(linesOf(other)).not.toContainText('SECRET_KEY');

  await page.goBack();
  await expect(page, 'typing makes no steps to go back over').not.toHaveURL(/checkout-worker/);
});

test('steps tell how long they took, and times are shown when wanted', async ({ page }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText(/RUN pip install .*· 10 lines · 40 s/);
  await expect(linesOf(page)).not.toContainText(/\d{2}:\d{2}:\d{2}\.\d+Z/);
  await page.getByRole('button', { name: 'Times' }).click();
  await expect(linesOf(page)).toContainText(/\d{2}:\d{2}:\d{2}\.\d+Z Sending build context/);
  await page.reload();
  await expect(linesOf(page)).toContainText(/\d{2}:\d{2}:\d{2}\.\d+Z Sending build context/);
  await expectNoViolations(page, 'a log with its times');
});

test('all of the log is copied, folded steps too', async ({ page }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  await expect(linesOf(page)).not.toContainText('psycopg');
  await linesOf(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('main')).toContainText('All 25 lines are selected');
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByRole('main')).toContainText('25 lines copied');
  const copied = (await clipboardOf(page)).trim().split('\n');
  expect(copied).toHaveLength(25);
  expect(copied[0]).toMatch(/^Sending build context/);
  expect(copied.join('\n')).toContain('psycopg');
});

test('lines are linked by keyboard, one and a range', async ({ page }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  const number = (line: number): Locator =>
    page.getByRole('button', { name: `Link to line ${line}`, exact: true });
  await linesOf(page).focus();
  await page.keyboard.press('Tab');
  await expect(number(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(number(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#L2$/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(/#L2-L6$/);
});

test('the button for errors marks the one it goes to, and Line link links it', async ({ page }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  // Five lines of one traceback.
  await page.getByRole('button', { name: '1 error', exact: true }).click();
  await expect(page).toHaveURL(/#L20$/);
  const ground = (line: number) =>
    linesOf(page)
      .locator('[data-row]')
      .filter({ has: page.getByRole('button', { name: `Link to line ${line}`, exact: true }) })
      .evaluate((row) => getComputedStyle(row).backgroundColor);
  expect(await ground(20)).not.toBe(await ground(21));
  await page.getByRole('button', { name: 'Line link' }).click();
  await expect(page.getByText('Link copied')).toBeAttached();
  expect(await clipboardOf(page)).toBe(page.url());
});

test('the numbers of lines stay readable while long lines are scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  const number = page.getByRole('button', { name: 'Link to line 1', exact: true });
  const before = await number.screenshot();
  const scrolled = await linesOf(page).evaluate((lines) => {
    lines.scrollLeft = 100;
    return lines.scrollLeft;
  });
  expect(scrolled).toBe(100);
  expect((await number.screenshot()).equals(before), 'nothing shows through the number').toBe(true);
});

test('a log that fills the window lies above everything, and Escape puts it back', async ({ page }) => {
  await page.goto(BUILD);
  await expect(linesOf(page)).toContainText('SECRET_KEY');
  await page.getByRole('button', { name: 'Fill the window' }).click();
  await page.getByRole('button', { name: 'Open all steps' }).click();
  await expect(linesOf(page)).toContainText('psycopg');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'New version' }).click({ trial: true });
});
