import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Download, Page } from '@playwright/test';
import { makeDisk, sha256Of } from './disk.ts';
import { dropFile } from './pageFiles.ts';
import { tokenOf } from './embedded.ts';
import { chooseInMenu, rowOf } from './list.ts';
import type { Server } from './server.ts';
import { expect, test } from './test.ts';

const GIB = 1024 ** 3;
const MB = 1e6;

let folder = '';
let file = '';
let hash = '';

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'image-console-disk-'));
  file = path.join(folder, 'large-disk.qcow2');
  await makeDisk(file, GIB);
  hash = await sha256Of(file);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** The bytes that the page's scripts hold, after everything that can go has gone. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Reviews and uploads the file that was dropped, watching its progress; gives the most that the heap grew by. */
async function uploadIt(page: Page): Promise<number> {
  const review = page.getByRole('region', { name: 'large-disk.qcow2' });
  await expect(review).toContainText('Safe to upload');
  const session = await page.context().newCDPSession(page);
  const before = await heapOf(session);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();

  const dock = page.getByRole('region', { name: 'Uploads' });
  const bar = dock.getByRole('progressbar', { name: 'Upload of large-disk.qcow2' });
  const seen: number[] = [];
  let growth = 0;
  await expect
    .poll(
      async () => {
        const [now] = await bar.evaluateAll((bars) =>
          bars.map((one) => (one instanceof HTMLProgressElement ? one.position : Number.NaN)),
        );
        if (now !== undefined && now !== seen.at(-1)) seen.push(now);
        growth = Math.max(growth, (await heapOf(session)) - before);
        return dock.getByText('Uploaded').count();
      },
      { intervals: [200], timeout: 90_000 },
    )
    .toBe(1);
  // Before the first byte is sent and after the last one nobody knows how far it is: the bar then has no position.
  const known = seen.filter((position) => position >= 0);
  expect(known.length).toBeGreaterThan(2);
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  await expect(rowOf(page, 'large-disk')).toContainText('Ready');
  return growth;
}

/** The browser's own download of the image in the list. */
async function downloadByBrowser(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await chooseInMenu(page, 'large-disk', 'Download');
  return download;
}

async function expectSameFile(download: Download): Promise<void> {
  expect(await sha256Of(await download.path())).toBe(hash);
  await download.delete();
}

async function expectFlatMemory(server: Server): Promise<void> {
  expect((await server.peakMemory()) ?? 0).toBeLessThan(150 * MB);
}

/** The browser may not let the page write files: then it downloads them itself. */
async function withoutPickers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
}

test('a gigabyte is dropped, uploaded and downloaded again, byte for byte and without filling memory', async ({
  page,
  launch,
}) => {
  const server = await launch();
  await withoutPickers(page);
  await page.goto(`${server.url}c/djinn-demo/images`);
  await expect(rowOf(page, 'alpine-3-22')).toBeVisible();
  await dropFile(page, file);
  expect(await uploadIt(page)).toBeLessThan(20 * MB);

  const download = await downloadByBrowser(page);
  expect(download.suggestedFilename()).toBe('large-disk.qcow2');
  expect(download.url()).not.toContain(await tokenOf(server, 'djinn'));
  const bar = page.getByRole('region', { name: 'Downloads' });
  await expect(bar).toContainText('The browser is downloading large-disk.qcow2');
  await expectSameFile(download);
  await expectFlatMemory(server);
});

test('a gigabyte passes through the gateway both ways, and is written to disk by the page', async ({
  page,
  launch,
}) => {
  const djinn = await launch(['--dialect', 'observed']);
  const server = await launch(['--upstream', `other=djinn,${djinn.url}embedded/djinn`]);
  // A picker needs a person; what it gives is a file handle as any other, here of the browser's own storage.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });

  await page.goto(`${server.url}connections/new`);
  await page.getByRole('radio', { name: 'Djinn CI' }).check();
  await page.getByLabel('Where it is').selectOption('other');
  await page.getByLabel('Name of the connection').fill('Real Djinn');
  await page.getByLabel('Token', { exact: true }).fill(await tokenOf(djinn, 'djinn'));
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('The token is accepted: mina')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(rowOf(page, 'alpine-3-22')).toBeVisible();
  await dropFile(page, file);
  await uploadIt(page);
  await chooseInMenu(page, 'large-disk', 'Download');
  const bar = page.getByRole('region', { name: 'Downloads' });
  await expect(bar).toContainText('large-disk.qcow2 is on this device, all 1.1 GB of it', {
    timeout: 60_000,
  });

  const written = page.waitForEvent('download');
  await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('large-disk.qcow2');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await handle.getFile());
    link.download = 'written.qcow2';
    link.click();
  });
  await expectSameFile(await written);
  await expectFlatMemory(server);
  await expectFlatMemory(djinn);
});
