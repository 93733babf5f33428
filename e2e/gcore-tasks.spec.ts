import { createServer } from 'node:http';
import * as z from 'zod/mini';
import { DEMO_VOLUMES } from '../src/contract/gcore/demo.ts';
import { TaskIds } from '../src/contract/gcore/task.ts';
import { buildImage } from '../src/qcow2/testing/image.ts';
import { callGcore, ENGLISH, imageId, imagesOf, LOOKS, noteChanges, rowOf, visit } from './gcore.ts';
import { expect, test } from './test.ts';

/** A web server to fetch from: `/disk.qcow2` is an image, `/endless.qcow2` never ends, the rest is missing. */
const web = createServer((incoming, outgoing) => {
  const endless = incoming.url === '/endless.qcow2';
  const found = endless || incoming.url === '/disk.qcow2';
  const { bytes } = buildImage({ clusters: { 0: 'data' } });
  outgoing.writeHead(found ? 200 : 404, { 'content-type': 'application/octet-stream' });
  if (endless && incoming.method === 'GET') outgoing.write(bytes.subarray(0, 512));
  else outgoing.end(found ? bytes : undefined);
});
let origin = '';

test.beforeAll(async () => {
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
});

test.afterAll(() => {
  web.closeAllConnections();
  web.close();
});

const FETCHING = ['--allow-private-imports'];
const [BOOTABLE, , NOT_BOOTABLE] = DEMO_VOLUMES;

/** The address of a task's page. */
const TASK_PAGE = /\/tasks\/([\w-]+)$/;

for (const look of LOOKS) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test('@both an image is made of a volume by a task that is followed to its end, and the image is there', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const sent = noteChanges(page);
      await open('/new?from=volume');
      await page.getByLabel(t('gcore.create.volumeId')).fill(BOOTABLE.id);
      await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('-web');
      await expect(page.getByRole('main')).toContainText(t('gcore.create.name.start'));
      await expect(button(t('gcore.create.make'))).toBeDisabled();
      await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('web-2026.11');
      await button(t('gcore.create.make')).click();
      await expect(page).toHaveURL(TASK_PAGE);
      await expect(page.getByRole('main')).toContainText(t('gcore.task.says.ready'));
      expect(sent).toEqual([
        {
          method: 'POST',
          route: '/v1/images/1337/76',
          body: { name: 'web-2026.11', volume_id: BOOTABLE.id, source: 'volume' },
        },
      ]);
      await page.getByRole('link', { name: t('gcore.task.toImage') }).click();
      await expect(page.getByRole('dialog', { name: 'web-2026.11' })).toBeVisible();
    });

    test('a volume that cannot boot ends the task in an error, told in full, and makes nothing', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      await open('/new?from=volume');
      await page.getByLabel(t('gcore.create.volumeId')).fill(NOT_BOOTABLE.id);
      await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('orders-db');
      await button(t('gcore.create.make')).click();
      await expect(page.getByRole('main')).toContainText(t('gcore.task.says.failed'));
      await expect(page.getByRole('main')).toContainText(`Volume ${NOT_BOOTABLE.id} is not bootable`);
      expect((await imagesOf(server)).map(({ name }) => name)).not.toContain('orders-db');
    });

    test('@both a file on the web is fetched by keyboard alone; one that is missing ends the task in an error', async ({
      page,
      launch,
    }) => {
      const server = await launch(FETCHING);
      const { t, open } = await visit(page, server, look);
      for (const { file, name, says } of [
        { file: 'disk.qcow2', name: 'fetched', says: t('gcore.task.says.ready') },
        { file: 'gone.qcow2', name: 'missed', says: 'Image source answered 404 to HEAD' },
      ]) {
        await open('/new');
        await page.getByLabel(t('gcore.create.address')).focus();
        await page.keyboard.type(`${origin}/${file}`);
        await page.keyboard.press('Tab');
        await page.keyboard.type(name);
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(TASK_PAGE);
        await expect(page.getByRole('main')).toContainText(says);
      }
      const images = await imagesOf(server);
      expect(images.find(({ name }) => name === 'fetched')).toMatchObject({
        status: 'active',
        disk_format: 'qcow2',
      });
      expect(images.map(({ name }) => name)).not.toContain('missed');
    });

    test('@both an image is renamed in its panel, and nothing but the name is sent', async ({
      page,
      launch,
    }) => {
      const server = await launch();
      const { t, open, button } = await visit(page, server, look);
      const id = await imageId(server, 'edge-router-2.9');
      await open(`/images/${id}`);
      const sent = noteChanges(page);
      await button(t('gcore.fields.edit')).click();
      await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('edge-router-2.9.1');
      await button(t('gcore.fields.save')).click();
      await expect(page.getByRole('dialog', { name: 'edge-router-2.9.1' })).toBeVisible();
      expect(sent).toEqual([
        { method: 'PATCH', route: `/v1/images/1337/76/${id}`, body: { name: 'edge-router-2.9.1' } },
      ]);
    });
  });
}

