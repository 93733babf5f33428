import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import http, { type RequestListener, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DJINN_DISK, type DjinnImage } from '../../contract/djinn/images.ts';
import { importState } from '../../contract/djinn/imports.ts';
import { FileStore } from '../files.ts';
import { fetchImage } from './imports.ts';
import { startApi, tinyDisk, until, type Api } from './testing/api.ts';

const servers: Server[] = [];

/** A server to import from; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const disk = tinyDisk(200_000);

/** Sends a disk image as it should be. */
const whole: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': disk.length }).end(disk);
};

/** Waits until the import has got so far. */
function inState(api: Api, id: number, state: ReturnType<typeof importState>): Promise<DjinnImage> {
  return until(async () => {
    const image = await api.image('mina', id);
    return importState(image.download) === state ? image : undefined;
  });
}

async function fileOf(api: Api, id: number): Promise<{ status: number; bytes: Buffer }> {
  return api.call('mina', 'getImage', { id, headers: { accept: DJINN_DISK } });
}

describe.each(['documented', 'observed'] as const)('%s', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ dialect, empty: true });
  });
  afterAll(() => api.backend.close());

  /** Imports from this address and waits for how it ends. */
  async function end(name: string, url: string): Promise<string | null | undefined> {
    const { id } = await api.import('mina', name, url);
    const image = await until(async () => {
      const now = await api.image('mina', id);
      return now.download?.finished_at === null ? undefined : now;
    });
    const { status } = await fileOf(api, id);
    expect(status).toBe(image.download?.error === null ? 200 : 404);
    return image.download?.error;
  }

  test('an import arrives byte for byte, and its source is shown without a password', async () => {
    const url = await serve((request, response) => {
      // The address is asked for as it was typed, however it is shown.
      if (request.url === '/Mirror/Base.QCOW2?Key=A') whole(request, response);
      else response.writeHead(404).end();
    });
    const made = await api.import('mina', 'arrives', `${url}/Mirror/Base.QCOW2?Key=A`);
    expect(made.download).toBeNull();
    const { download } = await inState(api, made.id, 'done');
    expect(download?.source).toBe(`${url}/mirror/base.qcow2?key=a`);
    expect((await fileOf(api, made.id)).bytes.equals(disk)).toBe(true);
  });

  test('nothing of it can be read before all of it is there', async () => {
    let finish = (): void => undefined;
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': disk.length });
      response.write(disk.subarray(0, 100_000));
      finish = () => response.end(disk.subarray(100_000));
    });
    const { id } = await api.import('mina', 'bit-by-bit', url);
    await inState(api, id, 'downloading');
    await until(async () => ((await api.stored()).some((name) => name.endsWith('.part')) ? true : undefined));
    expect((await fileOf(api, id)).status).toBe(404);
    finish();
    await inState(api, id, 'done');
    expect((await fileOf(api, id)).bytes.equals(disk)).toBe(true);
  });

  test('another content type is none', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(disk);
    });
    expect(await end('type', url)).toBe('unexpected Content-Type, expected application/x-qemu-disk');
  });

  test('a connection that is refused or breaks is told in words', async () => {
    const nobody = await serve(whole);
    servers.splice(0).forEach((server) => server.close());
    expect(await end('refused', `${nobody}/X`)).toMatch(
      new RegExp(`^Get "${nobody}/X": connect ECONNREFUSED`),
    );
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': disk.length });
      response.write(disk.subarray(0, 5000), () => response.destroy());
    });
    expect(await end('broken', url)).toBe(`Get "${url}": aborted`);
  });

  test('sftp always fails', async () => {
    expect(await end('sftp', 'sftp://mina:secret@127.0.0.1/x')).toBe('not a valid qcow2 file');
  });

  test('a failed import holds its name until it is deleted', async () => {
    const { id } = await api.import('mina', 'holds', 'sftp://mina:secret@127.0.0.1/x');
    const { download } = await inState(api, id, 'failed');
    expect(download?.source).toBe('sftp://mina:xxxxx@127.0.0.1/x');
    const again = { query: { name: 'holds' }, body: disk };
    expect((await api.call('mina', 'createImage', again)).json).toEqual({ name: ['Name already exists'] });
    expect((await api.call('mina', 'deleteImage', { id })).status).toBe(204);
    expect((await api.upload('mina', 'holds')).name).toBe('holds');
  });

  test('deleting an image under way hangs up, and nothing stays', async () => {
    const before = await api.stored();
    let hungUp = false;
    const url = await serve((_request, response) => {
      response.on('close', () => (hungUp = true));
      response.writeHead(200, { 'content-type': DJINN_DISK, 'content-length': disk.length });
      response.write(disk.subarray(0, 5000));
    });
    const { id } = await api.import('mina', 'deleted', url);
    await inState(api, id, 'downloading');
    await api.call('mina', 'deleteImage', { id });
    await until(() => Promise.resolve(hungUp || undefined));
    await until(async () => ((await api.stored()).length === before.length ? true : undefined));
    expect(await api.names('mina', { search: 'deleted' })).toEqual([]);
  });

  test('an address in the query starts an import too', async () => {
    const url = await serve(whole);
    const query = { name: 'by-query', download_url: url };
    const { json } = await api.call('mina', 'createImage', { query, body: '' });
    expect(json).toMatchObject({ name: 'by-query' });
    await until(async () =>
      (await api.names('mina', { search: 'by-query' })).length === 1 ? true : undefined,
    );
  });

  const notFound: RequestListener = (_request, response) => {
    response.writeHead(404, { 'content-type': DJINN_DISK }).end(disk);
  };
  const noDisk: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': DJINN_DISK }).end('<html>no disk</html>');
  };

  test('an error page of the right type, and bytes that are no disk', async () => {
    // Real servers look at the content type alone.
    const strict = dialect === 'documented';
    expect(await end('status', await serve(notFound))).toBe(strict ? 'unexpected status 404' : null);
    expect(await end('magic', await serve(noDisk))).toBe(strict ? 'not a valid qcow2 file' : null);
  });
});

