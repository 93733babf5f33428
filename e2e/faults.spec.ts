import type { Locator, Page } from '@playwright/test';
import { addContainer, addDisk, isThere, smallDisk, tokenOf } from './embedded.ts';
import { inTime, meetTroubles, REFUSED } from './faultMatrix.ts';
import { chooseInMenu, dialogOf, openAllImages, outboxOf, rowOf } from './list.ts';
import { expect, test } from './test.ts';

const UNDO_TIME = 9000;

/** The page's own time can be made to pass, so that silence and second tries cost none of ours. */
test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

function retryIn(place: Locator): () => Promise<void> {
  return () => place.getByRole('button', { name: 'Try again' }).click();
}

const LISTS = [
  { label: 'fandogh demo', endpoint: 'fandogh.listImages', has: 'sync-agent', other: 'alpine-3-22' },
  { label: 'djinn demo', endpoint: 'djinn.listImages', has: 'alpine-3-22', other: 'sync-agent' },
  { label: 'gcore demo', endpoint: 'gcore.listImages', has: 'win-2025-core', other: 'sync-agent' },
];

for (const { label, endpoint, has, other } of LISTS) {
  test(`the list of ${label} fails in its own place, and comes when it can`, async ({ page, faults }) => {
    const notice = page.getByRole('alert').filter({ hasText: label });
    await openAllImages(page);
    await meetTroubles({
      page,
      faults,
      endpoint,
      place: notice,
      start: async () => void (await page.reload()),
      again: retryIn(notice),
      survives: () => expect(rowOf(page, other)).toBeVisible(),
    });
    await retryIn(notice)();
    await expect(rowOf(page, has)).toBeVisible();
    await expect(notice).toBeHidden();
  });
}

const DETAILS = [
  { path: '/images/djinn-demo/37', name: 'void-base', endpoint: 'djinn.getImage', has: 'mirror.example.net' },
  {
    path: '/images/fandogh-demo/sync-agent',
    name: 'sync-agent',
    endpoint: 'fandogh.listVersions',
    has: '15.2 MB',
  },
  {
    path: '/images/gcore-demo/17d61f0f-04d6-5b8d-8335-1c4996e9f32b',
    name: 'ubuntu-24.04-hardened',
    endpoint: 'gcore.getImage',
    has: '17d61f0f-04d6-5b8d-8335-1c4996e9f32b',
  },
];

for (const { path, name, endpoint, has } of DETAILS) {
  test(`the panel of ${name} tells what fails, over a list that lives on`, async ({ page, faults }) => {
    await openAllImages(page);
    const panel = dialogOf(page, name);
    const notice = panel.getByRole('alert');
    await meetTroubles({
      page,
      faults,
      endpoint,
      place: notice,
      start: async () => void (await page.goto(path)),
      again: retryIn(notice),
      survives: () => expect(page.getByRole('grid')).toBeVisible(),
    });
    await retryIn(notice)();
    await expect(panel).toContainText(has);
    await expect(notice).toBeHidden();
  });
}

const CHECKS = [
  { service: 'Djinn CI', endpoint: 'djinn.getUser', account: 'mina: everything' },
  { service: 'Djinn CI', endpoint: 'djinn.listImages', account: 'mina: everything' },
  { service: 'Fandogh', endpoint: 'fandogh.listNamespaces', account: 'sara: Sara, Admin of saffron' },
  { service: 'Fandogh', endpoint: 'fandogh.listImages', account: 'sara: Sara, Admin of saffron' },
  { service: 'Gcore Cloud', endpoint: 'gcore.listProjects', account: /^avery/ },
  { service: 'Gcore Cloud', endpoint: 'gcore.listRegions', account: /^avery/ },
];