test('a field that somebody changed since the form was opened is not overwritten unseen, and other fields follow', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  const id = await imageId(server, 'edge-router-2.9');
  await open(`/images/${id}`);
  await button(t('gcore.fields.edit')).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel(t('gcore.create.name'), { exact: true }).fill('mine');
  const theirs = { name: 'theirs', ssh_key: 'required' };
  await callGcore(server, 'PATCH', `/v1/images/1337/76/${id}`, theirs);
  const sent = noteChanges(page);
  await button(t('gcore.fields.save')).click();
  await expect(panel).toContainText(t('gcore.fields.overtaken'));
  await expect(panel).toContainText(t('gcore.fields.is', { field: t('gcore.create.name'), value: 'theirs' }));
  await expect(panel.getByLabel(t('gcore.create.name'), { exact: true })).toHaveValue('mine');
  await expect(panel.getByLabel(t('gcore.field.sshKey'))).toHaveValue('required');
  expect(sent).toEqual([]);
  await button(t('gcore.fields.save')).click();
  await expect(page.getByRole('dialog', { name: 'mine' })).toBeVisible();
  expect(sent).toMatchObject([{ method: 'PATCH', body: { name: 'mine' } }]);
});

test('an address inside the network is refused unless the operator allows it', async ({ page, launch }) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  await open('/new');
  await page.getByLabel(t('gcore.create.address')).fill(`${origin}/disk.qcow2`);
  await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('inside');
  await button(t('gcore.create.fetch')).click();
  await expect(page.getByRole('main')).toContainText(t('gcore.task.says.failed'));
  expect((await imagesOf(server)).map(({ name }) => name)).not.toContain('inside');
});

test('a task passes through its states, and its image is followed while it is saving with size 0 after them', async ({
  page,
  launch,
}) => {
  const server = await launch([...FETCHING, '--pace', '1']);
  const { t, open, button } = await visit(page, server, ENGLISH);
  // The embedded service hands every fourth download on before it is stored; the demo has had five.
  for (const name of ['sixth', 'seventh']) {
    await callGcore(server, 'POST', '/v1/downloadimage/1337/76', { name, url: `${origin}/gone.qcow2` });
  }
  await open('/new');
  await page.getByLabel(t('gcore.create.address')).fill(`${origin}/disk.qcow2`);
  await page.getByLabel(t('gcore.create.name'), { exact: true }).fill('eighth');
  await button(t('gcore.create.fetch')).click();
  const main = page.getByRole('main');
  await expect(main).toContainText(t('gcore.task.says.waiting'));
  await expect(main).toContainText(t('gcore.task.says.running'));
  await expect(main).toContainText(t('gcore.task.says.storing'));
  await expect(main).toContainText(t('gcore.task.notYet'));
  expect((await imagesOf(server)).find(({ name }) => name === 'eighth')).toMatchObject({
    status: 'saving',
    size: 0,
    task_id: null,
  });
  await expect(main).toContainText(t('gcore.task.says.ready'));
  await expect(main).not.toContainText(t('gcore.task.notYet'));
});

test('@both an image has a row as soon as its task is there, and the row becomes the image', async ({
  page,
  launch,
}) => {
  const server = await launch(['--empty', '--pace', '0.5']);
  const here = await visit(page, server, ENGLISH);
  const { t, open } = here;
  const body = { name: 'in-the-making', volume_id: BOOTABLE.id, source: 'volume' };
  await callGcore(server, 'POST', '/v1/images/1337/76', body);
  await open('/images');
  const row = rowOf(here, 'in-the-making');
  await expect(row).toContainText(t('states.queued'));
  expect((await imagesOf(server)).map(({ name }) => name)).not.toContain('in-the-making');
  await row.getByRole('link').click();
  const panel = page.getByRole('dialog', { name: 'in-the-making' });
  await expect(panel.getByRole('link', { name: t('gcore.list.toTask') })).toBeVisible();
  await expect(panel).toContainText(await imageId(server, 'in-the-making').catch(() => BOOTABLE.id));
  await page.keyboard.press('Escape');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(t('states.active'), { timeout: 90_000 });
  await row.getByRole('link').click();
  await expect(panel).toContainText(await imageId(server, 'in-the-making'));
});

