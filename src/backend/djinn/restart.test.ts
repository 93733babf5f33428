import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DJINN_DISK, DjinnImage } from '../../contract/djinn/images.ts';
import { importState } from '../../contract/djinn/imports.ts';
import { Database } from '../database.ts';
import { FileStore } from '../files.ts';
import { Jobs } from '../jobs.ts';
import { addAccounts } from './accounts.ts';
import { startSeeding } from './seed.ts';
import { migrations, Tables } from './tables.ts';
import { startApi, tinyDisk, until, type Api } from './testing/api.ts';

const running: Api[] = [];
async function start(options: Parameters<typeof startApi>[0]): Promise<Api> {
  const api = await startApi(options);
  running.push(api);
  return api;
}

afterEach(async () => {
  for (const { backend } of running.splice(0)) {
    await backend.stop().catch(() => undefined); // a test stops its first server itself
    await rm(backend.data, { recursive: true, force: true });
  }
});

test('what a crash leaves is swept, what was acknowledged stays', async () => {
  const first = await start({ empty: true });
  const { data } = first.backend;
  const { id } = await first.upload('mina', 'kept');
  const gone = await first.upload('mina', 'gone');
  const folder = path.join(data, 'djinn');
  expect(await readdir(folder)).toHaveLength(2);
  await first.call('mina', 'deleteImage', { id: gone.id });
  expect(await readdir(folder)).toHaveLength(1);
  await first.backend.stop();
  await writeFile(path.join(folder, 'half.part'), tinyDisk());
  await writeFile(path.join(folder, 'no-row.qcow2'), tinyDisk());

  const second = await start({ data, empty: true });
  expect(await second.names('mina')).toEqual(['kept']);
  expect(await readdir(folder)).toHaveLength(1);
  const { bytes } = await second.call('mina', 'getImage', { id, headers: { accept: DJINN_DISK } });
  expect(bytes.equals(tinyDisk())).toBe(true);
});

test('an import goes on after a restart', async () => {
  let answers = 0;
  const server = http.createServer((_request, response) => {
    answers += 1;
    response.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': 1000 });
    if (answers === 1) response.write(tinyDisk().subarray(0, 500));
    else response.end(tinyDisk());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const first = await start({ empty: true });
  const { id } = await first.import('mina', 'goes-on', `http://127.0.0.1:${port}/`);
  await until(() => Promise.resolve(answers === 1 || undefined));
  await first.backend.stop();

  const second = await start({ data: first.backend.data, empty: true });
  const image = await until(async () => {
    const now = await second.image('mina', id);
    return importState(now.download) === 'done' ? now : undefined;
  });
  expect([image.name, answers]).toEqual(['goes-on', 2]);
  expect(await readdir(path.join(second.backend.data, 'djinn'))).toHaveLength(1);
  server.closeAllConnections();
  server.close();
});

test('demo imports that are under way arrive, also after a restart', async () => {
  const first = await start({ pace: 1 });
  const { data } = first.backend;
  const search = { query: { search: 'debian-13-builder' } };
  const { json } = await first.call('mina', 'listImages', search);
  const [{ id } = { id: 0 }] = z.parse(z.array(DjinnImage), json);
  expect(importState((await first.image('mina', id)).download)).toBe('downloading');
  await first.backend.stop();
  const database = new Database(path.join(data, 'console.db'));
  database.run('UPDATE jobs SET due = 0');
  database.close();

  const second = await start({ data });
  const image = await until(async () => {
    const now = await second.image('mina', id);
    return importState(now.download) === 'done' ? now : undefined;
  });
  const headers = { accept: DJINN_DISK, range: 'bytes=0-3' };
  const { bytes } = await second.call('mina', 'getImage', { id: image.id, headers });
  expect([...bytes]).toEqual([0x51, 0x46, 0x49, 0xfb]);
});

test('seeding again after a first start that was killed makes nothing twice', async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'image-console-seed-'));
  const database = new Database(path.join(data, 'console.db'));
  database.migrate('djinn', migrations);
  const tables = new Tables(database);
  addAccounts(tables);
  const files = new FileStore(path.join(data, 'djinn'));
  const { seed } = startSeeding(tables, files, new Jobs(database, 1));
  await seed();
  const count = tables.imageCount();
  await seed();
  expect([tables.imageCount(), tables.files().size]).toEqual([
    count,
    (await readdir(path.join(data, 'djinn'))).length,
  ]);
  database.close();
  await rm(data, { recursive: true });
});
