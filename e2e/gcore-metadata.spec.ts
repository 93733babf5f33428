import {
  callGcore,
  ENGLISH,
  FIFTY,
  imageId,
  letThreeFail,
  LOOKS,
  metadataOf,
  noteChanges,
  tabTo,
  visit,
} from './gcore.ts';
import { expect, test } from './test.ts';

const IMAGE = 'ubuntu-24.04-hardened';

/** What the demo begins with; the first two are the platform's own. */
const LOCKED = { image_build: '20261101.4', task_id: 'b1f0a7d2-58c3-4e0e-8d7b-2f6a41e09c2e' };
const FIRST = { ...LOCKED, hw_disk_bus: 'virtio', os_version: '24.04.2', temp_build: '2026-10-30' };

for (const look of LOOKS) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test('@both metadata that a second session changes meanwhile: one key is asked about, another merges, and Undo takes back only ours', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const id = await imageId(server, IMAGE);
      await open(`/images/${id}/metadata`);
      await page.getByLabel(t('gcore.metadata.valueOf', { key: 'os_version' })).fill('24.04.3');
      await button(t('gcore.metadata.remove', { key: 'temp_build' })).click();
      await button(t('gcore.metadata.add')).click();
      await page
        .getByLabel(t('gcore.metadata.keyOf', { key: t('gcore.metadata.newKey') }))
        .fill('owner_team');
      await page.getByLabel(t('gcore.metadata.valueOf', { key: 'owner_team' })).fill('platform');
      const main = page.getByRole('main');
      await expect(main).toContainText('POST …/metadata {"os_version":"24.04.3","owner_team":"platform"}');
      await expect(main).toContainText('DELETE …/metadata_item?key=temp_build');

      await callGcore(server, 'POST', `/v1/images/1337/76/${id}/metadata`, {
        os_version: '24.04.9',
        hw_disk_bus: 'scsi',
      });
      const sent = noteChanges(page);
      await button(t('gcore.metadata.save', { count: 3 })).click();
      await expect(main).toContainText(t('gcore.metadata.step.asking'));
      await expect(main).toContainText('24.04.9');
      expect(sent).toEqual([]);
      await page.getByRole('radio', { name: t('gcore.metadata.mine') }).check();
      await button(t('gcore.metadata.saveChoice')).click();
      await expect(main).toContainText(t('gcore.metadata.compared'));
      await expect(main).toContainText(t('gcore.metadata.taken', { keys: 'hw_disk_bus' }));
      expect(sent).toEqual([
        {
          method: 'POST',
          route: `/v1/images/1337/76/${id}/metadata`,
          body: { os_version: '24.04.3', owner_team: 'platform' },
        },
        { method: 'DELETE', route: `/v1/images/1337/76/${id}/metadata_item?key=temp_build`, body: undefined },
      ]);
      expect(await metadataOf(server, id)).toEqual({
        ...LOCKED,
        hw_disk_bus: 'scsi',
        os_version: '24.04.3',
        owner_team: 'platform',
      });

      await button(t('gcore.metadata.undo')).click();
      await expect
        .poll(() => metadataOf(server, id))
        .toEqual({ ...FIRST, hw_disk_bus: 'scsi', os_version: '24.04.9' });
    });

    test('@both replacing everything names every key that dies, asks about one that came meanwhile, and keeps what is read-only', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const id = await imageId(server, IMAGE);
      await open(`/images/${id}/metadata`);
      const main = page.getByRole('main');
      await button(t('gcore.metadata.remove', { key: 'hw_disk_bus' })).click();
      await button(t('gcore.metadata.remove', { key: 'temp_build' })).click();
      await page.getByRole('checkbox', { name: t('gcore.metadata.replace') }).check();
      await expect(main).toContainText(t('gcore.metadata.dies', { count: 2 }));
      await expect(main).toContainText('hw_disk_bus, temp_build');
      await expect(main).toContainText('PUT …/metadata {"os_version":"24.04.2"}');

      await callGcore(server, 'POST', `/v1/images/1337/76/${id}/metadata`, { late: 'yes' });
      const sent = noteChanges(page);
      await button(t('gcore.metadata.save', { count: 2 })).click();
      await expect(main).toContainText(t('gcore.metadata.step.asking'));
      await page.getByRole('radio', { name: t('gcore.metadata.mine') }).check();
      await button(t('gcore.metadata.saveChoice')).click();
      await expect(main).toContainText(t('gcore.metadata.compared'));
      expect(sent.map(({ method }) => method)).toEqual(['PUT']);
      expect(await metadataOf(server, id)).toEqual({ ...LOCKED, os_version: '24.04.2' });
    });

    test('metadata is edited by keyboard alone, a conflict too', async ({ page, launch }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const id = await imageId(server, IMAGE);
      await open(`/images/${id}/metadata`);
      await tabTo(page, page.getByLabel(t('gcore.metadata.valueOf', { key: 'os_version' })));
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('24.04.3');
      await tabTo(page, button(t('gcore.metadata.remove', { key: 'temp_build' })));
      await page.keyboard.press('Enter');
      await tabTo(page, button(t('gcore.metadata.add')));
      await page.keyboard.press('Enter');
      await page.keyboard.type('owner_team');
      await page.keyboard.press('Tab');
      await page.keyboard.type('platform');
      await callGcore(server, 'POST', `/v1/images/1337/76/${id}/metadata`, { os_version: '24.04.9' });
      await tabTo(page, button(t('gcore.metadata.save', { count: 3 })));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('radio', { name: t('gcore.metadata.mine') }));
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('radio', { name: t('gcore.metadata.theirs') })).toBeChecked();
      await tabTo(page, button(t('gcore.metadata.saveChoice')));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main')).toContainText(t('gcore.metadata.compared'));
      await tabTo(page, button(t('gcore.metadata.close')));
      await page.keyboard.press('Enter');
      await expect(button(t('gcore.metadata.add'))).toBeVisible();
      expect(await metadataOf(server, id)).toEqual({
        ...LOCKED,
        hw_disk_bus: 'virtio',
        os_version: '24.04.9',
        owner_team: 'platform',
      });
    });

    test('@both one edit of fifty images, of which three fail: each says how it went, and only those are tried again', async ({
      page,
      launch,
    }) => {
      const server = await launch(FIFTY);
      const { t, open, button } = await visit(page, server, look);
      await open('/metadata');
      await page.getByLabel(t('gcore.bulk.set')).fill('owner_team=platform\nenv=prod');
      await button(t('gcore.bulk.all', { count: 50 })).click();
      await letThreeFail(server);
      const sent = noteChanges(page);
      await button(t('gcore.bulk.start', { count: 50 })).click();
      const main = page.getByRole('main');
      await expect(main).toContainText(t('gcore.bulk.someFailed', { count: 3 }));
      await expect(main).toContainText(t('gcore.bulk.progress', { done: 47, all: 50 }));
      expect(sent).toHaveLength(50);
      await button(t('gcore.bulk.retry', { count: 3 })).click();
      await expect(main).toContainText(t('gcore.bulk.allDone'));
      expect(sent).toHaveLength(53);
    });
  });
}

