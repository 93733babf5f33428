import { choose } from './pageFiles.ts';
import { smallDisk, tokenOf } from './embedded.ts';
import { dialogOf, openAllImages, rowOf } from './list.ts';
import { expect, test } from './test.ts';

const BOTH = { tag: '@both' };

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

  test('a name is selected whole and copied as it is, cut in the middle or not', async ({ page }) => {
    const selected = () => page.evaluate(() => getSelection()?.toString().trim());
    await page.goto('/?q=ubuntu-24.04-hardened');
    await rowOf(page, 'ubuntu-24.04-hardened').getByRole('link').click();
    await dialogOf(page, 'ubuntu-24.04-hardened').getByRole('heading', { level: 2 }).click({ clickCount: 3 });
    expect(await selected()).toBe('ubuntu-24.04-hardened');

    const cut = 'edge-cache-appliance_with.every.optional.module-2026.11.01-rc.4';
    await page.goto(`/?q=${cut}`);
    const link = rowOf(page, cut).getByRole('link');
    await link.evaluate((element) => getSelection()?.selectAllChildren(element));
    expect(await selected()).toBe(cut);
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
