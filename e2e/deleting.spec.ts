import { addContainer, addDisk, isThere } from './embedded.ts';
import { chooseInMenu, dialogOf, openAllImages, outboxOf, rowOf } from './list.ts';
import { expect, test } from './test.ts';

const BOTH = { tag: '@both' };

/** The time in which a deletion can be undone, and a little more. */
const UNDO_TIME = 9000;

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
