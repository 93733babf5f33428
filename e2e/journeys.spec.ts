import type { Page } from '@playwright/test';
import { buildImage } from '../src/qcow2/testing/image.ts';
import { addContainer, addDisk, isThere, smallDisk, tokenOf } from './embedded.ts';
import { serveDisks } from './origin.ts';
import { chooseInMenu, dialogOf, openAllImages, outboxOf, rowOf } from './list.ts';
import { expect, test } from './test.ts';

const BOTH = { tag: '@both' };

/** The time in which a deletion can be undone, and a little more. */
const UNDO_TIME = 9000;

/** Gives files of these contents to the review of the page for adding images. */
async function choose(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(
    Object.entries(files).map(([name, bytes]) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  );
}

/** Gives what lets the bytes of uploads leave at so many per second. */
async function throttleOf(page: Page): Promise<(uploadThroughput: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  return async (uploadThroughput) => {
    const free = { offline: false, latency: 0, downloadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { ...free, uploadThroughput });
  };
}

test.describe('the list', BOTH, () => {
  test('the first visit shows three demo connections and all their images in one list', async ({ page }) => {
    await page.goto('/');
    const sidebar = page.getByRole('list', { name: 'Connections' });
    for (const name of ['fandogh demo', 'djinn demo', 'gcore demo']) {
      await expect(sidebar.getByRole('link', { name, exact: true })).toBeVisible();
    }
    await expect(page.getByRole('main')).toContainText(/\d{2,3} in 3 connections/);
    // Each is found by its name: what other journeys have made may stand before it.
    const filter = page.getByRole('searchbox', { name: 'Filter images' });
    for (const [name, says] of [
      ['netbsd-11-base', 'djinn demo'],
      ['sync-agent', 'Build failed'],
      ['win-2025-core', 'Active'],
    ] as const) {
      await filter.fill(name);
      await expect(rowOf(page, name)).toContainText(says);
    }
    await page.reload();
    await expect(sidebar.getByRole('link', { name: /demo$/ })).toHaveCount(6); // each with its pencil
  });

  test('filter, facets and sorting are in the address: reload, Back and Forward keep them', async ({
    page,
  }) => {
    await openAllImages(page);
    await page.getByRole('searchbox', { name: 'Filter images' }).fill('go-1');
    await expect(page.getByRole('main')).toContainText('3 match');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(page).toHaveURL(/\?q=go-1&sort=name$/);
    // Natural order: 1.9 before 1.10.
    const names = page.getByRole('row').getByRole('link');
    await expect(names).toHaveText(['go-1-9', 'go-1-10', 'go-1-26'].map((name) => new RegExp(name)));

    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'State', exact: true }).first().click(); // the other one sorts
    await page
      .getByRole('dialog', { name: 'State' })
      .getByRole('checkbox', { name: 'import failed' })
      .check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'State: import failed' })).toBeVisible();
    await expect(page).toHaveURL(/state=importFailed/);
    // By their names, not their number: what other tests have left may stand among them.
    const failed = ['guix-1-5', 'haiku-r1-beta6', 'void-base'];
    const onlyFailed = async (): Promise<void> => {
      for (const name of failed) await expect(rowOf(page, name)).toBeVisible();
      await expect(rowOf(page, 'netbsd-11-base')).toHaveCount(0);
    };
    await onlyFailed();
    await page.reload();
    await expect(page.getByRole('button', { name: 'State: import failed' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await onlyFailed();

    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await page.goBack();
    await onlyFailed();
    await page.goForward();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await page.goBack();
    await page.getByRole('button', { name: 'Lift the filter State' }).click();
    await expect(page.getByRole('main')).not.toContainText('match');
  });

  test('an image opens beside the list, has an address of its own, and Back closes it', async ({ page }) => {
    await openAllImages(page);
    await rowOf(page, 'void-base').getByRole('link').click();
    const panel = dialogOf(page, 'void-base');
    await expect(panel).toContainText('Import failed');
    await expect(page.locator('[role=row][aria-current]')).toContainText('void-base');
    await expect(panel).toContainText('unexpected Content-Type, expected application/x-qemu-disk');
    await expect(panel.getByRole('button', { name: 'Download' })).toBeDisabled();
    await expect(page).toHaveTitle('void-base · Image Console');
    const address = page.url();
    await page.goBack();
    await expect(panel).toBeHidden();
    await expect(page.locator('[role=row][aria-current]')).toHaveCount(0);
    await expect(page).toHaveTitle('All images · Image Console');
    await page.goto(address);
    await expect(panel).toContainText('infra/images@mina');
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect(panel).toBeHidden();
    await expect(rowOf(page, 'void-base')).toBeVisible();
  });
});

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
    await expect(page.getByRole('main')).toContainText('3 files are not ready');

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
    await expect(page.getByRole('link', { name: 'Uploads: 1 under way' })).toBeVisible();
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

