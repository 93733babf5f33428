import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DEMO_VOLUMES } from '../../contract/gcore/demo.ts';
import { isSettled, type GcoreImage } from '../../contract/gcore/image.ts';
import { GcoreTask, GcoreTaskList } from '../../contract/gcore/task.ts';
import { productionImageId } from './projectImages.ts';
import { HERE, startApi, taskOf, until, type Answer, type Api } from './testing/api.ts';
import { QCOW2, startImageServer, type ImageServer } from './testing/imageServer.ts';
import { PROTECTED_IMAGE, QUICK_START_IMAGE } from './volumes.ts';

let server: ImageServer;
beforeEach(async () => {
  server = await startImageServer();
});
afterEach(() => server.close());

const download = (api: Api, path: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  api.call('mina', 'downloadImage', {
    params: HERE,
    json: { name: 'downloaded', url: path.startsWith('/') ? server.url + path : path, ...more },
  });

async function task(api: Api, id: string): Promise<GcoreTask> {
  return z.parse(GcoreTask, (await api.call('mina', 'getTask', { params: { task_id: id } })).body);
}

/** The image that a task is making, if it is in the list yet. */
async function made(api: Api, id: string): Promise<GcoreImage | undefined> {
  const images = await api.images('mina', 'listProjectImages');
  return images.find(({ creator_task_id }) => creator_task_id === id);
}

describe('one task after another', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ pace: 500 });
  });
  afterAll(() => api.backend.close());

  test('a download runs, locks its image, and ends with an image of the true size and format', async () => {
    const id = taskOf(await download(api, '/slow', { metadata: { env: 'test' }, architecture: 'aarch64' }));
    const image = await until(() => made(api, id));
    expect(['queued', 'saving']).toContain(image.status);
    expect(image).toMatchObject({ name: 'downloaded', size: 0, task_id: id, metadata: { env: 'test' } });
    expect(isSettled(image)).toBe(false);
    expect(await task(api, id)).toMatchObject({
      state: 'RUNNING',
      finished_on: null,
      created_resources: { images: [] },
    });
    const params = { ...HERE, image_id: image.id };
    expect((await api.call('mina', 'updateImage', { params, json: { name: 'early' } })).status).toBe(409);

    await until(() => Promise.resolve(server.asked.includes('GET /slow') || undefined));
    server.release();
    const ended = await api.ended('mina', id);
    expect(ended).toMatchObject({ state: 'FINISHED', created_resources: { images: [image.id] } });
    expect(ended.data).toMatchObject({ name: 'downloaded', url: `${server.url}/slow` });
    const stored = await until(async () => {
      const now = await api.image('mina', image.id);
      return isSettled(now) ? now : undefined;
    });
    expect(stored).toMatchObject({
      status: 'active',
      size: QCOW2.length,
      disk_format: 'qcow2',
      architecture: 'aarch64',
    });
  });

  test('asks HEAD first, then GET, and follows redirects', async () => {
    await api.ended('mina', await download(api, '/moved'));
    expect(server.asked).toEqual(['HEAD /moved', 'HEAD /image.qcow2', 'GET /moved', 'GET /image.qcow2']);
  });

  test.each([
    ['/404', 'Image source answered 404 to HEAD'],
    ['/empty', 'Image source is empty'],
    ['/page.html', /^Image source is html; accepted formats are raw, /],
    ['/image.qcow2.gz', /^Image source is gzip; accepted formats are raw, /],
    ['/backing.qcow2', 'The qcow2 image names a backing file'],
    ['/stump.qcow2', 'The qcow2 header is damaged'],
    ['/cut', /^Image source could not be read: /],
    ['/huge', `Quota limit for image_size exceeded by ${100 * 1024 ** 3}`],
    ['http://127.0.0.1:1/closed', /^Image source could not be read: .*ECONNREFUSED/],
    ['http://nowhere.invalid/x', /^Image source could not be read: /],
  ])('%s ends in an error, and leaves no image', async (path, reason) => {
    const answer = await download(api, path);
    const ended = await api.ended('mina', answer);
    expect(ended).toMatchObject({ state: 'ERROR', created_resources: { images: [] } });
    expect(ended.error).toMatch(reason);
    expect(ended.finished_on).not.toBeNull();
    expect(await made(api, taskOf(answer))).toBeUndefined();
  });

  test('quick start stores raw, as large as the disk', async () => {
    const answer = await download(api, '/image.qcow2', { cow_format: true });
    await api.ended('mina', answer);
    const image = await until(async () => {
      const now = await made(api, taskOf(answer));
      return now && isSettled(now) ? now : undefined;
    });
    expect(image).toMatchObject({ disk_format: 'raw', size: 1024 ** 2, min_disk: 1 });
  });

  test('of a volume that cannot boot no image is made', async () => {
    const json = { name: 'from-data-disk', volume_id: DEMO_VOLUMES[2].id };
    const ended = await api.ended('mina', await api.call('mina', 'createImage', { params: HERE, json }));
    expect(ended).toMatchObject({ state: 'ERROR', error: `Volume ${DEMO_VOLUMES[2].id} is not bootable` });
  });
});

