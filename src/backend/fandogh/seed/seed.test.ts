import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFandoghDate } from '../../../contract/fandogh/rules.ts';
import { startApi, until, type Api } from '../testing/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.backend.close());

test('the images of the reference pictures are there', async () => {
  const images = await api.images();
  const shown = ['storefront-api', 'checkout-worker', 'media-transcoder', 'geo-index'].map((name) => {
    const found = images.find((image) => image.name === name)?.last_version;
    return [name, found?.version, found?.state, found?.size && Math.round(found.size / 1e6)];
  });
  expect(shown).toEqual([
    ['storefront-api', 'v142', 'BUILT', 412],
    ['checkout-worker', 'v17', 'BUILD_FAILED', 398],
    ['media-transcoder', 'v5', 'PENDING', null],
    ['geo-index', 'v88', 'BUILT', 1105],
  ]);
});

test('the failed build of the reference picture has its log, and one before it', async () => {
  const builds = await api.builds(
    'checkout-worker',
    'v17',
    api.dialect === 'documented' ? {} : { image_offset: '0' },
  );
  expect(builds.map(({ lines_count }) => lines_count)).toEqual([25, 24]);
  const lines = builds[0]?.logs.split('\n') ?? [];
  expect(lines[15]).toContain('WARNING');
  expect(lines[22]).toMatch(/ImproperlyConfigured.*The SECRET_KEY setting must not be empty\./);
  expect(lines[24]).toBe('Build failed after 48 s');
});

test('every state occurs, and every finished build has a log whose times run forward', async () => {
  const states = new Set<string>();
  for (const { name, last_version } of await api.images()) {
    if (!last_version) continue;
    states.add(last_version.state);
    for (const version of await api.versions(name)) {
      const [build] = await api.builds(name, version.version, { image_offset: '0', with_timestamp: '1' });
      const times = build?.logs.split('\n').map((line) => line.slice(0, 24)) ?? [];
      expect(times).toEqual(times.toSorted());
      expect(parseFandoghDate(version.date)).toBeLessThanOrEqual(Date.now());
    }
  }
  expect([...states]).toEqual(expect.arrayContaining(['PENDING', 'BUILT', 'FAILED', 'BUILD_FAILED']));
});

test('versions are as old as their numbers say', async () => {
  const versions = (await api.versions('storefront-api')).map(({ version }) => version);
  expect(versions).toEqual(Array.from({ length: 12 }, (_, index) => `v${142 - index}`));
});

test('a build in flight goes on after the start, one that waits begins later', async () => {
  const log = await until(async () => {
    const [build] = await api.builds('search-indexer', 'v9');
    return build?.state === 'BUILT' ? build.logs : undefined;
  });
  expect(log).toContain('shard 8 of 8');
  expect((await api.built('payments-gateway', '2.4.0')).state).toBe('BUILT');
  expect((await api.versions('media-transcoder'))[0]?.state).toBe('PENDING');
});

test('rows for measuring are added up to the number asked for, and not again', async () => {
  const first = await startApi({ empty: true, seedRows: 900 });
  const images = await first.images();
  expect(images).toHaveLength(300);
  expect(new Set(images.map(({ name }) => name)).size).toBe(300);
  const [{ name } = { name: '' }] = images;
  await first.call('sara', 'deleteImage', { path: [name] });
  await first.backend.stop();
  const again = await startApi({ data: first.backend.data, empty: true, seedRows: 900 });
  expect(await again.images()).toHaveLength(300);
  await again.backend.close();
});
