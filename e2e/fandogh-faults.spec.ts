import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { tarGz, zip, zipWithModes } from '../src/backend/fandogh/testing/archives.ts';
import { addContainer, tokenOf } from './embedded.ts';
import { archiveFile, bombOf, chooseSource, tarOf, watchBuild, WHOLE } from './fandogh.ts';
import { inTime, meetTroubles, REFUSED } from './faultMatrix.ts';
import { dropFile } from './pageFiles.ts';
import { expect, test } from './test.ts';

const IMAGES = '/c/fandogh-demo/images';

/** A log is read by a worker, whose clock is not the page's: half a minute of silence would be one of ours. */
const WORKER = ['silence'];

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

function noticeOf(page: Page) {
  return page.getByRole('main').getByRole('alert');
}

function retryOn(page: Page): () => Promise<void> {
  return () => noticeOf(page).getByRole('button', { name: 'Try again' }).click();
}

/** Gives the token that a page asks for in its head. */
async function giveToken(page: Page, token: string): Promise<void> {
  await page.getByRole('main').getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Go on' }).click();
}

test('the versions of an image fail in their place, and come when they can', async ({
  page,
  faults,
  server,
}) => {
  await meetTroubles({
    page,
    faults,
    endpoint: 'fandogh.listVersions',
    place: noticeOf(page),
    start: async () => void (await page.goto(`${IMAGES}/price-feed/versions`)),
    again: retryOn(page),
    survives: () => expect(page.getByRole('heading', { level: 1, name: 'price-feed' })).toBeVisible(),
  });
  await faults([{ endpoint: 'fandogh.listVersions', times: 1, fault: REFUSED }]);
  await retryOn(page)();
  await expect(page.getByRole('main')).toContainText('fandogh demo needs a token');
  await giveToken(page, await tokenOf(server, 'fandogh'));
  await expect(page.getByRole('row', { name: /^1\.10/ })).toContainText('Built');
  await expect(noticeOf(page)).toHaveCount(0);
});

test('the builds of a version fail beside what is known, and come when they can', async ({
  page,
  faults,
  server,
}) => {
  await meetTroubles({
    page,
    faults,
    endpoint: 'fandogh.listBuilds',
    place: noticeOf(page),
    start: async () => void (await page.goto(`${IMAGES}/checkout-worker/versions/v17`)),
    again: retryOn(page),
    survives: () =>
      expect(page.getByRole('region', { name: 'Build log of checkout-worker:v17' })).toBeVisible(),
    // A version that is not known yet is waited for, which is told below.
    without: [...WORKER, '404'],
  });
  await faults([{ endpoint: 'fandogh.listBuilds', times: 1, fault: REFUSED }]);
  await retryOn(page)();
  await expect(page.getByRole('main')).toContainText('fandogh demo needs a token');
  await giveToken(page, await tokenOf(server, 'fandogh'));
  await expect(page.getByRole('main')).toContainText('Why it failed');
  await expect(noticeOf(page)).toHaveCount(0);
});

test('a version that was uploaded and never comes is waited for, and missed in the end', async ({
  page,
  faults,
  server,
}) => {
  await addContainer(server, 'never');
  await page.goto(`${IMAGES}/never/new-version`);
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('1.0');
  await chooseSource(page, archiveFile('never.zip', zip(WHOLE)));
  const fault = { kind: 'status', status: 404, body: '{"message":"Image version not found"}' } as const;
  await faults([{ endpoint: 'fandogh.listBuilds', fault }]);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('The service has not begun to list this version');
  await inTime(page, 11_000, () =>
    expect(noticeOf(page)).toContainText('Not found, or not allowed', { timeout: 500 }),
  );
  await expect(noticeOf(page)).toContainText('Image version not found');
});

test('two builds that cannot be read for a comparison', async ({ page, faults }) => {
  await meetTroubles({
    page,
    faults,
    endpoint: 'fandogh.listBuilds',
    place: noticeOf(page),
    start: async () => void (await page.goto(`${IMAGES}/checkout-worker/compare?left=v16&right=v17`)),
    again: retryOn(page),
    survives: () => expect(page.getByLabel('Compare this')).toHaveValue('v16'),
    without: WORKER,
  });
  await retryOn(page)();
  await expect(page.getByRole('main')).toContainText(/They differ in \d+ places/);
});