test('a saving that fails half-way tells what was done, and goes on from there', async ({ page, launch }) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  const id = await imageId(server, IMAGE);
  await open(`/images/${id}/metadata`);
  await page.getByLabel(t('gcore.metadata.valueOf', { key: 'os_version' })).fill('24.04.3');
  await button(t('gcore.metadata.remove', { key: 'hw_disk_bus' })).click();
  await button(t('gcore.metadata.remove', { key: 'temp_build' })).click();
  await server.setFaults([
    { endpoint: 'gcore.deleteMetadataItem', times: 1, fault: { kind: 'status', status: 500, body: 'oops' } },
  ]);
  const sent = noteChanges(page);
  await button(t('gcore.metadata.save', { count: 3 })).click();
  await expect(page.getByRole('main')).toContainText(t('gcore.metadata.stoppedHint', { done: 1, left: 2 }));
  await button(t('gcore.metadata.goOn')).click();
  await expect(page.getByRole('main')).toContainText(t('gcore.metadata.compared'));
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'DELETE', 'DELETE']);
  expect(await metadataOf(server, id)).toEqual({ ...LOCKED, os_version: '24.04.3' });
});

test('JSON and table are the same draft: a fault is told with its line, and keeps the saving back', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  await open(`/images/${await imageId(server, IMAGE)}/metadata`);
  await button(t('gcore.metadata.asJson')).click();
  const json = page.getByRole('textbox', { name: t('gcore.metadata.json') });
  await json.fill('{\n  "os_version": 24\n}');
  await expect(page.getByRole('main')).toContainText(
    t('gcore.metadata.json.notText', { line: 2, key: 'os_version' }),
  );
  await expect(page.getByRole('main')).toContainText(t('gcore.metadata.jsonBroken'));
  await json.fill('{\n  "os_version": "26.04",\n  "ساخت": "\u{1F680}"\n}');
  await button(t('gcore.metadata.asTable')).click();
  await expect(page.getByLabel(t('gcore.metadata.valueOf', { key: 'os_version' }))).toHaveValue('26.04');
  await expect(button(t('gcore.metadata.save', { count: 4 }))).toBeEnabled();
});

test('a Persian key and value keep their order in what will be sent, and their text', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  await open(`/images/${await imageId(server, IMAGE)}/metadata`);
  await button(t('gcore.metadata.add')).click();
  await page.getByLabel(t('gcore.metadata.keyOf', { key: t('gcore.metadata.newKey') })).fill('تیم مالک');
  await page.getByLabel(t('gcore.metadata.valueOf', { key: 'تیم مالک' })).fill('سکو "و" platform ۱۲');
  const body = JSON.stringify({ 'تیم مالک': 'سکو "و" platform ۱۲' });
  const line = page.getByRole('listitem').filter({ hasText: 'POST …/metadata' });
  await expect(line).toContainText(body);
  // Of the two strings no part stands among the other's: a line goes from left to right.
  const [key, value] = await line
    .locator('bdi')
    .evaluateAll((strings) => strings.map((string) => string.getBoundingClientRect()));
  expect(key?.right).toBeLessThan(value?.left ?? 0);
});
