import { DEMO_VOLUMES } from '../src/contract/gcore/demo.ts';
import {
  FIFTY,
  imageId,
  letThreeFail,
  LOOKS,
  metadataOf,
  noteChanges,
  tabTo,
  visit,
  type Visit,
} from './gcore.ts';
import { choices, FIVE, pageOf, storedIds, storeIds } from './gcoreLists.ts';
import { expect, test } from './test.ts';

/** Goes to a control and presses a key there. */
async function pressOn(
  { page }: Visit,
  target: ReturnType<Visit['button']>,
  key: 'Enter' | 'Space',
): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and writes this into it in place of what it holds. */
async function typeInto({ page }: Visit, target: ReturnType<Visit['button']>, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

for (const look of LOOKS) {
  test.describe(`without a mouse, in ${look.language}, ${look.theme}`, () => {
    test('an image is made of a volume and then renamed', async ({ page, launch }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      await open('/new');
      await tabTo(page, page.getByRole('radio', { name: t('gcore.create.url') }));
      await page.keyboard.press('ArrowDown');
      await typeInto(here, page.getByLabel(t('gcore.create.volumeId')), DEMO_VOLUMES[0].id);
      await typeInto(here, page.getByLabel(t('gcore.create.name'), { exact: true }), 'web-2026.11');
      await pressOn(here, button(t('gcore.create.make')), 'Enter');
      await expect(page.getByRole('main')).toContainText(t('gcore.task.says.ready'));
      await pressOn(here, page.getByRole('link', { name: t('gcore.task.toImage') }), 'Enter');

      const panel = page.getByRole('dialog', { name: 'web-2026.11' });
      await expect(panel).toBeVisible();
      const sent = noteChanges(page);
      await pressOn(here, button(t('gcore.fields.edit')), 'Enter');
      await typeInto(here, page.getByLabel(t('gcore.create.name'), { exact: true }), 'web-2026.12');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'web-2026.12' })).toBeVisible();
      expect(sent).toMatchObject([{ method: 'PATCH', body: { name: 'web-2026.12' } }]);
    });

    test('all metadata of an image is replaced', async ({ page, launch }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const id = await imageId(server, 'edge-router-2.9');
      await open(`/images/${id}/metadata`);
      await typeInto(here, page.getByLabel(t('gcore.metadata.valueOf', { key: 'env' })), 'stage');
      await pressOn(here, button(t('gcore.metadata.remove', { key: 'owner_team' })), 'Enter');
      await pressOn(here, page.getByRole('checkbox', { name: t('gcore.metadata.replace') }), 'Space');
      await expect(page.getByRole('main')).toContainText(t('gcore.metadata.dies', { count: 1 }));
      await pressOn(here, button(t('gcore.metadata.save', { count: 2 })), 'Enter');
      await expect(page.getByRole('main')).toContainText(t('gcore.metadata.compared'));
      expect(await metadataOf(server, id)).toEqual({ build: '118', env: 'stage' });
    });

    test('fifty images get a key, and the three that fail get it when tried again', async ({
      page,
      launch,
    }) => {
      const server = await launch(FIFTY);
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const main = page.getByRole('main');
      await open('/metadata');
      await typeInto(here, page.getByLabel(t('gcore.bulk.set')), 'env=prod');
      await pressOn(here, button(t('gcore.bulk.all', { count: 50 })), 'Enter');
      await letThreeFail(server);
      await pressOn(here, button(t('gcore.bulk.start', { count: 50 })), 'Enter');
      await expect(main).toContainText(t('gcore.bulk.someFailed', { count: 3 }));
      await pressOn(here, button(t('gcore.bulk.retry', { count: 3 })), 'Enter');
      await expect(main).toContainText(t('gcore.bulk.allDone'));
      await pressOn(here, button(t('gcore.metadata.close')), 'Enter');
      await expect(button(t('gcore.bulk.all', { count: 50 }))).toBeVisible();
    });

    test('a reseller is limited to five images, to none and to all, and its list moves to the shared ones', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const form = choices(here);
      const stored = () => storedIds(server, 'reseller');
      const save = () => pressOn(here, button(t('gcore.sharing.save')), 'Enter');
      await open(pageOf('reseller'));
      await tabTo(page, form.all);
      await page.keyboard.press('ArrowDown');
      await expect(form.only).toBeChecked();
      const search = page.getByRole('main').getByRole('searchbox');
      for (const name of FIVE) {
        await tabTo(page, search, name === FIVE[0] ? 'Tab' : 'Shift+Tab');
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type(name);
        await pressOn(here, page.getByRole('checkbox', { name, exact: true }), 'Space');
      }
      await save();
      const five = await Promise.all(FIVE.map((name) => imageId(server, name)));
      await expect.poll(stored).toEqual(five);
      await tabTo(page, form.only);
      await page.keyboard.press('ArrowDown');
      await save();
      await expect.poll(stored).toEqual([]);
      await tabTo(page, form.none);
      await page.keyboard.press('ArrowDown');
      await save();
      await expect.poll(stored).toBeNull();

      await storeIds(server, 'reseller', five);
      await page.reload();
      await expect(form.only).toBeChecked();
      await pressOn(here, button(t('gcore.sharing.moveThere')), 'Enter');
      await pressOn(here, button(t('gcore.sharing.move')), 'Enter');
      await expect(page).toHaveURL(/\/sharing\/shared\/reseller\/936\/76$/);
      expect(await storedIds(server, 'shared')).toEqual(five);
    });
  });
}
