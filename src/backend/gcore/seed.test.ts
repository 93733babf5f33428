import { expect, test } from 'vitest';
import { startApi, HERE } from './testing/api.ts';

test('an empty start has users, projects and regions, and no image', async () => {
  const api = await startApi({ empty: true });
  expect(await api.images('avery', 'listImages')).toEqual([]);
  expect((await api.call('avery', 'listProjects')).body).toMatchObject({ count: 4 });
  const json = { name: 'first-of-all', volume_id: 'd478ae29-dedc-4869-82f0-96104425f565' };
  const task = await api.ended('mina', await api.call('mina', 'createImage', { params: HERE, json }));
  expect(task.state).toBe('FINISHED');
  await api.backend.close();
});

test('the demo has an image in every state, and all ids stay the same', async () => {
  const api = await startApi({ pace: 100 });
  const images = await api.images('mina', 'listProjectImages');
  expect(new Set(images.map(({ status }) => status))).toEqual(new Set(['active', 'saving', 'killed']));
  expect(images.filter(({ task_id }) => task_id !== null)).toHaveLength(2);
  expect(Math.max(...images.map(({ name }) => name.length))).toBe(63);
  const again = await startApi({ pace: 100 });
  expect((await again.images('mina', 'listProjectImages')).map(({ id }) => id)).toEqual(
    images.map(({ id }) => id),
  );
  await again.backend.close();
  await api.backend.close();
});

test('rows for measuring are added once', async () => {
  const first = await startApi({ empty: true, seedRows: 300 });
  const ids = (await first.images('mina', 'listProjectImages')).map(({ id }) => id);
  expect(ids).toHaveLength(100);
  await first.backend.stop();
  const second = await startApi({ empty: true, seedRows: 330, data: first.backend.data });
  const more = (await second.images('mina', 'listProjectImages')).map(({ id }) => id);
  expect(more).toHaveLength(110);
  expect(more).toEqual(expect.arrayContaining(ids));
  await second.backend.close();
});
