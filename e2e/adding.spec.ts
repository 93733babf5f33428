import type { Page } from '@playwright/test';
import { buildImage } from '../src/qcow2/testing/image.ts';
import { choose } from './pageFiles.ts';
import { smallDisk, tokenOf } from './embedded.ts';
import { dialogOf, rowOf } from './list.ts';
import { serveDisks } from './origin.ts';
import { expect, test } from './test.ts';

const BOTH = { tag: '@both' };

/** Gives what lets the bytes of uploads leave at so many per second. */
async function throttleOf(page: Page): Promise<(uploadThroughput: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  return async (uploadThroughput) => {
    const free = { offline: false, latency: 0, downloadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { ...free, uploadThroughput });
  };
}

test.describe('adding to Djinn CI', BOTH, () => {
  test('files are looked at before a byte is sent: a good one, dangerous ones, a taken name', async ({
    page,
  }) => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await page.goto('/c/djinn-demo/add');
    await choose(page, {
      // It never goes, and so takes no name from the good one.
      'good one.img': Buffer.from('not a disk either\n'),
      'good one.qcow2': smallDisk(),
      'hostile.qcow2': buildImage({ backingName: '/etc/passwd' }).bytes,
      'notes.qcow2': Buffer.from('not a disk at all\n'),
      'arch-2025-11.qcow2': smallDisk(),
    });
    const good = page.getByRole('region', { name: 'good one.qcow2' });
    await expect(good).toContainText('Safe to upload');
    await expect(good).toContainText('qcow2 version 3');
    await expect(good.getByLabel('Name', { exact: true })).toHaveValue('good-one');
    const hostile = page.getByRole('region', { name: 'hostile.qcow2' });
    await expect(hostile).toContainText('Not fit for Djinn CI');
    await expect(hostile).toContainText('/etc/passwd');
    await expect(page.getByRole('region', { name: 'notes.qcow2' })).toContainText('Not fit for Djinn CI');
    const taken = page.getByRole('region', { name: 'arch-2025-11.qcow2' });
    await expect(taken).toContainText('There is an image of this name already.');
    await expect(page.getByRole('main')).toContainText('1 file ready');
    await expect(page.getByRole('main')).toContainText('4 files are not ready');

    await taken.getByLabel('Name', { exact: true }).fill('arch 2026');
    await expect(taken).toContainText('Letters, digits, - and _ only.');
    await taken.getByLabel('Name', { exact: true }).fill('arch-2026');
    await expect(page.getByRole('main')).toContainText('2 files ready');
    expect(sent).toEqual([]);

    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const dock = page.getByRole('region', { name: 'Uploads' });
    await expect(dock.getByText('Uploaded, hash recorded')).toHaveCount(2);
    // What was refused stays in the review, to be dealt with.
    await expect(hostile).toBeVisible();
    await expect(good).toBeHidden();
    await dock.getByRole('link', { name: 'Open good-one' }).click();
    await expect(dialogOf(page, 'good-one')).toContainText('Ready');
    await expect(rowOf(page, 'arch-2026')).toBeVisible();
  });

  test('the copied command sends the file to the connection that its card names', async ({
    page,
    launch,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const other = await launch();
    const server = await launch(['--upstream', `other=djinn,${other.url}embedded/djinn`]);
    await page.goto(server.url);
    await expect(page.getByRole('link', { name: 'djinn demo', exact: true })).toBeVisible();
    await page.goto(`${server.url}connections/new`);
    await page.getByRole('radio', { name: 'Djinn CI' }).check();
    await page.getByLabel('Where it is').selectOption('other');
    await page.getByLabel('Name of the connection').fill('Other Djinn');
    await page.getByLabel('Token', { exact: true }).fill(await tokenOf(other, 'djinn'));
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveTitle(/Other Djinn/);

    await page.goto(`${server.url}c/djinn-demo/add`);
    await choose(page, { 'elsewhere.qcow2': smallDisk() });
    const card = page.getByRole('region', { name: 'elsewhere.qcow2' });
    await expect(card).toContainText('Safe to upload');
    const copied = async (): Promise<string> => {
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied()).toContain(`'${server.url}embedded/djinn/images?name=elsewhere'`);
    await card.getByLabel('To', { exact: true }).selectOption('Other Djinn');
    expect(await copied()).toContain(`'${server.url}gateway/other/images?name=elsewhere'`);
  });

  test('an upload goes on while one looks elsewhere, can be cancelled, and tried again', async ({ page }) => {
    await page.goto('/c/djinn-demo/add');
    const clusters = Object.fromEntries(Array.from({ length: 128 }, (_, guest) => [guest, 'data' as const]));
    await choose(page, { 'slow.qcow2': buildImage({ size: 1n << 24n, clusters }).bytes });
    await expect(page.getByRole('region', { name: 'slow.qcow2' })).toContainText('Safe to upload');
    const throttle = await throttleOf(page);
    await throttle(500_000);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const dock = page.getByRole('region', { name: 'Uploads' });
    await expect(dock).toContainText('of 8.7 MB');
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await expect(dock.getByRole('progressbar', { name: 'Upload of slow.qcow2' })).toBeVisible();
    await dock.getByRole('button', { name: 'Cancel the upload of slow.qcow2' }).click();
    await expect(dock).toContainText('Cancelled');

    await page.getByRole('link', { name: 'Uploads', exact: true }).first().click();
    await throttle(4_000_000);
    await page.getByRole('button', { name: 'Try the upload of slow.qcow2 again' }).click();
    await expect(page.getByRole('link', { name: 'Uploads: 1 not done' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Uploaded');
    await page.getByRole('link', { name: 'Open slow' }).click();
    await expect(dialogOf(page, 'slow')).toContainText('Ready');
  });

  test('an image is imported from its address; one that cannot be says why', async ({ page, launch }) => {
    const server = await launch(['--allow-private-imports']);
    const origin = await serveDisks();
    await page.goto(`${server.url}c/djinn-demo/import`);
    const address = page.getByLabel('Address of the image');
    await address.fill('ftp://example.org/disk.qcow2');
    await expect(page.getByRole('main')).toContainText('The address must start with http:// or https://.');
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();

    await address.fill(`${origin.url}/fetched.qcow2`);
    await expect(page.getByRole('main')).toContainText('The address is one of a private network.');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('fetched');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialogOf(page, 'fetched')).toContainText('Ready');
    await expect(rowOf(page, 'fetched')).toContainText('Ready');

    await page.goto(`${server.url}c/djinn-demo/import`);
    await address.fill(`${origin.url}/page.html`);
    await page.getByLabel('Name', { exact: true }).fill('wrong-type');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialogOf(page, 'wrong-type')).toContainText('Import failed');
    await expect(dialogOf(page, 'wrong-type')).toContainText('unexpected Content-Type');
    await origin.close();
  });
});