describe('what can be seen only while it lasts', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ pace: 10 });
  });
  afterAll(() => api.backend.close());

  test('one download in four is not stored yet when its task has finished', async () => {
    const begun = await Promise.all(Array.from({ length: 4 }, () => download(api, '/raw.img')));
    const tasks = await Promise.all(begun.map((answer) => api.ended('mina', answer)));
    const ids = tasks.map(({ created_resources }) => created_resources.images[0] ?? '');
    const read = (): Promise<GcoreImage[]> => Promise.all(ids.map((id) => api.image('mina', id)));
    expect((await read()).filter((image) => !isSettled(image))).toMatchObject([
      { status: 'saving', size: 0, task_id: null },
    ]);
    const stored = await until(async () => {
      const images = await read();
      return images.every(isSettled) ? images : undefined;
    });
    const whole = { status: 'active', size: 3 * 1024 ** 2, disk_format: 'raw' };
    expect(stored).toMatchObject([whole, whole, whole, whole]);
  });

  test.each([
    [QUICK_START_IMAGE, /is used by 2 volumes/],
    [PROTECTED_IMAGE, /is used by protected snapshots/],
  ])('image %s is in use: its deletion is accepted, fails, and frees the image', async (image_id, reason) => {
    const answer = await api.call('mina', 'deleteImage', { params: { ...HERE, image_id } });
    expect(await api.image('mina', image_id)).toMatchObject({ task_id: taskOf(answer) });
    const ended = await api.ended('mina', answer);
    expect(ended.state).toBe('ERROR');
    expect(ended.error).toMatch(reason);
    expect(await api.image('mina', image_id)).toMatchObject({ task_id: null, status: 'active' });
  });

  test('two deletions at once are two tasks; a second one of the same image is refused', async () => {
    const [one, other] = ['edge-router-2.4', 'edge-router-2.9'].map((name) => ({
      ...HERE,
      image_id: productionImageId(name),
    }));
    if (!one || !other) throw new Error('There are two');
    const [first, again, second] = [
      await api.call('mina', 'deleteImage', { params: one }),
      await api.call('mina', 'deleteImage', { params: one }),
      await api.call('mina', 'deleteImage', { params: other }),
    ];
    expect([first.status, again.status, second.status]).toEqual([200, 409, 200]);
    expect((await api.ended('mina', first)).state).toBe('FINISHED');
    expect((await api.ended('mina', second)).state).toBe('FINISHED');
    expect((await api.call('mina', 'deleteImage', { params: one })).status).toBe(404);
  });
});

