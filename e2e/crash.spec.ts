import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, request } from 'node:http';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Service } from '../src/contract/endpoint.ts';
import { DJINN_DISK, DjinnImage } from '../src/contract/djinn/images.ts';
import { GcoreImage, GcoreImageList } from '../src/contract/gcore/image.ts';
import { GcoreTask, TaskIds } from '../src/contract/gcore/task.ts';
import type { Server } from './server.ts';
import { expect, test } from './test.ts';

/** A file that Djinn takes: it looks at the first four bytes only. */
function disk(bytes: number): Buffer {
  return Buffer.concat([Buffer.from([0x51, 0x46, 0x49, 0xfb]), randomBytes(bytes - 4)]);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Calls an embedded service as its first demo user. */
async function caller(server: Server, service: Service) {
  const account = (await server.accounts()).find((one) => one.service === service);
  if (!account) throw new Error(`No demo user of ${service}`);
  const mount = { fandogh: 'embedded/fandogh/api', djinn: 'embedded/djinn', gcore: 'embedded/gcore/cloud' }[
    service
  ];
  const headers = { authorization: account.authorization, accept: 'application/json' };
  return {
    headers,
    address: (route: string) => new URL(`${mount}${route}`, server.url),
    call: (
      method: string,
      route: string,
      init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {},
    ) =>
      fetch(new URL(`${mount}${route}`, server.url), {
        ...init,
        method,
        headers: { ...headers, ...init.headers },
      }),
  };
}

async function djinnImages(server: Server): Promise<z.output<typeof DjinnImage>[]> {
  const { call } = await caller(server, 'djinn');
  const all: z.output<typeof DjinnImage>[] = [];
  for (let page = 1; ; page += 1) {
    const images = z.parse(z.array(DjinnImage), await (await call('GET', `/images?page=${page}`)).json());
    const fresh = images.filter((image) => !all.some(({ id }) => id === image.id));
    if (fresh.length === 0) return all;
    all.push(...fresh);
  }
}

/** Every file of Djinn's in the data folder, half-made ones too. */
function djinnFiles(server: Server): string[] {
  return readdirSync(path.join(server.data, 'djinn')).sort();
}

test('an upload that a crash cuts leaves neither an image nor a file', async ({ launch }) => {
  const server = await launch();
  const before = { images: await djinnImages(server), files: djinnFiles(server) };
  const { headers, address } = await caller(server, 'djinn');
  const upload = request(address('/images?name=half'), {
    method: 'POST',
    headers: { ...headers, 'content-type': DJINN_DISK, 'content-length': 64 * 1024 * 1024 },
  });
  const broken = new Promise((resolve) => upload.once('error', resolve));
  upload.write(disk(8 * 1024 * 1024));
  await expect.poll(() => djinnFiles(server).length).toBeGreaterThan(before.files.length);
  await server.kill();
  await broken;
  await server.restart();
  expect(djinnFiles(server)).toEqual(before.files);
  expect((await djinnImages(server)).map(({ id }) => id)).toEqual(before.images.map(({ id }) => id));
});

test('what was acknowledged is there after a crash, byte for byte; what was deleted is gone', async ({
  launch,
}) => {
  const server = await launch();
  const { call } = await caller(server, 'djinn');
  const bytes = disk(3_000_000);
  const kept = z.parse(
    DjinnImage,
    await (
      await call('POST', '/images?name=kept', {
        body: new Uint8Array(bytes),
        headers: { 'content-type': DJINN_DISK },
      })
    ).json(),
  );
  const doomed = z.parse(
    DjinnImage,
    await (
      await call('POST', '/images?name=doomed', {
        body: new Uint8Array(bytes),
        headers: { 'content-type': DJINN_DISK },
      })
    ).json(),
  );
  const files = djinnFiles(server).length;
  expect((await call('DELETE', `/images/${doomed.id}`)).status).toBe(204);
  await server.kill();
  await server.restart();
  const images = await djinnImages(server);
  expect(images.map(({ name }) => name)).toContain('kept');
  expect(images.map(({ name }) => name)).not.toContain('doomed');
  expect(djinnFiles(server)).toHaveLength(files - 1);
  const read = await call('GET', `/images/${kept.id}`, { headers: { accept: DJINN_DISK } });
  expect(sha256(new Uint8Array(await read.arrayBuffer()))).toBe(sha256(bytes));
});

test('an import that a crash cuts begins again and arrives whole', async ({ launch }) => {
  const bytes = disk(4_000_000);
  let asked = 0;
  const origin = createServer((_incoming, outgoing) => {
    asked += 1;
    outgoing.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': bytes.length });
    if (asked === 1) outgoing.write(bytes.subarray(0, 1_000_000)); // and no more: it hangs until the crash
    else outgoing.end(bytes);
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const listening = origin.address();
  if (listening === null || typeof listening === 'string') throw new Error('The origin has no port');
  const { port } = listening;
  try {
    const server = await launch(['--allow-private-imports']);
    const { call } = await caller(server, 'djinn');
    const image = z.parse(
      DjinnImage,
      await (
        await call('POST', '/images', {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'fetched', download_url: `http://127.0.0.1:${port}/disk.qcow2` }),
        })
      ).json(),
    );
    await expect.poll(() => asked).toBe(1);
    await server.kill();
    await server.restart();
    await expect
      .poll(
        async () =>
          (await djinnImages(server)).find(({ id }) => id === image.id)?.download?.finished_at ?? null,
      )
      .not.toBeNull();
    const read = await call('GET', `/images/${image.id}`, { headers: { accept: DJINN_DISK } });
    expect(sha256(new Uint8Array(await read.arrayBuffer()))).toBe(sha256(bytes));
    expect(djinnFiles(server).filter((name) => name.includes('.part'))).toEqual([]);
  } finally {
    origin.closeAllConnections();
    origin.close();
  }
});

test('a Gcore task goes on after a crash, and its lock is lifted', async ({ launch }) => {
  const server = await launch(['--pace', '2']);
  const { call } = await caller(server, 'gcore');
  const projects = z.object({ results: z.array(z.object({ id: z.number(), is_default: z.boolean() })) });
  const { results } = z.parse(projects, await (await call('GET', '/v1/projects')).json());
  const project = (results.find(({ is_default }) => is_default) ?? results[0])?.id;
  const images = z.parse(GcoreImageList, await (await call('GET', `/v1/projectimages/${project}/76`)).json());
  const image = images.results.find(({ status, task_id }) => status === 'active' && task_id === null);
  if (!image) throw new Error('No image to delete');
  const { tasks } = z.parse(
    TaskIds,
    await (await call('DELETE', `/v1/images/${project}/76/${image.id}`)).json(),
  );
  const locked = z.parse(
    GcoreImage,
    await (await call('GET', `/v1/images/${project}/76/${image.id}`)).json(),
  );
  expect(locked.task_id).toBe(tasks[0]);
  await server.kill();
  await server.restart();
  await expect
    .poll(async () => z.parse(GcoreTask, await (await call('GET', `/v1/tasks/${tasks[0]}`)).json()).state)
    .toBe('FINISHED');
  expect((await call('GET', `/v1/images/${project}/76/${image.id}`)).status).toBe(404);
});
