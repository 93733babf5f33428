import { readdir, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Database } from '../database.ts';
import { PEOPLE } from './people.ts';
import { startApi, until, uploadForm, type Api } from './testing/api.ts';
import { dockerfile, tarGz, zip } from './testing/archives.ts';

/** For requests that no helper would send. */
const SARA = { authorization: `JWT ${PEOPLE.find(({ username }) => username === 'sara')?.token}` };

const running = new Set<Api>();

async function start(options: Parameters<typeof startApi>[0] = {}): Promise<Api> {
  const api = await startApi({ empty: true, ...options });
  running.add(api);
  return api;
}

/** Stops a backend and starts another one on its data, as after a crash. */
async function restart(api: Api, options: Parameters<typeof startApi>[0] = {}): Promise<Api> {
  await api.backend.stop();
  running.delete(api);
  return start({ data: api.backend.data, ...options });
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const api of running) await api.backend.close();
  running.clear();
});

const GOOD = dockerfile(
  'FROM alpine:3.22',
  'RUN apk add curl git',
  'RUN echo one',
  'RUN echo two',
  'RUN echo three',
);

async function upload(api: Api, image: string, version: string, archive = GOOD): Promise<number> {
  await api.call('sara', 'createImage', { json: { name: image } });
  const body = uploadForm(version, archive);
  return (await api.call('sara', 'createVersion', { path: [image], body })).status;
}

function filesOf(api: Api): Promise<string[]> {
  return readdir(path.join(api.backend.data, 'fandogh'));
}

/** Bytes of all that is still held by something. */
async function heapInUse(): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
  return process.memoryUsage().heapUsed;
}

