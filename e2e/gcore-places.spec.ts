import type { Locator, Page } from '@playwright/test';
import { DEMO_VOLUMES } from '../src/contract/gcore/demo.ts';
import { ENGLISH, imageId, imagesOf, LOOKS, noteChanges, rowOf, tabTo, visit, type Visit } from './gcore.ts';
import { expect, test } from './test.ts';

/** The switch of projects or regions in the head of the page. */
function switchOf(page: Page, label: string): Locator {
  return page.locator('button[aria-haspopup=menu]').filter({ hasText: label });
}

/** Goes to another region by the switch in the head of the page. */
async function goTo({ page, t }: Visit, region: string): Promise<void> {
  await switchOf(page, t('gcore.place.region')).click();
  await page.getByRole('menuitemradio', { name: region }).click();
}

for (const look of LOOKS) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test('@both an image that waits to be deleted goes from the region it was in, though the list is elsewhere by then', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open, button } = here;
      const bastion = await imageId(server, 'bastion', 92);
      const sent = noteChanges(page);
      await open('/images?q=bastion');
      await goTo(here, 'Frankfurt-1');
      await expect(page).toHaveURL(/\?q=bastion&region=92$/);
      const row = rowOf(here, 'bastion');
      await row.getByRole('checkbox').check();
      await page
        .getByRole('region', { name: t('images.selected', { count: 1 }) })
        .getByRole('button', { name: t('images.delete') })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(t('images.deleteRequest')).click();
      await expect(dialog).toContainText('/1337/92/');
      await dialog.getByRole('textbox').fill('bastion');
      await dialog.getByRole('button', { name: t('images.deleteButton'), exact: true }).click();
      await expect(button(t('images.undo'))).toBeVisible();

      await goTo(here, 'Luxembourg-2');
      await expect(page).toHaveURL(/\/images\?q=bastion$/);
      await expect(rowOf(here, 'bastion')).toContainText(t('states.active'));
      await expect
        .poll(() => sent, { timeout: 30_000 })
        .toEqual([{ method: 'DELETE', route: `/v1/images/1337/92/${bastion}`, body: undefined }]);
      await expect.poll(async () => (await imagesOf(server, 92)).map(({ id }) => id)).not.toContain(bastion);
      expect((await imagesOf(server)).map(({ name }) => name)).toContain('bastion');
      await expect(rowOf(here, 'bastion')).toContainText(t('states.active'));
    });

    test('project, region, and whose images are chosen by keyboard and stay in the address, and every page around keeps the place', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const here = await visit(page, server, look);
      const { t, open } = here;
      await open('/images');
      await expect(rowOf(here, 'win-2025-core')).toBeVisible();
      await tabTo(page, switchOf(page, t('gcore.place.project')));
      await page.keyboard.press('Enter');
      const staging = page.getByRole('menuitemradio', { name: 'streaming-staging' });
      await expect(page.getByRole('menuitemradio').first()).toBeFocused();
      while (!(await staging.evaluate((item) => item === document.activeElement))) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\?project=1338$/);
      await expect(rowOf(here, 'staging-web')).toBeVisible();
      await tabTo(page, page.getByRole('radio', { name: t('gcore.list.available') }));
      await page.keyboard.press('ArrowRight');
      await expect(page).toHaveURL(/\?project=1338&owned=1$/);
      await expect(rowOf(here, 'staging-web')).toBeVisible();
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5');

      await rowOf(here, 'staging-web').getByRole('link').click();
      await expect(page.getByRole('dialog', { name: 'staging-web' })).toContainText('1338');
      await page.getByRole('link', { name: t('gcore.tab.metadata') }).click();
      await expect(page).toHaveURL(/\/metadata\?project=1338$/);
      await page
        .getByRole('navigation', { name: t('gcore.tabs') })
        .getByRole('link', { name: t('gcore.tab.activity') })
        .click();
      await expect(page.getByRole('main')).toContainText(t('gcore.task.noneOfImage'));
      await page
        .getByRole('navigation', { name: t('app.navigation') })
        .getByRole('link', { name: t('gcore.task.title') })
        .click();
      await expect(page).toHaveURL(/\/tasks\?project=1338$/);
      await page.goBack();
      await page.goBack();
      await page.goBack();
      await page.goBack();
      await expect(page).toHaveURL(/\/images\?project=1338&owned=1$/);
      await page.reload();
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5');
    });
  });
}

test('@both the filters of the API are asked of the service, shown as chips, and lifted together', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const here = await visit(page, server, ENGLISH);
  const { t, open, button } = here;
  const asked: string[] = [];
  page.on('request', (request) => {
    const list = /\/v1\/(?:project)?images\/1337\/76\?(.*)$/.exec(request.url())?.[1];
    if (list !== undefined) asked.push(decodeURIComponent(list));
  });
  await open('/images');
  await expect(rowOf(here, 'win-2025-core')).toBeVisible();
  await button(t('gcore.list.labels')).click();
  await page.getByLabel(t('gcore.list.key'), { exact: true }).fill('env');
  await page.getByLabel(t('gcore.list.value')).fill('prod');
  await page.getByLabel(t('gcore.list.value')).press('Enter');
  await page.keyboard.press('Escape');
  await expect(rowOf(here, 'win-2025-core')).toBeHidden();
  await expect(rowOf(here, 'bastion')).toBeVisible();
  expect(asked.at(-1)).toContain('metadata_kv={"env":"prod"}&tag_key_value={"env":"prod"}');
  await button(t('gcore.list.system')).click();
  await page.getByLabel(t('gcore.list.distro')).fill('plan9');
  await page.getByLabel(t('gcore.list.distro')).press('Enter');
  await expect(page.getByRole('main')).toContainText(t('images.noMatch'));
  expect(asked.at(-1)).toContain('os_distro=plan9');
  await page.reload();
  await expect(page.getByRole('main')).toContainText(t('images.noMatch'));
  await button(t('images.clearFilters')).click();
  await expect(rowOf(here, 'win-2025-core')).toBeVisible();
  await expect(page).toHaveURL(/\/images$/);
});

test('prices are asked for only when wanted, and stand in a column of their own', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const here = await visit(page, server, ENGLISH);
  const { t, open } = here;
  await open('/images');
  const price = page.getByRole('columnheader', { name: t('images.column.price') });
  await expect(rowOf(here, 'win-2025-core')).toBeVisible();
  await expect(price).toBeHidden();
  // It is drawn as ticked once the address says so.
  await page.getByRole('checkbox', { name: t('gcore.list.prices') }).click();
  await expect(price).toBeVisible();
  await expect(rowOf(here, 'win-2025-core')).toContainText('$0.63');
  await expect(page).toHaveURL(/\?prices=1$/);
});

test('what is known of the demo is offered below a path too: its reseller and its volumes', async ({
  page,
  launch,
}) => {
  const server = await launch(['--base-path', '/images']);
  const { t, open } = await visit(page, server, ENGLISH);
  await open('/sharing');
  await expect(page.getByRole('main')).toContainText(t('gcore.sharing.reseller', { id: '936' }));
  await open('/new?from=volume');
  await expect(page.getByLabel(t('gcore.create.volumeId'))).toBeVisible();
  await expect(page.locator(`datalist option[value="${DEMO_VOLUMES[0].id}"]`)).toBeAttached();
});
