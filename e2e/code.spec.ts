import type { Page } from '@playwright/test';
import { imageId } from './gcore.ts';
import { expect, test } from './test.ts';
import type { Server } from './server.ts';

const IMAGE = 'ubuntu-24.04-hardened';

/** Opens the metadata of an image; gives its place in the address. */
async function openMetadata(page: Page, server: Server): Promise<string> {
  const at = `c/gcore-demo/images/${await imageId(server, IMAGE)}`;
  await page.goto(new URL(`${at}/metadata`, server.url).href);
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeVisible();
  return at;
}

async function addKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a key' }).click();
  await page.getByLabel('Key: new key').fill('k1');
}

/** From now on the server has a newer console, in which the chunks of the open page have other names. */
async function upgrade(page: Page): Promise<void> {
  let isOld = true;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isOld = false;
  });
  await page.route('**/index.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<script type="module" src="./assets/index-new.js">' }),
  );
  await page.route('**/assets/ImageSharingPage-*.js', (route) =>
    isOld ? route.fulfill({ status: 404 }) : route.continue(),
  );
}

test('while the server is away the page stays, and what was typed; what was not there yet comes later', async ({
  page,
  launch,
}) => {
  const server = await launch();
  await openMetadata(page, server);
  await addKey(page);
  await server.kill();
  await page.getByRole('link', { name: 'Sharing', exact: true }).last().click();
  const notice = page.getByRole('main').getByRole('alert');
  await expect(notice).toContainText('No connection');
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toContainText('No connection');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search or run a command' });
  await expect(palette).toContainText('No connection');
  await page.keyboard.press('Escape');

  await server.restart();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Lists in this region' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goBack();
  await expect(page.getByLabel('Key: k1')).toHaveValue('k1');
});

test('after an upgrade the page reloads by itself, unless something typed would be lost', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const at = await openMetadata(page, server);
  await upgrade(page);
  await addKey(page);
  const tab = page.getByRole('link', { name: 'Sharing', exact: true }).last();
  await tab.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The console has been upgraded');
  await page.goBack();
  await page.getByRole('button', { name: 'Discard' }).click();

  const reloaded = page.waitForEvent('load');
  await tab.click();
  await reloaded;
  await expect(page).toHaveURL(new URL(`${at}/sharing`, server.url).href);
  await expect(page.getByRole('heading', { name: 'Lists in this region' })).toBeVisible();
});