test('an upload that fails keeps what was chosen and typed, tells why, and goes when it can', async ({
  page,
  faults,
  server,
}) => {
  await addContainer(server, 'stubborn');
  await page.goto(`${IMAGES}/stubborn/new-version`);
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('1.0');
  await chooseSource(page, archiveFile('stubborn.zip', zip(WHOLE)));
  await expect(page.getByRole('main')).toContainText('Can be built');
  await meetTroubles({
    page,
    faults,
    endpoint: 'fandogh.createVersion',
    place: noticeOf(page),
    start: () => page.getByRole('button', { name: 'Upload', exact: true }).click(),
    again: retryOn(page),
    survives: async () => {
      await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('1.0');
      await expect(page.getByRole('heading', { name: 'stubborn.zip' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Uploads' }).getByRole('listitem')).toHaveCount(1);
    },
    // An upload has no limit of time; one whose answer is cut has arrived. Success needs no message.
    without: ['silence', 'an answer cut in its middle', 'JSON of a wrong shape'],
  });
  await faults([{ endpoint: 'fandogh.createVersion', times: 1, fault: REFUSED }]);
  await retryOn(page)();
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('Waiting for a token');
  await giveToken(page, await tokenOf(server, 'fandogh'));
  await watchBuild(page, 'stubborn', '1.0', 'Built');
});

test('a version is suggested, but not into what somebody is about to type', async ({ page, faults }) => {
  const field = page.getByRole('textbox', { name: 'Version', exact: true });
  await faults([{ endpoint: 'fandogh.listVersions', fault: { kind: 'delay', ms: 1000 } }]);
  const come = page.waitForResponse(/\/price-feed\/versions/);
  await page.goto(`${IMAGES}/price-feed/new-version`);
  await field.focus();
  await (await come).finished();
  // Two frames on, what has come is drawn.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await page.keyboard.type('2.0');
  await expect(field).toHaveValue('2.0');
});

test('without the list of versions none is suggested, and one that is typed goes all the same', async ({
  page,
  faults,
  server,
}) => {
  await addContainer(server, 'unlisted');
  await faults([{ endpoint: 'fandogh.listVersions', fault: { kind: 'status', status: 403 } }]);
  await page.goto(`${IMAGES}/unlisted/new-version`);
  await expect(noticeOf(page)).toContainText('Not found, or not allowed');
  await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('1.0');
  await chooseSource(page, archiveFile('unlisted.zip', zip(WHOLE)));
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeEnabled();
  await faults([]);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await watchBuild(page, 'unlisted', '1.0', 'Built');
});

test('an image that cannot be made keeps its name', async ({ page, faults }) => {
  await page.goto('/c/fandogh-demo/new-image');
  await page.getByLabel('Name', { exact: true }).fill('unborn');
  await meetTroubles({
    page,
    faults,
    endpoint: 'fandogh.createImage',
    place: noticeOf(page),
    start: () => page.getByRole('button', { name: 'Create without a version' }).click(),
    again: retryOn(page),
    survives: () => expect(page.getByLabel('Name', { exact: true })).toHaveValue('unborn'),
    // What reaches the service is done, though it cannot say so. Success needs no message.
    without: ['an answer cut in its middle', 'JSON of a wrong shape'],
  });
  await retryOn(page)();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('unborn');
  await expect(page.getByRole('main')).toContainText('No version yet');
});

const GOOD = tarOf(WHOLE);

const REFUSED_UNSENT = [
  {
    what: 'neither a zip nor a gzip',
    bytes: Buffer.from('FROM scratch\n'),
    says: 'This is neither a zip nor a tar.gz',
  },
  {
    what: 'a tar.gz that is cut off',
    bytes: GOOD.subarray(0, 120),
    says: 'The archive is broken or cut off',
  },
  {
    what: 'a zip that is cut off',
    bytes: zip(WHOLE).subarray(0, 90),
    says: 'The archive is broken or cut off',
  },
  {
    what: 'a path that leads out',
    bytes: tarGz([
      { name: 'Dockerfile', content: 'FROM scratch' },
      { name: '../../etc/passwd', content: 'x' },
    ]),
    says: '../../etc/passwd',
  },
  {
    what: 'an absolute path',
    bytes: zip({ Dockerfile: 'FROM scratch', '/etc/passwd': 'x' }),
    says: '/etc/passwd',
  },
  { what: 'no Dockerfile', bytes: tarOf({ 'main.py': 'print(1)' }), says: 'No Dockerfile at the root' },
  {
    what: 'a Dockerfile in a folder',
    bytes: zip({ 'shop/Dockerfile': 'FROM scratch' }),
    says: 'There is one at shop/Dockerfile',
  },
  { what: 'nothing in it', bytes: tarOf({}), says: 'There is no file in it' },
];

test('hostile and broken archives are refused before a byte is sent, and what was typed stays', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.goto(`${IMAGES}/price-feed/new-version`);
  await page.getByRole('textbox', { name: 'Version', exact: true }).fill('9.9');
  for (const { what, bytes, says } of REFUSED_UNSENT) {
    await test.step(what, async () => {
      await chooseSource(page, archiveFile(`${what}.zip`, bytes));
      await expect(page.getByRole('heading', { name: `${what}.zip` })).toBeVisible();
      await expect(page.getByRole('main')).toContainText('Cannot be built');
      await expect(page.getByRole('main')).toContainText(says);
      await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeDisabled();
      await expect(page.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('9.9');
    });
  }
  expect(sent).toEqual([]);
});

const FAILED_THERE = [
  {
    what: 'a link out of the archive',
    bytes: tarGz([
      { name: 'Dockerfile', content: 'FROM scratch' },
      { name: 'secrets', type: '2', link: '/etc/passwd' },
    ]),
    says: 'links to',
  },
  {
    what: 'a link out of a zip',
    bytes: zipWithModes({
      Dockerfile: { text: 'FROM scratch', mode: 0o100_644 },
      secrets: { text: '../../etc/passwd', mode: 0o120_777 },
    }),
    says: 'links to',
  },
  { what: 'a bomb', bytes: bombOf(256 * 1024 ** 2), says: 'as only a zip bomb does' },
];

for (const [index, { what, bytes, says }] of FAILED_THERE.entries()) {
  test(`${what} fails with its reason, and the next upload is built`, async ({ page, server }) => {
    const image = `hostile-${index}`;
    await addContainer(server, image);
    await page.goto(`${IMAGES}/${image}/new-version`);
    await chooseSource(page, archiveFile('hostile.tar.gz', bytes));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const log = await watchBuild(page, image, 'v1', 'Failed');
    await expect(log).toContainText(says);
    await expect(page.getByRole('main')).toContainText('Why it failed');
    await expect(page.getByText('The archive cannot be used', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'New version' }).click();
    await chooseSource(page, archiveFile('good.tar.gz', GOOD));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await watchBuild(page, image, 'v2', 'Built');
  });
}

test('an Operator may look: nothing offers to upload, and what is dropped goes nowhere', async ({ page }) => {
  await page.goto('/connections/new');
  await page.getByRole('radio', { name: 'Fandogh' }).check();
  await page.getByLabel('Name of the connection').fill('Looks');
  const user = page.getByLabel('Sign in as');
  const operator = user.getByRole('option', { name: /Operator in saffron$/ }).first();
  await user.selectOption(await operator.innerText());
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('main')).toContainText('The token is accepted');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /price-feed/ })).toBeVisible();
  const list = page.url();
  await dropFile(page, fileURLToPath(import.meta.url), 'You may look, not change');
  await expect(page.getByText('You may look, not change')).toBeAttached();
  await expect(page).toHaveURL(list);

  await page.goto(`${list}/price-feed/versions`);
  await expect(page.getByRole('row', { name: /^1\.10/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New version' })).toHaveCount(0);
  await page.goto(`${list}/price-feed/new-version`);
  await expect(page.getByRole('main')).toContainText('uploading versions takes a Developer or an Admin');
});
