import type { Page } from '@playwright/test';
import type * as z from 'zod/mini';
import { ResellerImageList, SharedImageList, type ImageIds } from '../src/contract/gcore/sharing.ts';
import { ENGLISH, imageId, LOOKS, noteChanges, readGcore, tabTo, visit } from './gcore.ts';
import { choices, FIVE, pageOf, recordOf, storedIds, storeIds } from './gcoreLists.ts';
import { expect, test } from './test.ts';

/** Ticks images in the picker of a list, each found by its name. */
async function tick(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('main').getByRole('searchbox').fill(name);
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
}

for (const look of LOOKS) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test('@both a reseller is limited to 5 of 61 images, then to none, then to all again, each told before it is sent', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const form = choices(here);
      const main = page.getByRole('main');
      await open(pageOf('reseller'));
      await expect(form.all).toBeChecked();
      await form.only.check();
      await expect(main).toContainText(t('gcore.sharing.nothingTicked'));
      await expect(button(t('gcore.sharing.save'))).toBeDisabled();
      await tick(page, FIVE);
      await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 61, to: 5 }));
      await expect(main).toContainText(t('gcore.sharing.disappear', { count: 56 }));
      const sent = noteChanges(page);
      const ids = await Promise.all(FIVE.map((name) => imageId(server, name)));

      const save = async (image_ids: ImageIds): Promise<void> => {
        await button(t('gcore.sharing.save')).click();
        await expect.poll(() => storedIds(server, 'reseller')).toEqual(image_ids);
        await expect(button(t('gcore.sharing.save'))).toBeDisabled();
        await expect
          .poll(() => sent.at(-1))
          .toEqual({
            method: 'PUT',
            route: '/v1/reseller_image',
            body: { ...recordOf('reseller'), image_ids },
          });
      };
      await save(ids);
      await form.none.check();
      await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 5, to: 0 }));
      await save([]);
      await form.all.check();
      await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 0, to: 61 }));
      await expect(main).toContainText(t('gcore.sharing.appear', { count: 61 }));
      await save(null);
      expect(sent).toHaveLength(3);
    });

    test('@both a project is shared an image that is not public, which is said before, by keyboard alone', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const form = choices(here);
      await open('/sharing');
      await tabTo(page, button(t('gcore.sharing.new')));
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: t('gcore.sharing.new') });
      await tabTo(page, dialog.getByRole('combobox', { name: t('gcore.sharing.whom') }));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect(dialog.getByRole('combobox', { name: t('gcore.sharing.whom') })).toHaveValue(
        'shared/project',
      );
      await tabTo(page, dialog.getByRole('textbox', { name: t('gcore.sharing.number') }));
      await page.keyboard.type('1338');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/sharing\/shared\/project\/1338\/76$/);

      await expect(page.getByRole('main')).toContainText(t('gcore.sharing.noRecordHint'));
      for (const radio of Object.values(form)) await expect(radio).not.toBeChecked();
      await tabTo(page, form.all);
      await page.keyboard.press('ArrowDown');
      await expect(form.only).toBeChecked();
      await tabTo(page, page.getByRole('main').getByRole('searchbox'));
      await page.keyboard.type('win-2025-core');
      await tabTo(page, page.getByRole('checkbox', { name: 'win-2025-core', exact: true }));
      await page.keyboard.press('Space');
      await expect(page.getByRole('main')).toContainText(t('gcore.sharing.exposed', { count: 1 }));
      await tabTo(page, button(t('gcore.sharing.save')));
      await page.keyboard.press('Enter');
      const image = await imageId(server, 'win-2025-core');
      await expect
        .poll(async () => {
          const { results } = await readGcore(
            server,
            '/v1/shared_image?entity_type=project',
            SharedImageList,
          );
          return results.find((one) => one.entity_id === 1338 && one.region_id === 76)?.image_ids;
        })
        .toEqual([image]);
    });

    test('@both a list of the deprecated endpoint moves to the shared one with the same choice', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const image_ids = [await imageId(server, 'debian-13')];
      await storeIds(server, 'reseller', image_ids);
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      await open(pageOf('reseller'));
      await expect(page.getByRole('main')).toContainText(t('gcore.sharing.deprecated'));
      await button(t('gcore.sharing.moveThere')).click();
      await button(t('gcore.sharing.move')).click();
      await expect(page).toHaveURL(/\/sharing\/shared\/reseller\/936\/76$/);
      await expect(choices(here).only).toBeChecked();
      expect(await storedIds(server, 'shared')).toEqual(image_ids);
      expect(await storedIds(server, 'reseller')).toEqual(image_ids);
      await open(pageOf('reseller'));
      await expect(page.getByRole('main')).toContainText(t('gcore.sharing.instead'));
    });

    test('lifting a limit names the lists that go with it, and stores them again', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const before = await readGcore(server, '/v1/reseller_image/936', ResellerImageList);
      await open(pageOf('reseller'));
      await button(t('gcore.sharing.lift')).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(t('gcore.sharing.alsoGo', { count: 2 }));
      await expect(dialog).toContainText('Frankfurt-1');
      await expect(dialog).toContainText('Singapore-1');
      await button(t('gcore.sharing.delete', { count: 3 })).click();
      await expect(dialog).toContainText(t('gcore.sharing.othersGone', { count: 2 }));
      expect((await readGcore(server, '/v1/reseller_image/936', ResellerImageList)).results).toEqual([]);
      await button(t('gcore.sharing.restore', { count: 2 })).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('main')).toContainText(t('gcore.sharing.says.noRecord'));
      const byRegion = (results: z.output<typeof ResellerImageList>['results']) =>
        new Map(results.map(({ region_id, image_ids }) => [region_id, image_ids]));
      const after = byRegion((await readGcore(server, '/v1/reseller_image/936', ResellerImageList)).results);
      const kept = byRegion(before.results.filter(({ region_id }) => region_id !== 76));
      expect(after).toEqual(kept);
    });
  });
}