describe('tasks and their list', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ pace: 500 });
  });
  afterAll(() => api.backend.close());

  const list = async (
    query: Record<string, string | readonly string[]>,
  ): Promise<z.output<typeof GcoreTaskList>> =>
    z.parse(GcoreTaskList, (await api.call('mina', 'listTasks', { query })).body);

  test('ten unless asked otherwise, newest first, in pages', async () => {
    const first = await list({});
    const all = await list({ limit: '1000' });
    expect(first.results).toHaveLength(10);
    expect(first.count).toBe(all.results.length);
    const dates = all.results.map(({ created_on }) => created_on ?? '');
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect((await list({ limit: '1000', order_by: 'asc' })).results).toEqual(all.results.toReversed());
    expect((await list({ offset: '10' })).results).toEqual(all.results.slice(10));
  });

  test('filters', async () => {
    expect((await list({ state: 'ERROR', limit: '1000' })).results.every(({ error }) => error !== null)).toBe(
      true,
    );
    expect(
      (await list({ task_type: 'delete_image' })).results.map(({ task_type }) => task_type),
    ).not.toContain('create_image');
    expect((await list({ project_id: '1338' })).count).toBe(0);
    expect((await list({ region_id: ['92', '104'] })).count).toBe(0);
    expect((await list({ is_acknowledged: 'true' })).count).toBe(1);
    const { count } = await list({});
    const from_timestamp = new Date(Date.now() - 24 * 3_600_000).toISOString();
    const recent = await list({ from_timestamp, limit: '1000' });
    const older = await list({ to_timestamp: from_timestamp, limit: '1000' });
    expect(recent.count).toBeGreaterThan(0);
    expect(recent.count + older.count).toBe(count);
    expect((await api.call('mina', 'listTasks', { query: { from_timestamp: 'yesterday' } })).status).toBe(
      400,
    );
  });

  test('those of other clients do not exist', async () => {
    const { body } = await api.call('bruno', 'listTasks', { query: { limit: '1000' } });
    expect(z.parse(GcoreTaskList, body).count).toBe(0);
  });
});

test('private addresses are not fetched unless that is allowed', async () => {
  const api = await startApi({ pace: 500, allowPrivateImports: false });
  const ended = await api.ended('mina', await download(api, '/image.qcow2'));
  expect(ended).toMatchObject({ state: 'ERROR', error: '127.0.0.1 is an address that is not public' });
  expect(server.asked).toEqual([]);
  await api.backend.close();
});

test('a task begins as NEW, waits through a restart, and goes on', async () => {
  const slow = await startApi({ pace: 2 });
  const id = taskOf(await download(slow, '/image.qcow2'));
  expect(await task(slow, id)).toMatchObject({ state: 'NEW', error: null, finished_on: null });
  expect(await made(slow, id)).toBeUndefined();
  await slow.backend.stop();

  const again = await startApi({ data: slow.backend.data, pace: 500 });
  const ended = await again.ended('mina', id);
  expect(ended).toMatchObject({ state: 'FINISHED' });
  await again.backend.close();
});

test('a download that a stop cuts off starts over, with the same image', async () => {
  const first = await startApi({ pace: 500 });
  const id = taskOf(await download(first, '/slow'));
  const image = await until(() => made(first, id));
  await until(() => Promise.resolve(server.asked.includes('GET /slow') || undefined));
  await first.backend.stop();

  const second = await startApi({ data: first.backend.data, pace: 500 });
  expect((await task(second, id)).state).toBe('RUNNING');
  await until(() =>
    Promise.resolve(server.asked.filter((one) => one === 'GET /slow').length > 1 || undefined),
  );
  server.release();
  const ended = await second.ended('mina', id);
  expect(ended.created_resources.images).toEqual([image.id]);
  expect(
    (await second.images('mina', 'listProjectImages')).filter(({ name }) => name === 'downloaded'),
  ).toHaveLength(1);
  await second.backend.close();
});
