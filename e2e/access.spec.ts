import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expectFocusShown } from './focus.ts';
import { openAllImages, rowOf } from './list.ts';
import { PAGES, type KnownPage } from './pages.ts';
import { expect, test } from './test.ts';

const LANGUAGES = ['en', 'fa'] as const;

/** The pages are the demo connections' own: they are made by the first one that is opened. */
async function makeDemoConnections(page: Page): Promise<void> {
  await openAllImages(page);
}

async function open(page: Page, { path, shows }: KnownPage): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1')).toHaveCount(1);
  if (shows !== undefined) await expect(page.locator('body')).toContainText(shows);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

for (const known of PAGES) {
  test(`${known.path} has its title, one heading, and nothing that axe finds, in both languages and themes`, async ({
    page,
  }) => {
    await makeDemoConnections(page);
    for (const language of LANGUAGES) {
      await page.evaluate((value) => localStorage.setItem('language', value), language);
      await open(page, known);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      if (language === 'en') await expect(page).toHaveTitle(`${known.title} · Image Console`);
      await expectNoViolations(page, language);
    }
  });
}

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('no page scrolls sideways, in neither direction of writing', async ({ page }) => {
    await makeDemoConnections(page);
    for (const language of LANGUAGES) {
      await page.evaluate((value) => localStorage.setItem('language', value), language);
      for (const known of PAGES) {
        await open(page, known);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${known.path} in ${language}`).toBeLessThanOrEqual(390);
      }
    }
  });

  test('words of either language are cut at their own end, in a Persian page too', async ({ page }) => {
    await makeDemoConnections(page);
    await page.evaluate(() => localStorage.setItem('language', 'fa'));
    await page.goto('/connections/gcore-demo/edit');
    const account = page.getByRole('combobox').filter({ hasText: 'Cloud administrator' });
    await expect(account).toBeVisible();
    const directionOf = (element: Element) => getComputedStyle(element).direction;
    expect(await account.locator('option:checked').evaluate(directionOf)).toBe('ltr');

    await page.goto('/c/gcore-demo/images?q=debian-13-cis');
    const quiet = page.getByText(/^.+ بدون تغییر$/);
    await expect(quiet).toBeVisible();
    // What is cut ends with dots of its own, on the side where its direction ends.
    const { direction, textOverflow } = await quiet.evaluate((element) => getComputedStyle(element));
    expect({ direction, textOverflow }).toEqual({ direction: 'rtl', textOverflow: 'ellipsis' });
  });

  test('the main actions can be reached: the way about, adding, an image, its deletion', async ({ page }) => {
    await openAllImages(page);
    await page.getByRole('button', { name: 'Open the navigation' }).tap();
    const drawer = page.getByRole('dialog', { name: 'Main navigation' });
    await drawer.getByRole('link', { name: 'Settings' }).tap();
    await expect(drawer).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await page.goto('/c/djinn-demo/images');
    await page.getByRole('link', { name: 'Add image' }).tap();
    await expect(page.getByRole('button', { name: 'choose files' })).toBeInViewport();
    await page.goBack();
    await rowOf(page, 'alpine-3-22').getByRole('link').tap();
    const panel = page.getByRole('dialog', { name: 'alpine-3-22', exact: true });
    await expect(panel.getByRole('button', { name: 'Download' })).toBeInViewport({ ratio: 1 });
    await panel.getByRole('link', { name: 'Delete…' }).tap();
    const dialog = page.getByRole('dialog', { name: 'Delete alpine-3-22?' });
    await expect(dialog.getByRole('button', { name: 'Delete' })).toBeInViewport({ ratio: 1 });
    await dialog.getByRole('button', { name: 'Keep' }).tap();
    await expect(dialog).toBeHidden();
  });
});

test('whatever has the focus shows it', async ({ page }) => {
  await openAllImages(page);
  for (const path of ['/', '/connections/new', '/settings']) {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    await expectFocusShown(page, 20);
  }
});