test('as documented, credentials in an address are used', async () => {
  const api = await startApi({ empty: true });
  const url = await serve((request, response) => {
    if (request.headers.authorization === `Basic ${Buffer.from('mina:S').toString('base64')}`)
      whole(request, response);
    else response.writeHead(401).end();
  });
  const { id } = await api.import('mina', 'credentials', url.replace('//', '//mina:S@'));
  const { download } = await inState(api, id, 'done');
  expect(download?.source).toBe(url.replace('//', '//mina:xxxxx@'));
  await api.backend.close();
});

test('on real servers credentials crash the worker, and the import downloads for ever', async () => {
  const api = await startApi({ empty: true, dialect: 'observed' });
  let asked = false;
  const url = await serve((request, response) => {
    asked = true;
    whole(request, response);
  });
  const { id } = await api.import('mina', 'credentials', url.replace('//', '//mina:S@'));
  await inState(api, id, 'downloading');
  // The next import runs to its end, so the first would have, too.
  const next = await api.import('mina', 'next', 'sftp://a:b@127.0.0.1/');
  await inState(api, next.id, 'failed');
  expect(importState((await api.image('mina', id)).download)).toBe('downloading');
  expect(asked).toBe(false);
  await api.backend.close();
});

test('before its turn an import is queued', async () => {
  const api = await startApi({ empty: true, pace: 0.001 });
  const { id } = await api.import('mina', 'queued', 'https://mirror.example.net/x');
  expect((await api.image('mina', id)).download).toMatchObject({ started_at: null, finished_at: null });
  await api.backend.close();
});

test('a few imports run at a time, the others wait their turn', async () => {
  const api = await startApi({ empty: true });
  const finish: (() => void)[] = [];
  const url = await serve((request, response) => {
    finish.push(() => whole(request, response));
  });
  const ids: number[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push((await api.import('mina', name, url)).id);
  const become = (wanted: string): Promise<true> =>
    until(async () => {
      const images = await Promise.all(ids.map((id) => api.image('mina', id)));
      const states = images.map(({ download }) => importState(download)).toSorted();
      return states.join(' ') === wanted ? true : undefined;
    });
  const asked = (times: number): Promise<true> =>
    until(() => Promise.resolve(finish.length === times || undefined));
  await become('downloading downloading downloading queued queued');
  await asked(3);
  expect(finish).toHaveLength(3);
  finish[0]?.();
  await become('done downloading downloading downloading queued');
  await asked(4);
  for (const end of finish.slice(1)) end();
  await become('done done done done downloading');
  await asked(5);
  finish[4]?.();
  await become('done done done done done');
  await api.backend.close();
});

test('addresses of this machine are refused unless they are allowed', async () => {
  const api = await startApi({ empty: true, allowPrivateImports: false });
  let asked = false;
  const url = await serve((request, response) => {
    asked = true;
    whole(request, response);
  });
  for (const [name, address] of [
    ['by-number', url],
    ['by-name', url.replace('127.0.0.1', 'localhost')],
  ] as const) {
    const { id } = await api.import('mina', name, address);
    const { download } = await inState(api, id, 'failed');
    expect(download?.error).toMatch(/an address that is not public$/);
  }
  expect(asked).toBe(false);
  await api.backend.close();
});

test('an import that takes too long or is too large is given up', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': DJINN_DISK });
    response.write(disk);
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'image-console-import-'));
  const { signal } = new AbortController();
  const options = { dialect: 'documented', allowPrivate: true, time: 100, bytes: 1e9, signal } as const;
  const files = new FileStore(folder);
  expect(await fetchImage(`${url}/A`, files, options)).toEqual({
    error: `Get "${url}/A": context deadline exceeded`,
  });
  expect(await fetchImage(`${url}/A`, files, { ...options, time: 60_000, bytes: 1000 })).toEqual({
    error: `Get "${url}/A": More than 1000 bytes`,
  });
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