for (const { service, endpoint, account } of CHECKS) {
  test(`a connection whose ${endpoint} fails says why, and the form stays filled in`, async ({
    page,
    faults,
  }) => {
    await page.goto('/connections/new');
    await page.getByRole('radio', { name: service }).check();
    await page.getByLabel('Name of the connection').fill('Mine');
    const option = page.getByRole('option', { name: account });
    await page.getByLabel('Sign in as').selectOption((await option.textContent()) ?? '');
    const press = (): Promise<void> => page.getByRole('button', { name: 'Test', exact: true }).click();
    const main = page.getByRole('main');
    await meetTroubles({
      page,
      faults,
      endpoint,
      place: main,
      start: press,
      again: press,
      survives: () => expect(page.getByLabel('Name of the connection')).toHaveValue('Mine'),
    });
    await faults([{ endpoint, fault: REFUSED }]);
    await press();
    await expect(main).toContainText('The token was refused');
    await expect(main).toContainText('the token has expired');
    await faults([]);
    await press();
    await expect(main).toContainText('The token is accepted');
  });
}

test('a password that cannot be exchanged stays, with the reason', async ({ page, faults }) => {
  await page.goto('/connections/new');
  await page.getByLabel('Name of the connection').fill('Mine');
  await page.getByLabel('Sign in as').selectOption('somebody else, with a token');
  await page.getByRole('radio', { name: 'User name and password' }).check();
  await page.getByLabel('User name', { exact: true }).fill('sara');
  await page.getByLabel('Password', { exact: true }).fill('sara-demo');
  const press = (): Promise<void> => page.getByRole('button', { name: 'Get a token' }).click();
  await faults([{ endpoint: 'fandogh.createToken', fault: { kind: 'drop' } }]);
  await press();
  await expect(page.getByRole('main')).toContainText('No connection');
  await faults([
    { endpoint: 'fandogh.createToken', fault: { kind: 'status', status: 502, body: 'bad gateway' } },
  ]);
  await press();
  await expect(page.getByRole('main')).toContainText('bad gateway');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('sara-demo');
  await faults([]);
  await press();
  await expect(page.getByRole('main')).toContainText('Exchanged for a token.');
});

test('an import that is refused keeps its form, and goes when it can', async ({ page, faults, server }) => {
  await page.goto('/c/djinn-demo/import');
  await page.getByLabel('Address of the image').fill('https://images.example/kept.qcow2');
  const notice = page.getByRole('main').getByRole('alert');
  await meetTroubles({
    page,
    faults,
    endpoint: 'djinn.createImage',
    place: notice,
    start: () => page.getByRole('button', { name: 'Import', exact: true }).click(),
    again: retryIn(notice),
    survives: async () => {
      await expect(page.getByLabel('Address of the image')).toHaveValue('https://images.example/kept.qcow2');
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('kept');
    },
    // It reaches the service, which does what it is asked and then cannot say so.
    without: ['an answer cut in its middle'],
  });
  await faults([{ endpoint: 'djinn.createImage', times: 1, fault: REFUSED }]);
  await retryIn(notice)();
  await expect(notice).toContainText('The token was refused');
  await notice.getByLabel('Token').fill(await tokenOf(server, 'djinn'));
  await notice.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialogOf(page, 'kept')).toBeVisible();
});

test('an upload that fails keeps its file, tells why, and can be tried again', async ({ page, faults }) => {
  await page.goto('/c/djinn-demo/add');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'stubborn.qcow2', mimeType: 'application/octet-stream', buffer: smallDisk() });
  await expect(page.getByRole('region', { name: 'stubborn.qcow2' })).toContainText('Safe to upload');
  const dock = page.getByRole('region', { name: 'Uploads' });
  const again = (): Promise<void> =>
    page.getByRole('button', { name: 'Try the upload of stubborn.qcow2 again' }).click();
  await meetTroubles({
    page,
    faults,
    endpoint: 'djinn.createImage',
    place: dock,
    start: () => page.getByRole('button', { name: 'Upload', exact: true }).click(),
    again,
    survives: () => expect(dock).toContainText('stubborn.qcow2'),
    // An upload has no limit of time; what is said of a silent one is below.
    without: ['silence', 'an answer cut in its middle'],
    advises: false,
  });
  await faults([{ endpoint: 'djinn.createImage', fault: { kind: 'delay', ms: 600_000 } }]);
  await again();
  await inTime(page, 5000, () =>
    expect(dock).toContainText('The service has been checking the file for', { timeout: 300 }),
  );
  await dock.getByRole('button', { name: 'Cancel the upload of stubborn.qcow2' }).click();
  await faults([]);
  await again();
  await expect(dock).toContainText('Uploaded');
});