test.describe('deleting', BOTH, () => {
  test('can be undone, and then nothing was sent', async ({ page, server }) => {
    await addDisk(server, 'undone');
    await page.clock.install();
    await openAllImages(page);
    await chooseInMenu(page, 'undone', 'Delete…');
    await expect(dialogOf(page, 'Delete undone?')).toContainText('There is no way back once it is gone.');
    await dialogOf(page, 'Delete undone?').getByRole('button', { name: 'Delete' }).click();
    await expect(outboxOf(page)).toContainText('undone will be deleted in');
    await expect(rowOf(page, 'undone')).toContainText('Deleting');
    await outboxOf(page).getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, 'undone')).toContainText('Ready');
    await page.clock.fastForward(UNDO_TIME);
    await expect(rowOf(page, 'undone')).toContainText('Ready');
    expect(await isThere(server, 'djinn', 'undone')).toBe(true);
  });

  test('from the row and from the panel, for good', async ({ page, server }) => {
    await addDisk(server, 'from-row');
    await addDisk(server, 'from-panel');
    await page.clock.install();
    await openAllImages(page);
    await chooseInMenu(page, 'from-row', 'Delete…');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(outboxOf(page)).toContainText('from-row will be deleted in');
    await rowOf(page, 'from-panel').getByRole('link').click();
    await dialogOf(page, 'from-panel').getByRole('link', { name: 'Delete…' }).click();
    await dialogOf(page, 'Delete from-panel?').getByRole('button', { name: 'Delete' }).click();
    await expect(dialogOf(page, 'from-panel')).toBeHidden();
    await page.clock.fastForward(UNDO_TIME);
    await expect(rowOf(page, 'from-row')).toHaveCount(0);
    await expect(rowOf(page, 'from-panel')).toHaveCount(0);
    expect(await isThere(server, 'djinn', 'from-row')).toBe(false);
    expect(await isThere(server, 'djinn', 'from-panel')).toBe(false);
  });

  test('several at once: what cannot go is named, what fails is kept with its reason', async ({
    page,
    server,
    faults,
  }) => {
    await addDisk(server, 'bulk-one');
    await addDisk(server, 'bulk-two');
    await page.clock.install();
    await openAllImages(page);
    const filter = page.getByRole('searchbox', { name: 'Filter images' });
    await filter.fill('legacy-packager-2019');
    await expect(rowOf(page, 'legacy-packager-2019')).toContainText('Deleting');
    await rowOf(page, 'legacy-packager-2019').getByRole('checkbox').check();
    await filter.fill('bulk-');
    await rowOf(page, 'bulk-one').getByRole('checkbox').check();
    await rowOf(page, 'bulk-two').getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: /^3 selected .* 1 hidden by the filter$/ });
    await bar.getByRole('button', { name: 'Delete…' }).click();
    const dialog = dialogOf(page, 'Delete 3 images?');
    await expect(dialog).toContainText('2 will be deleted; 1 is skipped');
    await expect(dialog).toContainText('legacy-packager-2019');
    await faults([
      {
        endpoint: 'djinn.deleteImage',
        times: 1,
        fault: { kind: 'status', status: 500, body: '{"message":"disk on fire"}' },
      },
    ]);
    await dialog.getByRole('button', { name: 'Delete 2' }).click();
    await expect(outboxOf(page)).toContainText('2 images will be deleted in');
    await page.clock.fastForward(UNDO_TIME);
    await expect(outboxOf(page)).toContainText('1 of 2 were not deleted');
    await outboxOf(page).getByRole('button', { name: 'Which and why' }).click();
    await expect(page.getByRole('dialog', { name: 'Not deleted' })).toContainText('disk on fire');
    await page.keyboard.press('Escape');
    await outboxOf(page).getByRole('button', { name: 'Try all again' }).click();
    await expect(rowOf(page, 'bulk-one')).toHaveCount(0);
    await expect(rowOf(page, 'bulk-two')).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText('No image matches');
  });

  test('a container image goes with all its versions, so its name is asked for', async ({ page, server }) => {
    await addContainer(server, 'doomed');
    await page.clock.install();
    await openAllImages(page);
    await chooseInMenu(page, 'doomed', 'Delete…');
    const dialog = dialogOf(page, 'Delete doomed?');
    await expect(dialog).toContainText('It has no versions.');
    const confirm = dialog.getByRole('button', { name: 'Delete' });
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel('Type doomed to confirm').fill('doome');
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel('Type doomed to confirm').fill('doomed');
    await confirm.click();
    await page.clock.fastForward(UNDO_TIME);
    await expect(rowOf(page, 'doomed')).toHaveCount(0);
    expect(await isThere(server, 'fandogh', 'doomed')).toBe(false);
  });

  test('closing the tab during the countdown deletes nothing', async ({ page, server }) => {
    await addDisk(server, 'survivor');
    const sent: string[] = [];
    page.context().on('request', (request) => {
      if (request.method() === 'DELETE') sent.push(request.url());
    });
    await page.clock.install();
    await openAllImages(page);
    await chooseInMenu(page, 'survivor', 'Delete…');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(outboxOf(page)).toContainText('survivor will be deleted in');
    await page.close({ runBeforeUnload: true });
    expect(sent).toEqual([]);
    expect(await isThere(server, 'djinn', 'survivor')).toBe(true);
  });
});