test('a task that never ends is asked for at most once a second, found again after a reload, and no more once the page is left', async ({
  page,
  launch,
}) => {
  const server = await launch(FETCHING);
  const { t, open } = await visit(page, server, ENGLISH);
  const url = `${origin}/endless.qcow2`;
  const begun = await callGcore(server, 'POST', '/v1/downloadimage/1337/76', { name: 'endless', url });
  const [task = ''] = z.parse(TaskIds, JSON.parse(begun)).tasks;
  const polls: number[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/v1/tasks/${task}`)) polls.push(Date.now());
  });
  await open(`/tasks/${task}`);
  await expect(page.getByRole('main')).toContainText(t('gcore.task.says.running'));
  await expect.poll(() => polls.length).toBeGreaterThanOrEqual(4);
  const gaps = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);

  await page.getByRole('link', { name: t('gcore.task.all') }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'endless' });
  await expect(row).toBeVisible();
  await page.reload();
  await expect(row).toContainText(t('gcore.task.running'));
  const frame = page.getByRole('navigation', { name: t('app.navigation') });
  await expect(frame.getByRole('link', { name: t('gcore.task.title') })).toHaveText(/\D[1-9]\d*$/);
  const left = polls.length;
  // The list of running tasks keeps asking, and is the clock here: had the task's own page gone on, it would show.
  for (let asked = 0; asked < 3; asked += 1) {
    await page.waitForRequest((request) => /\/v1\/tasks\/1337\/76\/active/.test(request.url()));
  }
  expect(polls).toHaveLength(left);
});

test('an image that a task holds takes no change: the 409 says so, and the draft stays', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open, button } = await visit(page, server, ENGLISH);
  const id = await imageId(server, 'ubuntu-26.04-hardened');
  await open(`/images/${id}/metadata`);
  const main = page.getByRole('main');
  await expect(main).toContainText(t('gcore.metadata.busy'));
  await page.getByLabel(t('gcore.metadata.valueOf', { key: 'owner_team' })).fill('security');
  await button(t('gcore.metadata.save', { count: 1 })).click();
  await expect(main).toContainText(t('gcore.metadata.step.stopped'));
  await expect(main).toContainText('is locked by task');
  await button(t('gcore.metadata.back')).click();
  await expect(page.getByLabel(t('gcore.metadata.valueOf', { key: 'owner_team' }))).toHaveValue('security');
});

test('a task that is not told once is asked again, an error text is no end, and a finished task whose image is killed is no success', async ({
  page,
  launch,
}) => {
  const server = await launch();
  const { t, open } = await visit(page, server, ENGLISH);
  const body = { name: 'shaky', volume_id: BOOTABLE.id, source: 'volume' };
  const begun = await callGcore(server, 'POST', '/v1/images/1337/76', body);
  const [task = ''] = z.parse(TaskIds, JSON.parse(begun)).tasks;
  let asked = 0;
  await page.route(`**/v1/tasks/${task}`, async (route) => {
    asked += 1;
    if (asked === 2) return route.fulfill({ status: 500, body: 'oops' });
    const told = z.parse(z.looseObject({}), await (await route.fetch()).json());
    const warned = {
      state: 'RUNNING',
      error: 'Slow storage node',
      finished_on: null,
      created_resources: null,
    };
    return route.fulfill({ json: asked === 1 ? { ...told, ...warned } : told });
  });
  await page.route(/\/v1\/images\/1337\/76\/[\w-]{36}$/, async (route) => {
    const answer = await route.fetch();
    const told = z.parse(z.looseObject({}), await answer.json());
    await route.fulfill({ json: { ...told, status: 'killed' } });
  });
  await open(`/tasks/${task}`);
  const main = page.getByRole('main');
  await expect(main).toContainText('Slow storage node');
  await expect(main).not.toContainText(t('gcore.task.failedTitle'));
  await expect(main).toContainText(t('gcore.task.says.spoilt'));
});
