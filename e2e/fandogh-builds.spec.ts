import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { zip } from '../src/backend/fandogh/testing/archives.ts';
import { dropFile } from './pageFiles.ts';
import {
  archiveFile,
  BROKEN,
  chooseSource,
  folderOf,
  logAtService,
  logOf,
  logOnPage,
  tarOf,
  watchBuild,
  WHOLE,
} from './fandogh.ts';
import { tabTo } from './gcore.ts';
import { expect, test } from './test.ts';

const BOTH = { tag: '@both' };

// Slow enough to be watched.
test.use({ flags: ['--pace', '2'] });

const IMAGES = '/c/fandogh-demo/images';

async function upload(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toContainText('Can be built');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
}

test.describe('shipping a container', BOTH, () => {
  test('with archives: an image is made, its first build fails and says why, the next one is built', async ({
    page,
    server,
  }) => {
    await page.goto(IMAGES);
    await page.getByRole('link', { name: 'Add image' }).click();
    await page.getByLabel('Name', { exact: true }).fill('ship it');
    await expect(page.getByRole('main')).toContainText('Letters, digits, dashes and underscores');
    await page.getByLabel('Name', { exact: true }).fill('ship-it');
    await page.getByRole('button', { name: 'Create without a version' }).click();
    await expect(page.getByRole('main')).toContainText('No version yet');

    await page.getByRole('link', { name: 'New version' }).first().click();
    await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('v1');
    await chooseSource(page, archiveFile('ship.tar.gz', tarOf(BROKEN)));
    await upload(page);
    const log = await watchBuild(page, 'ship-it', 'v1', 'Build failed');
    await expect(page.getByRole('main')).toContainText('A file to be copied is not in the archive');
    await expect(page.getByRole('main').getByText('server.py', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: /^Line \d+$/ }).click();
    await expect(page).toHaveURL(/#L\d+$/);
    await expect(log.getByText('COPY failed: file not found in build context')).toBeInViewport();
    expect(await logOnPage(log)).toBe(await logAtService(server, 'ship-it', 'v1'));

    await page.getByRole('link', { name: 'New version' }).click();
    await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('v2');
    await page.getByRole('textbox', { name: 'Version', exact: true }).fill('v1');
    await expect(page.getByRole('main')).toContainText('This version is there already.');
    await page.getByRole('textbox', { name: 'Version', exact: true }).fill('v2');
    await chooseSource(page, archiveFile('ship.zip', zip(WHOLE)));
    await upload(page);
    const second = logOf(page, 'ship-it', 'v2');
    await expect(second).toContainText('Step 1/4');
    await expect(second.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
    await watchBuild(page, 'ship-it', 'v2', 'Built');
    await expect(second.getByText('Image has been pushed into the registry.')).toBeInViewport();
    expect(await logOnPage(second)).toBe(await logAtService(server, 'ship-it', 'v2'));

    await page
      .getByRole('navigation', { name: 'Where you are' })
      .getByRole('link', { name: 'ship-it' })
      .click();
    await expect(page.getByRole('row', { name: /^v2/ })).toContainText('Built');
    await expect(page.getByRole('row', { name: /^v1/ })).toContainText('Build failed');
  });

  test('with a folder: the image and its first version at once, and what an ignore file leaves out', async ({
    page,
    server,
  }) => {
    const sources = { ...WHOLE, '.dockerignore': '# no code\n*.py\n', '.git/config': '[core]\n' };
    await page.goto('/c/fandogh-demo/new-image');
    await page.getByLabel('Name', { exact: true }).fill('from-folder');
    await chooseSource(page, await folderOf('workspace', sources));
    await expect(page.getByRole('heading', { name: 'workspace' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Dockerfile at the root, 2 files in all');
    await expect(page.getByRole('main')).toContainText('1 file left out by the ignore file');
    await upload(page);
    await watchBuild(page, 'from-folder', 'v1', 'Build failed');
    await expect(page.getByRole('main')).toContainText(
      'See whether .dockerignore or .fandoghignore leaves it out.',
    );

    await page.getByRole('link', { name: 'New version' }).click();
    await chooseSource(page, await folderOf('workspace', { ...sources, '.dockerignore': '.git\n' }));
    await expect(page.getByRole('main')).toContainText('Dockerfile at the root, 3 files in all');
    await upload(page);
    const log = await watchBuild(page, 'from-folder', 'v2', 'Built');
    expect(await logOnPage(log)).toBe(await logAtService(server, 'from-folder', 'v2'));
    await page.getByRole('link', { name: 'Compare with another version' }).click();
    await page.getByLabel('Compare this').selectOption({ label: 'v1 – Build failed' });
    const main = page.getByRole('main');
    await expect(main.getByRole('region', { name: /^v1/ }).filter({ hasText: 'COPY failed' })).toBeVisible();
    await expect(
      main.getByRole('region', { name: /^v2/ }).filter({ hasText: 'Successfully built' }),
    ).toBeVisible();
  });

  test('by keyboard alone, first with an archive, then with a folder', async ({ page }) => {
    await page.goto('/c/fandogh-demo/images');
    await tabTo(page, page.getByRole('link', { name: 'Add image' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.type('by-keys');
    // Asked for before the key is on its way, which does not wait until the browser knows of it.
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, page.getByRole('button', { name: 'choose a zip or tar.gz' }));
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(archiveFile('keys.tar.gz', tarOf(BROKEN)));
    await expect(page.getByRole('main')).toContainText('Can be built');
    await tabTo(page, page.getByRole('button', { name: 'Upload', exact: true }));
    await page.keyboard.press('Enter');
    const log = await watchBuild(page, 'by-keys', 'v1', 'Build failed');
    await tabTo(page, page.getByRole('link', { name: /^Line \d+$/ }));
    await page.keyboard.press('Enter');
    await expect(log.getByText('COPY failed: file not found in build context')).toBeInViewport();

    await tabTo(page, page.getByRole('link', { name: 'New version' }));
    await page.keyboard.press('Enter');
    const folder = page.waitForEvent('filechooser');
    await tabTo(page, page.getByRole('button', { name: 'choose a folder' }));
    await page.keyboard.press('Enter');
    await (await folder).setFiles(await folderOf('keys', WHOLE));
    await expect(page.getByRole('main')).toContainText('Can be built');
    await tabTo(page, page.getByRole('button', { name: 'Upload', exact: true }));
    await page.keyboard.press('Enter');
    await watchBuild(page, 'by-keys', 'v2', 'Built');
  });

  test('right after an upload the service may not know the version yet', async ({ page, server, faults }) => {
    await page.goto('/c/fandogh-demo/new-image');
    await page.getByLabel('Name', { exact: true }).fill('eventual');
    await chooseSource(page, archiveFile('a.zip', zip(WHOLE)));
    const fault = { kind: 'status', status: 404, body: '{"message":"Image version not found"}' } as const;
    await faults([{ endpoint: 'fandogh.listBuilds', times: 3, fault }]);
    await upload(page);
    await expect(page.getByRole('main')).toContainText('The service has not begun to list this version');
    const log = await watchBuild(page, 'eventual', 'v1', 'Built');
    await expect(log).toContainText('Sending build context to Docker daemon');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await logOnPage(log)).toBe(await logAtService(server, 'eventual', 'v1'));
  });
});

test('a link to a version that is not there says so at once', async ({ page }) => {
  await page.goto('/c/fandogh-demo/images/checkout-worker/versions/nope');
  await expect(page.getByRole('alert')).toContainText('Not found');
  await expect(page.getByRole('main')).not.toContainText('The service has not begun to list this version');
});

test('versions under way move by themselves in the list of versions', async ({ page, launch }) => {
  const server = await launch(['--pace', '1']);
  await page.goto(`${server.url}c/fandogh-demo/new-image`);
  await page.getByLabel('Name', { exact: true }).fill('moving');
  await chooseSource(page, archiveFile('a.zip', zip(WHOLE)));
  await upload(page);
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'moving' }).click();
  const row = page.getByRole('row', { name: /^v1/ });
  await expect(row).toContainText('Building');
  await expect(row).toContainText('Built', { timeout: 60_000 });
  await expect(row).toContainText(/\d+ s/);
});

test('an archive dropped on a list is an image, or the next version of one', async ({ page }) => {
  const folder = await folderOf('dropped', { 'price.tar.gz': '' });
  await page.goto(IMAGES);
  await dropFile(page, `${folder}/price.tar.gz`, 'Drop to make an image of it');
  await expect(page).toHaveURL(/\/c\/fandogh-demo\/new-image$/);
  await expect(page.getByRole('heading', { name: 'price.tar.gz' })).toBeVisible();
  await page.goto(`${IMAGES}/price-feed/versions`);
  await expect(page.getByRole('row', { name: /^1\.10/ })).toBeVisible();
  await dropFile(page, `${folder}/price.tar.gz`, 'Drop to make the next version of price-feed');
  await expect(page).toHaveURL(/price-feed\/new-version$/);
  await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('1.11');
  await expect(page.getByRole('main')).toContainText('This is neither a zip nor a tar.gz');
  // What was dropped and typed is there when one comes back.
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('2.0');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('2.0');
  await expect(page.getByRole('main')).toContainText('This is neither a zip nor a tar.gz');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('main')).not.toContainText('This is neither a zip nor a tar.gz');
});

test('who has left the page is led to the build by the dock', async ({ page }) => {
  await page.goto('/c/fandogh-demo/new-image');
  await page.getByLabel('Name', { exact: true }).fill('left-alone');
  const large = { ...WHOLE, 'data.bin': randomBytes(3_000_000).toString('base64') };
  await chooseSource(page, archiveFile('left.tar.gz', tarOf(large)));
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const link = { offline: false, latency: 0, downloadThroughput: -1 };
  await session.send('Network.emulateNetworkConditions', { ...link, uploadThroughput: 1_000_000 });
  await upload(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  const dock = page.getByRole('region', { name: 'Uploads' });
  await expect(dock).toContainText('Uploaded');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await dock.getByRole('link', { name: 'Open left-alone:v1' }).click();
  await watchBuild(page, 'left-alone', 'v1', 'Built');
});

test('the dock of an upload that is done leaves the log and the way to its end free', async ({ page }) => {
  await page.goto('/c/fandogh-demo/new-image');
  await page.getByLabel('Name', { exact: true }).fill('long-way');
  const steps = Array.from({ length: 40 }, (_, step) => `RUN echo ${step}`);
  const sources = { ...WHOLE, Dockerfile: ['FROM alpine:3.22', ...steps].join('\n') };
  await chooseSource(page, archiveFile('long.tar.gz', tarOf(sources)));
  await upload(page);
  const log = logOf(page, 'long-way', 'v1');
  await expect(log).toContainText('Step 12/41');
  const dock = page.getByRole('region', { name: 'Uploads' });
  await expect(dock).toContainText('1 of 1 done');
  const [logBox, dockBox] = [await log.boundingBox(), await dock.boundingBox()];
  expect((logBox?.y ?? 0) + (logBox?.height ?? 0)).toBeLessThanOrEqual(dockBox?.y ?? 0);

  await log.hover();
  await page.mouse.wheel(0, -5000);
  await log.getByRole('button', { name: /^\d+ new lines?$/ }).click();
  await expect(log.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
});

test('packing a large folder tells how far it is, and can be called off', async ({ page }) => {
  const heavy = randomBytes(45_000_000).toString('base64');
  const folder = await folderOf('heavy', { ...WHOLE, 'data/one.txt': heavy, 'data/two.txt': heavy });
  await page.goto(`${IMAGES}/price-feed/new-version`);
  await chooseSource(page, folder);
  await expect(page.getByRole('progressbar', { name: 'Packing the folder' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/Packing the folder \d+\s?%/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('main')).not.toContainText('Packing the folder');
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeDisabled();
});

test('a build that kill -9 cuts goes on to its end, and the page with it', async ({ page, launch }) => {
  const server = await launch(['--pace', '1']);
  await page.goto(`${server.url}c/fandogh-demo/new-image`);
  await page.getByLabel('Name', { exact: true }).fill('survivor');
  await chooseSource(page, archiveFile('survivor.zip', zip(WHOLE)));
  await upload(page);
  const log = logOf(page, 'survivor', 'v1');
  await expect(log).toContainText('Step 2/4');
  await server.kill();
  await expect(page.getByRole('alert')).toContainText('No connection');
  await expect(log).toContainText('Step 2/4');
  await server.restart();
  await watchBuild(page, 'survivor', 'v1', 'Built');
  await expect(page.getByRole('alert')).toHaveCount(0);
  const whole = await logAtService(server, 'survivor', 'v1');
  expect(await logOnPage(log)).toBe(whole);
  expect([...whole.matchAll(/Z Step (\d)\/4/g)].map(([, step]) => step)).toEqual(['1', '2', '3', '4']);
});