/** The numbers of the steps a log tells of. */
function steps(logs: string): string[] {
  return [...logs.matchAll(/^Step (\d+)\//gm)].map((match) => match[1] ?? '');
}

describe('an upload', () => {
  test.each(['versionFirst', 'sourceFirst'] as const)(
    'is taken with its parts in any order: %s',
    async (order) => {
      const api = await start();
      await api.call('sara', 'createImage', { json: { name: 'app' } });
      const body = uploadForm('1.0@beta', GOOD, order);
      expect((await api.call('sara', 'createVersion', { path: ['app'], body })).status).toBe(200);
      expect(await api.built('app', '1.0@beta')).toMatchObject({ state: 'BUILT' });
    },
  );

  test('is known as zip or tar.gz by its bytes, and is gone from the disk when it is built', async () => {
    const api = await start();
    const files = { Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'a' };
    expect(await api.build('zipped', zip(files))).toMatchObject({ state: 'BUILT' });
    const entries = Object.entries(files).map(([name, content]) => ({ name, content }));
    expect(await api.build('tarred', tarGz(entries))).toMatchObject({ state: 'BUILT' });
    expect(await until(async () => ((await filesOf(api)).length === 0 ? 'gone' : undefined))).toBe('gone');
  });

  test('waits first, of no size and without an end', async () => {
    const api = await start({ pace: 1 });
    await upload(api, 'app', 'v1');
    expect(await api.versions('app')).toMatchObject([{ version: 'v1', state: 'PENDING', size: null }]);
    expect(await api.builds('app', 'v1')).toMatchObject([
      { state: 'PENDING', logs: '', lines_count: 0, end_date: null, start_date: expect.stringMatching(/Z$/) },
    ]);
    expect(await filesOf(api)).toHaveLength(1);
  });

  test('that ends in its middle leaves nothing behind', async () => {
    const api = await start();
    await api.call('sara', 'createImage', { json: { name: 'app' } });
    const abort = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(
          new TextEncoder().encode(
            '--x\r\ncontent-disposition: form-data; name="source"; filename="w"\r\n\r\n',
          ),
        );
        controller.enqueue(GOOD);
      },
    });
    const sent = fetch(`${api.backend.url}/fandogh/api/images/app/versions`, {
      method: 'POST',
      headers: { ...SARA, 'content-type': 'multipart/form-data; boundary=x' },
      body,
      signal: abort.signal,
      duplex: 'half',
    });
    await until(async () => ((await filesOf(api)).length > 0 ? true : undefined));
    abort.abort();
    await expect(sent).rejects.toThrow(/abort/i);
    await until(async () => ((await filesOf(api)).length === 0 ? true : undefined));
    expect(await api.versions('app')).toEqual([]);
  });

  test('with a form that breaks off is refused, and leaves nothing behind', async () => {
    const api = await start();
    await api.call('sara', 'createImage', { json: { name: 'app' } });
    const answer = await fetch(`${api.backend.url}/fandogh/api/images/app/versions`, {
      method: 'POST',
      headers: { ...SARA, 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="source"; filename="w"\r\n\r\n${GOOD.toString('latin1')}`,
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: expect.stringMatching(/^Multipart form parse error/) },
    ]);
    expect(await filesOf(api)).toEqual([]);
  });

  test('of one version by two people at once is taken once', async () => {
    const api = await start({ pace: 1 });
    await api.call('sara', 'createImage', { json: { name: 'app' } });
    const statuses = await Promise.all([upload(api, 'app', 'v1'), upload(api, 'app', 'v1')]);
    expect(statuses.sort()).toEqual([200, 400]);
    expect(await filesOf(api)).toHaveLength(1);
  });
});

describe('a build', () => {
  test('can be followed as the command line client does, without a line lost or doubled', async () => {
    const api = await start({ pace: 40 });
    await upload(api, 'app', 'v1');
    const parts: string[] = [];
    const states = new Set<string>();
    let offset = 0;
    await until(async () => {
      const [build] = await api.builds('app', 'v1', {
        image_offset: String(offset),
        with_timestamp: 'False',
      });
      states.add(build?.state ?? '');
      if (build && (build.lines_count ?? 0) > offset) parts.push(build.logs);
      offset = build?.lines_count ?? offset;
      return build?.state === 'BUILT' ? true : undefined;
    });
    const [whole] = await api.builds('app', 'v1');
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.join('\n')).toBe(whole?.logs);
    expect(whole?.logs.split('\n')).toHaveLength(offset);
    expect([...states]).toEqual(['PENDING', 'BUILDING', 'BUILT']);
    expect(await api.builds('app', 'v1', { image_offset: String(offset) })).toMatchObject([
      { logs: '', lines_count: offset },
    ]);
  });

  test('has the time before each line when asked, and an end after its start', async () => {
    const api = await start();
    const build = await api.build('app', GOOD);
    const [timed] = await api.builds('app', 'v1', { with_timestamp: 'True' });
    const lines = timed?.logs
      .split('\n')
      .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''));
    expect(lines?.join('\n')).toBe(build.logs);
    expect(Date.parse(build.end_date ?? '')).toBeGreaterThanOrEqual(Date.parse(build.start_date ?? ''));
  });

  test('gives its version a size and its final state', async () => {
    const api = await start();
    await api.build('app', GOOD);
    const [version] = await api.versions('app');
    expect(version).toMatchObject({ state: 'BUILT' });
    expect(version?.size).toBeGreaterThan(8_000_000);
  });

  test.each([
    ['BUILD_FAILED', /returned a non-zero code: 3/, dockerfile('FROM alpine', 'RUN exit 3')],
    ['FAILED', /Cannot locate the Dockerfile/, zip({ 'app/Dockerfile': 'FROM alpine' })],
    ['FAILED', /"\.\.\/x" leads out of the archive/, tarGz([{ name: '../x', content: 'x' }])],
    ['FAILED', /cut short/, Buffer.from(GOOD.subarray(0, 60))],
  ])('that cannot end well ends as %s with the reason %s', async (state, reason, archive) => {
    const api = await start();
    const build = await api.build('app', archive);
    expect(build).toMatchObject({ state, logs: expect.stringMatching(reason) });
    expect(await api.versions('app')).toMatchObject([{ state }]);
  });

  test('goes on after a restart where it was', async () => {
    let api = await start({ pace: 8 });
    await upload(api, 'app', 'v1');
    await until(async () => {
      const [build] = await api.builds('app', 'v1');
      return build?.logs.includes('apk') === true ? true : undefined;
    });
    const [before] = await api.builds('app', 'v1');
    api = await restart(api, { pace: 1000 });
    const after = await api.built('app', 'v1');
    expect(after).toMatchObject({ state: 'BUILT', start_date: before?.start_date });
    expect(after.logs.startsWith(before?.logs ?? '-')).toBe(true);
    expect(steps(after.logs)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('whose step runs twice doubles nothing', async () => {
    let api = await start({ pace: 1 });
    await upload(api, 'app', 'v1');
    await api.backend.stop();
    const database = new Database(path.join(api.backend.data, 'console.db'));
    database.execute('INSERT INTO jobs (kind, state, due) SELECT kind, state, 0 FROM jobs');
    database.execute('UPDATE jobs SET due = 0');
    database.close();
    running.delete(api);
    api = await start({ data: api.backend.data, pace: 1000 });
    const { state, logs } = await api.built('app', 'v1');
    expect([state, steps(logs)]).toEqual(['BUILT', ['1', '2', '3', '4', '5']]);
  });

  test('whose image is deleted ends without a trace', async () => {
    const api = await start({ pace: 20 });
    await upload(api, 'app', 'v1');
    await until(async () => ((await api.builds('app', 'v1'))[0]?.state === 'BUILDING' ? true : undefined));
    await api.call('sara', 'deleteImage', { path: ['app'] });
    expect((await api.call('sara', 'listBuilds', { path: ['app', 'v1'] })).status).toBe(404);
    expect(await filesOf(api)).toEqual([]);
    const database = new Database(path.join(api.backend.data, 'console.db'));
    await until(() => Promise.resolve(database.all('SELECT id FROM jobs').length === 0 ? true : undefined));
    expect(database.all('SELECT build FROM fandogh_log_lines')).toEqual([]);
    database.close();
  });

  test('whose image is deleted is forgotten, with all that it was still to print', async () => {
    const api = await start({ pace: 20 });
    const long = `ENV LONG=${String.raw`line\n`.repeat(3900)}`;
    const archive = dockerfile('FROM alpine', long, ...Array.from({ length: 100 }, () => 'RUN echo "$LONG"'));
    const before = await heapInUse();
    await upload(api, 'app', 'v1', archive);
    await until(async () => ((await api.builds('app', 'v1'))[0]?.lines_count ? true : undefined));
    expect((await heapInUse()) - before).toBeGreaterThan(15e6);
    await api.call('sara', 'deleteImage', { path: ['app'] });
    const database = new Database(path.join(api.backend.data, 'console.db'));
    await until(() => Promise.resolve(database.all('SELECT id FROM jobs').length === 0 ? true : undefined));
    database.close();
    expect((await heapInUse()) - before).toBeLessThan(5e6);
  });

  test('of an image that was deleted and made again while it was built prints its own log', async () => {
    const api = await start({ pace: 20 });
    await upload(api, 'app', 'v1', dockerfile('FROM alpine', 'RUN echo wrong'));
    await until(async () => ((await api.builds('app', 'v1'))[0]?.lines_count ? true : undefined));
    await api.call('sara', 'deleteImage', { path: ['app'] });
    await upload(api, 'app', 'v1', dockerfile('FROM alpine', 'RUN echo right'));
    const { state, logs } = await api.built('app', 'v1');
    expect([state, logs]).toEqual(['BUILT', expect.stringContaining('echo right')]);
  });

  test.each([
    ['a line', "WHEN NEW.text LIKE 'Step 3/%'", 'internal error'],
    ['any line', '', ''],
  ])('that cannot store %s ends as failed, and its archive goes', async (_, which, words) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const api = await start();
    const database = new Database(path.join(api.backend.data, 'console.db'));
    database.execute(`CREATE TRIGGER full BEFORE INSERT ON fandogh_log_lines ${which}
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
    database.close();
    const { state, logs, end_date } = await api.build('app', GOOD);
    expect([state, logs.split('\n').at(-1)]).toEqual(['FAILED', expect.stringContaining(words)]);
    expect(end_date).not.toBeNull();
    expect(await api.versions('app')).toMatchObject([{ state: 'FAILED' }]);
    await until(async () => ((await filesOf(api)).length === 0 ? true : undefined));
    await until(() =>
      Promise.resolve(told.mock.lastCall?.[0] === 'Job 1 (fandogh.build) failed:' || undefined),
    );
  });
});

test('a start sweeps what no version needs, and keeps what one does', async () => {
  let api = await start({ pace: 1 });
  await upload(api, 'app', 'v1');
  const [archive = ''] = await filesOf(api);
  await writeFile(path.join(api.backend.data, 'fandogh', 'orphan'), 'x');
  await writeFile(path.join(api.backend.data, 'fandogh', 'half.part'), 'x');
  api = await restart(api, { pace: 1 });
  expect(await filesOf(api)).toEqual([archive]);
});