for (const keeper of ['reseller', 'shared'] as const) {
  test(`null, an empty list, a list and no record stay four different things from the form of ${keeper} lists into the database and back`, async ({
    page,
    launch,
  }) => {
    const server = await launch();
    const here = await visit(page, server, ENGLISH);
    const { t, open, button } = here;
    const form = choices(here);
    const sent = noteChanges(page);
    const debian = await imageId(server, 'debian-13');
    // Begin with what all three are a change of.
    await storeIds(server, keeper, [await imageId(server, 'rocky-10')]);
    await open(pageOf(keeper));
    await expect(form.only).toBeChecked();

    const steps = [
      { choice: 'all', image_ids: null },
      { choice: 'none', image_ids: [] },
      { choice: 'only', image_ids: [debian] },
    ] as const;
    for (const { choice, image_ids } of steps) {
      await form[choice].check();
      if (choice === 'only') await tick(page, ['debian-13']);
      await button(t('gcore.sharing.save')).click();
      await expect.poll(() => storedIds(server, keeper)).toEqual(image_ids);
      await expect.poll(() => sent.at(-1)?.body).toEqual({ ...recordOf(keeper), image_ids });
      await server.restart();
      expect(await storedIds(server, keeper)).toEqual(image_ids);
      await page.reload();
      await expect(form[choice]).toBeChecked();
    }
    await expect(button(t('gcore.sharing.untick', { name: 'debian-13' }))).toBeVisible();

    await button(t('gcore.sharing.lift')).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete / })
      .click();
    await expect(page.getByRole('dialog')).toContainText(t('gcore.sharing.gone'));
    expect(await storedIds(server, keeper)).toBeUndefined();
    await server.restart();
    expect(await storedIds(server, keeper)).toBeUndefined();
    await open(pageOf(keeper));
    await expect(page.getByRole('main')).toContainText(t('gcore.sharing.noRecordHint'));
    for (const radio of Object.values(form)) await expect(radio).not.toBeChecked();
  });
}

test('what is ticked and not saved is still there after leaving the page, and a list that others changed meanwhile is not overwritten unseen', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const here = await visit(page, server, ENGLISH);
  const { t, open, button } = here;
  const form = choices(here);
  const main = page.getByRole('main');
  await open(pageOf('reseller'));
  await form.only.check();
  await tick(page, ['debian-13']);
  await page
    .getByRole('link', { name: t('gcore.sharing.title') })
    .first()
    .click();
  await expect(page).toHaveURL(/\/sharing$/);
  await page.goBack();
  await expect(form.only).toBeChecked();
  await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 61, to: 1 }));

  await storeIds(server, 'reseller', []);
  const sent = noteChanges(page);
  await button(t('gcore.sharing.save')).click();
  await expect(main).toContainText(t('gcore.sharing.overtaken'));
  await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 0, to: 1 }));
  expect(sent).toEqual([]);
  await button(t('gcore.sharing.save')).click();
  await expect.poll(() => storedIds(server, 'reseller')).toEqual([await imageId(server, 'debian-13')]);
  await expect(main).not.toContainText(t('gcore.sharing.overtaken'));

  await form.none.check();
  await button(t('gcore.sharing.discard')).click();
  await expect(form.only).toBeChecked();
  expect(sent).toHaveLength(1);
});

test('what is chosen while the choice before is being saved is kept, and saved next', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const here = await visit(page, server, ENGLISH);
  const { t, open, button } = here;
  const form = choices(here);
  const main = page.getByRole('main');
  await open(pageOf('reseller'));
  await expect(form.all).toBeChecked();
  await server.setFaults([{ endpoint: 'gcore.putResellerImages', fault: { kind: 'delay', ms: 1500 } }]);
  const saving = page.waitForResponse((response) => response.request().method() === 'PUT');
  await form.none.check();
  await button(t('gcore.sharing.save')).click();
  await form.only.check();
  await tick(page, ['debian-13']);
  await saving;
  await expect(main).toContainText(t('gcore.sharing.fromTo', { from: 0, to: 1 }));
  await expect(form.only).toBeChecked();
  await expect(main).not.toContainText(t('gcore.sharing.overtaken'));
  expect(await storedIds(server, 'reseller')).toEqual([]);
  await button(t('gcore.sharing.save')).click();
  await expect.poll(() => storedIds(server, 'reseller')).toEqual([await imageId(server, 'debian-13')]);
});

