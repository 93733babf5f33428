import type { Page } from '@playwright/test';
import { smallDisk } from './embedded.ts';
import { archiveFile, chooseSource, tarOf, WHOLE } from './fandogh.ts';
import { choose } from './pageFiles.ts';
import { expect, test } from './test.ts';

/** After an upgrade of the server, a page that is still open asks for workers that are gone. */
async function upgraded(page: Page): Promise<void> {
  await page.route('**/assets/worker/*', (route) => route.fulfill({ status: 404 }));
}

test('a disk image that no worker can look at is told to be unreadable', async ({ page }) => {
  await upgraded(page);
  await page.goto('/c/djinn-demo/add');
  await choose(page, { 'disk.qcow2': smallDisk() });
  await expect(page.getByRole('region', { name: 'disk.qcow2' })).toContainText('The file cannot be read');
});

test('an archive that no worker can look into is told to be unreadable', async ({ page }) => {
  await upgraded(page);
  await page.goto('/c/fandogh-demo/new-image');
  await chooseSource(page, archiveFile('shop.tar.gz', tarOf(WHOLE)));
  await expect(page.getByRole('main')).toContainText('It cannot be read any more');
});

test('a build log that no worker can read fails in its place', async ({ context }) => {
  // Another page than the fixture's, which allows no error that nobody caught: every command that is not waited for,
  // such as what to search, is one.
  const page = await context.newPage();
  await upgraded(page);
  await page.goto('/c/fandogh-demo/images/checkout-worker/versions/v17');
  await expect(page.getByRole('alert')).toContainText('Something went wrong in this page');
  await expect(page.getByRole('main')).toContainText('The log could not be loaded');
});