/** Deletes a row and lets the countdown run out. */
async function remove(page: Page, name: string, typed: boolean): Promise<void> {
  await chooseInMenu(page, name, 'Delete…');
  const dialog = dialogOf(page, `Delete ${name}?`);
  if (typed) await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(outboxOf(page)).toContainText('will be deleted');
  await page.clock.fastForward(UNDO_TIME);
}

for (const service of ['djinn', 'fandogh'] as const) {
  test(`a deletion that ${service} refuses is kept with its reason`, async ({ page, faults, server }) => {
    const name = `clinging-${service}`;
    await (service === 'djinn' ? addDisk(server, name) : addContainer(server, name));
    await openAllImages(page);
    const bar = outboxOf(page);
    await meetTroubles({
      page,
      faults,
      endpoint: `${service}.deleteImage`,
      place: bar,
      start: () => remove(page, name, service === 'fandogh'),
      again: retryIn(bar),
      survives: async () => {
        await expect(bar).toContainText(`${name} was not deleted`);
        await expect(rowOf(page, name)).toBeVisible();
      },
      advises: false,
      hasBody: false,
    });
    expect(await isThere(server, service, name)).toBe(true);
    await retryIn(bar)();
    await expect(rowOf(page, name)).toHaveCount(0);
    expect(await isThere(server, service, name)).toBe(false);
  });
}

test('a download that breaks says so, and can be taken up again', async ({ page, faults, server }) => {
  await addDisk(server, 'fragile');
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });
  await openAllImages(page);
  const bar = page.getByRole('region', { name: 'Downloads' });
  await meetTroubles({
    page,
    faults,
    endpoint: 'djinn.getImage',
    place: bar,
    start: () => chooseInMenu(page, 'fragile', 'Download'),
    again: retryIn(bar),
    survives: () => expect(bar).toContainText('fragile.qcow2 was not downloaded'),
    // It may take as long as it takes; half a file is below.
    without: ['silence', 'an answer cut in its middle'],
    advises: false,
  });
  await faults([{ endpoint: 'djinn.getImage', fault: { kind: 'drop', afterBytes: 1000 } }]);
  await retryIn(bar)();
  await expect(bar).toContainText('fragile.qcow2 was not downloaded');
  await faults([]);
  await retryIn(bar)();
  await expect(bar).toContainText('fragile.qcow2 is on this device');
});

test('what is asked for beside the point takes nothing with it when it fails', async ({ page, faults }) => {
  await openAllImages(page);
  await faults([
    { endpoint: 'fandogh.listVersions', fault: { kind: 'status', status: 400 } },
    { endpoint: 'djinn.listNamespaces', fault: { kind: 'status', status: 500 } },
    { endpoint: 'gcore.listActiveTasks', fault: { kind: 'drop' } },
  ]);
  await page.goto('/images/fandogh-demo/sync-agent/delete');
  await expect(dialogOf(page, 'Delete sync-agent?')).toContainText(
    'What goes with it could not be found out.',
  );
  await page.goto('/c/djinn-demo/add');
  await expect(page.getByRole('button', { name: 'choose files' })).toBeEnabled();
  await page.goto('/c/gcore-demo/images');
  await expect(rowOf(page, 'win-2025-core')).toBeVisible();
});

test('a server that is gone is told everywhere, and found again', async ({ page, launch }) => {
  const server = await launch();
  await page.goto(server.url);
  await expect(rowOf(page, 'alpine-3-22')).toBeVisible();
  await server.stop();
  await page.getByRole('button', { name: 'Refresh' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'djinn demo: No connection' });
  await inTime(page, 2000, () => expect(notice).toBeVisible({ timeout: 300 }));
  await expect(notice).toContainText('stay in the list');
  await expect(rowOf(page, 'alpine-3-22')).toBeVisible();
  await server.restart();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
});