test.describe('connections', BOTH, () => {
  test('are added after a test, changed and removed', async ({ page }) => {
    await openAllImages(page);
    await page.getByRole('link', { name: 'Add a connection' }).click();
    await page.getByRole('radio', { name: 'Djinn CI' }).check();
    await page.getByLabel('Name of the connection').fill('Ours');
    await page.getByLabel('Sign in as').selectOption({ label: 'somebody else, with a token' });
    await page.getByLabel('Token', { exact: true }).fill('0123');
    await page.getByRole('button', { name: 'Test' }).click();
    await expect(page.getByRole('main')).toContainText('Not found, or not allowed');
    await expect(page.getByLabel('Name of the connection')).toHaveValue('Ours');
    await expect(page.getByLabel('Token', { exact: true })).toHaveValue('0123');

    await page.getByLabel('Sign in as').selectOption('ravi: a colleague with namespaces of his own');
    await page.getByRole('button', { name: 'Test' }).click();
    await expect(page.getByRole('main')).toContainText('The token is accepted: ravi');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(/\/c\/ours\/images$/);
    await expect(rowOf(page, 'bisect-0417')).toBeVisible();

    const sidebar = page.getByRole('list', { name: 'Connections' });
    await sidebar.getByRole('link', { name: 'Edit Ours' }).click();
    await page.getByLabel('Name of the connection').fill('Theirs');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(sidebar.getByRole('link', { name: 'Theirs', exact: true })).toBeVisible();
    await expect(rowOf(page, 'bisect-0417')).toBeVisible();

    await sidebar.getByRole('link', { name: 'Edit Theirs' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await dialogOf(page, 'Remove Theirs?').getByRole('button', { name: 'Remove' }).click();
    await expect(sidebar.getByRole('link', { name: 'Theirs', exact: true })).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText('in 3 connections');
  });

  test('a refused token is asked for in place, and the list goes on', async ({ page, server, faults }) => {
    await openAllImages(page);
    const fault = { kind: 'status', status: 401, body: '{"message":"expired"}' } as const;
    await faults([{ endpoint: 'djinn.listImages', times: 1, fault }]);
    await page.reload();
    const notice = page.getByRole('alert').filter({ hasText: 'djinn demo needs a token' });
    await expect(notice).toContainText('It may have expired or been revoked. Give another one to go on.');
    await expect(notice).toContainText('expired');
    await expect(rowOf(page, 'sync-agent')).toBeVisible();
    await notice.getByLabel('Token').fill(await tokenOf(server, 'djinn'));
    await notice.getByRole('button', { name: 'Go on' }).click();
    await expect(rowOf(page, 'netbsd-11-base')).toBeVisible();
    await expect(notice).toBeHidden();
  });

  test('an upload whose token was refused waits for another and goes on', async ({ page, faults }) => {
    await page.goto('/c/djinn-demo/add');
    await choose(page, { 'patient.qcow2': smallDisk() });
    await expect(page.getByRole('region', { name: 'patient.qcow2' })).toContainText('Safe to upload');
    await faults([{ endpoint: 'djinn.createImage', times: 1, fault: { kind: 'status', status: 401 } }]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const dock = page.getByRole('region', { name: 'Uploads' });
    await expect(dock).toContainText('Waiting for a token');
    await dock.getByRole('link', { name: 'Give a token' }).click();
    await page.getByLabel('Sign in as').selectOption('mina: everything');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(dock).toContainText('Uploaded');
    await expect(rowOf(page, 'patient')).toContainText('Ready');
  });
});
