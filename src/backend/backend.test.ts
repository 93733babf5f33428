import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Database } from './database.ts';
import { startBackend, type TestBackend } from './testing/harness.ts';

let backend: TestBackend | undefined;

afterEach(async () => {
  await backend?.close();
  backend = undefined;
});

async function imageNames(running: TestBackend): Promise<string[]> {
  const { authorization } = running.accounts.find(({ service }) => service === 'fandogh') ?? {};
  const answer = await fetch(`${running.url}/fandogh/api/images`, {
    headers: { authorization: authorization ?? '' },
  });
  const images: { name: string }[] = await answer.json().then((body) => (Array.isArray(body) ? body : []));
  return images.map(({ name }) => name).sort();
}

describe('the first start', () => {
  test('seeds demo images once; the next start leaves what is there', async () => {
    backend = await startBackend();
    const { data, stop } = backend;
    const seeded = await imageNames(backend);
    expect(seeded).toContain('storefront-api');
    await stop();
    backend = await startBackend({ data });
    expect(await imageNames(backend)).toEqual(seeded);
  });

  test('with --empty makes users and no images, and stays empty', async () => {
    backend = await startBackend({ empty: true });
    const { data, stop } = backend;
    expect(await imageNames(backend)).toEqual([]);
    await stop();
    backend = await startBackend({ data });
    expect(await imageNames(backend)).toEqual([]);
  });

  test('that was killed half-way begins again from nothing', async () => {
    backend = await startBackend();
    const { data, stop } = backend;
    const seeded = await imageNames(backend);
    await stop();
    // What a kill leaves: rows of some services, and no mark that all of them were there.
    const database = new Database(path.join(data, 'console.db'));
    database.execute('DELETE FROM seeded');
    database.close();
    await rm(path.join(data, 'djinn'), { recursive: true });
    backend = await startBackend({ data });
    expect(await imageNames(backend)).toEqual(seeded);
  });
});

describe('the doors that need no token', () => {
  test('accounts tell every service, the first of each may do everything', async () => {
    backend = await startBackend({ empty: true });
    expect(new Set(backend.accounts.map(({ service }) => service))).toEqual(
      new Set(['fandogh', 'djinn', 'gcore']),
    );
  });

  test('OpenAPI documents name every endpoint with its answers', async () => {
    backend = await startBackend({ empty: true });
    for (const service of ['fandogh', 'djinn', 'gcore']) {
      const document: unknown = await (await fetch(`${backend.url}/openapi/${service}.json`)).json();
      expect(document).toMatchObject({ openapi: '3.1.0', paths: expect.any(Object) });
      expect(JSON.stringify(document)).toContain('"responses"');
    }
  });

  test('the fault switch refuses rules it does not know, and says which', async () => {
    backend = await startBackend({ empty: true });
    const put = (rules: unknown): Promise<Response> =>
      fetch(`${backend?.url ?? ''}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    expect((await put([{ endpoint: '*', fault: { kind: 'explode' } }])).status).toBe(400);
    expect(
      (await put([{ endpoint: 'djinn.*', times: 1, fault: { kind: 'status', status: 503 } }])).status,
    ).toBe(200);
    const { authorization = '' } = backend.accounts.find(({ service }) => service === 'djinn') ?? {};
    const list = (): Promise<Response> =>
      fetch(`${backend?.url ?? ''}/djinn/images`, { headers: { authorization } });
    expect((await list()).status).toBe(503);
    expect((await list()).status).toBe(200);
  });
});