test('what a deletion took can be stored again, though neither its answer nor the reading after it came and the dialog was closed', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  const records = () => readGcore(server, '/v1/reseller_image/936', ResellerImageList);
  const others = (await records()).results.filter(({ region_id }) => region_id !== 76);
  await open(pageOf('reseller'));
  await button(t('gcore.sharing.lift')).click();
  const dialog = page.getByRole('dialog');
  await page.route('**/v1/reseller_image/936', async (route) => {
    if (route.request().method() === 'DELETE') await route.fetch();
    else if ((await records()).count > 0) return route.continue();
    await route.fulfill({ status: 502, body: 'Bad gateway' });
  });
  await button(t('gcore.sharing.delete', { count: 3 })).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toContainText(t('gcore.sharing.notCompared'));
  await expect(dialog).toContainText('Frankfurt-1');
  expect((await records()).results).toEqual([]);

  await page.unrouteAll();
  await button(t('gcore.sharing.compareAgain')).click();
  await expect(dialog).toContainText(t('gcore.sharing.gone'));
  await expect(dialog).toContainText(t('gcore.sharing.othersGone', { count: 2 }));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText(t('gcore.sharing.othersGone', { count: 2 }));
  await button(t('gcore.sharing.whatWent')).click();
  await button(t('gcore.sharing.restore', { count: 2 })).click();
  await expect(dialog).toBeHidden();
  expect((await records()).results).toEqual(others);
  await expect(button(t('gcore.sharing.whatWent'))).toBeHidden();
});

test('lifting and moving send nothing over a list that somebody stored since it was shown', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  const dialog = page.getByRole('dialog');
  await storeIds(server, 'reseller', []);
  await open(pageOf('reseller'));
  const sent = noteChanges(page);
  await button(t('gcore.sharing.lift')).click();
  await expect(button(t('gcore.sharing.toAll'))).toBeEnabled();
  const debian = await imageId(server, 'debian-13');
  await storeIds(server, 'reseller', [debian]);
  await button(t('gcore.sharing.toAll')).click();
  await expect(dialog).toContainText(t('gcore.sharing.notSent'));
  await storeIds(server, 'reseller', []);
  await button(t('gcore.sharing.delete', { count: 3 })).click();
  await expect(dialog).toContainText(t('gcore.sharing.notSent'));
  await button(t('gcore.sharing.cancel')).click();

  await button(t('gcore.sharing.moveThere')).click();
  await expect(button(t('gcore.sharing.move'))).toBeEnabled();
  await storeIds(server, 'shared', [debian]);
  await button(t('gcore.sharing.move')).click();
  await expect(dialog).toContainText(t('gcore.sharing.notSent'));
  await expect(dialog).toContainText(t('gcore.sharing.moveOver'));
  expect(sent).toEqual([]);
  await button(t('gcore.sharing.move')).click();
  await expect(page).toHaveURL(/\/sharing\/shared\/reseller\/936\/76$/);
  expect(await storedIds(server, 'shared')).toEqual([]);
});

test('the list is seen as its clients would see it, ids that are gone are flagged, and a 403 says who may', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  await open('/sharing/reseller/reseller/936/104');
  await expect(page.getByRole('main')).toContainText(t('gcore.sharing.vanished', { count: 1 }));
  await button(t('gcore.sharing.seeAs')).click();
  const dialog = page.getByRole('dialog', { name: t('gcore.sharing.seenBy', { who: 'Reseller 936' }) });
  await expect(dialog.getByRole('listitem')).toHaveText([/^debian-13/, /^ubuntu-24\.04/]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await server.setFaults([
    { endpoint: 'gcore.listSharedImages', fault: { kind: 'status', status: 403, body: '{}' } },
  ]);
  await open('/sharing');
  await expect(page.getByRole('main')).toContainText(t('gcore.sharing.forbidden'));
  await expect(page.getByRole('main')).toContainText('Cloud Administrator');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('gcore.sharing.title'));
});

test('what cannot be looked for, or is not there, is told', async ({ page, server }) => {
  const { t, open, button } = await visit(page, server, ENGLISH);
  await open('/sharing/matrix');
  const table = page.getByRole('table', { name: t('gcore.matrix.title') });
  await expect(table).toContainText('windows-server-2025');
  await page.getByRole('searchbox', { name: t('gcore.matrix.search') }).fill('no such image');
  await expect(page.getByRole('main')).toContainText(t('images.noMatch'));
  await button(t('images.clearFilters')).click();
  await expect(table).toContainText('windows-server-2025');

  await open('/sharing');
  const number = page.getByRole('textbox', { name: t('gcore.sharing.resellerNumber') });
  await number.fill('abc');
  await button(t('gcore.sharing.look')).click();
  await expect(number).toHaveAccessibleDescription(t('gcore.sharing.numberHint'));
  await expect(number).toBeFocused();
  await number.fill('۷٨');
  await expect(number, 'digits of a Persian or Arabic keyboard').toHaveValue('78');
  await expect(number).toHaveAccessibleDescription('');
});
