import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../api/connection.ts';
import { answerFetch } from '../../api/testing/fetch.ts';
import { someRow } from '../../images/testing/rows.ts';
import { djinnImages } from './images.ts';

const CONNECTION: Connection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  base: '/embedded/djinn',
  authorization: 'Bearer 1',
};
const SIGNAL = new AbortController().signal;

const RAVI = { username: 'ravi', email: 'ravi@example.org', created_at: '2023-11-01T10:00:00Z' };
const IMAGE = {
  id: 311,
  author_id: 12,
  user_id: 9,
  namespace_id: null,
  name: 'void-base',
  created_at: '2024-06-11T17:40:03.118204Z',
  url: 'https://ci.example.org/api/images/311',
  user: RAVI,
};
const NAMESPACE = {
  id: 44,
  user_id: 9,
  name: 'images',
  path: 'infra/images',
  description: '',
  visibility: 'internal',
  created_at: '2024-01-20T08:00:00Z',
  user: RAVI,
};
const IMPORT = {
  source: 'https://mirror.example.net/void.qcow2',
  error: null,
  created_at: '2024-06-11T17:40:03Z',
  started_at: null,
  finished_at: null,
};

async function rowOf(image: object) {
  answerFetch(() => ({ json: [image] }));
  const { rows } = await djinnImages.page(CONNECTION, 1, SIGNAL);
  return rows[0];
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an image of Djinn CI in the list', () => {
  it('is ready and private when it was uploaded and is in no namespace', async () => {
    expect(await rowOf(IMAGE)).toMatchObject({
      key: 'djinn-demo/311',
      name: 'void-base',
      place: '',
      state: 'ready',
      visibility: 'private',
      owner: 'ravi',
      size: null,
      download: 'yes',
      remove: 'yes',
    });
  });

  it('says where it is, and to whom it can be seen', async () => {
    const row = await rowOf({ ...IMAGE, namespace_id: 44, namespace: NAMESPACE });
    expect(row).toMatchObject({ place: 'infra/images@ravi', visibility: 'internal' });
  });

  it('is not called private when its namespace is only not told', async () => {
    expect(await rowOf({ ...IMAGE, namespace_id: 44 })).toMatchObject({ place: '', visibility: null });
  });

  it('offers no file while it is imported, nor when that failed', async () => {
    expect(await rowOf({ ...IMAGE, download: IMPORT })).toMatchObject({
      state: 'queued',
      download: 'importing',
    });
    const started = { ...IMPORT, started_at: '2024-06-11T17:40:08Z' };
    expect(await rowOf({ ...IMAGE, download: started })).toMatchObject({
      state: 'importing',
      since: Date.parse('2024-06-11T17:40:08Z'),
      download: 'importing',
    });
    const failed = { ...started, finished_at: '2024-06-11T17:40:09Z', error: 'unexpected Content-Type' };
    expect(await rowOf({ ...IMAGE, download: failed })).toMatchObject({
      state: 'importFailed',
      reason: 'unexpected Content-Type',
      download: 'importFailed',
    });
  });

  it('is called off by deleting it as long as it is imported', async () => {
    const callsOff = async (image: object) => {
      const row = await rowOf(image);
      return row && djinnImages.callsOffImport?.(row);
    };
    expect(await callsOff({ ...IMAGE, download: IMPORT })).toBe(true);
    expect(await callsOff({ ...IMAGE, download: { ...IMPORT, started_at: IMPORT.created_at } })).toBe(true);
    expect(await callsOff(IMAGE)).toBe(false);
  });

  it('cannot be deleted by a token that is known to lack both permissions', async () => {
    answerFetch(() => ({ json: [IMAGE] }));
    const may = (permissions: string[]) =>
      djinnImages.page({ ...CONNECTION, may: permissions }, 1, SIGNAL).then(({ rows }) => rows[0]?.remove);
    expect(await may(['image:read'])).toBe('permission');
    expect(await may(['image:read', 'image:write'])).toBe('yes');
    expect(await may(['image:read', 'image:delete'])).toBe('yes');
  });
});

describe('the pages of Djinn CI', () => {
  it('go on to the next, and end where servers link the last page to itself', async () => {
    const link = (next: number): string =>
      `</images?page=1&search=go>; rel="prev", </images?page=${next}&search=go>; rel="next"`;
    const asked = answerFetch((request) => ({
      json: [IMAGE],
      headers: { link: link(request.includes('page=2') ? 3 : 3) },
    }));
    expect((await djinnImages.page(CONNECTION, 2, SIGNAL, { search: 'go' })).next).toBe(3);
    expect((await djinnImages.page(CONNECTION, 3, SIGNAL, { search: 'go' })).next).toBeUndefined();
    expect(asked[0]).toBe('GET /embedded/djinn/images?page=2&search=go');
  });
});

describe('following and sizes', () => {
  it('takes what is not found for gone', async () => {
    const row = await rowOf(IMAGE);
    if (!row) throw new Error('no row');
    answerFetch(() => ({ status: 404, json: { message: 'Not Found' } }));
    expect(await djinnImages.follow(CONNECTION, [row], SIGNAL)).toEqual(new Map([['311', null]]));
  });

  it('asks for many a few at a time, and for all of them', async () => {
    const rows = Array.from({ length: 10 }, (_, id) => someRow({ name: String(id) }));
    let running = 0;
    let most = 0;
    vi.stubGlobal('fetch', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => {
        setTimeout(resolve);
      });
      running -= 1;
      return Response.json({ message: 'Not Found' }, { status: 404 });
    });
    const followed = await djinnImages.follow(CONNECTION, rows, SIGNAL);
    expect(most).toBe(4);
    expect([...followed.keys()]).toEqual(rows.map(({ id }) => id));
  });

  it('learns the size from the first byte of the file, and remembers it for the list', async () => {
    const row = await rowOf({ ...IMAGE, id: 512 });
    if (!row) throw new Error('no row');
    answerFetch((_, headers) =>
      headers.get('range') === 'bytes=0-0' && headers.get('accept') === 'application/x-qemu-disk'
        ? {
            status: 206,
            body: 'Q',
            headers: {
              'content-type': 'application/x-qemu-disk',
              'content-range': 'bytes 0-0/1620000000',
            },
          }
        : { status: 500, json: { message: 'asked wrongly' } },
    );
    expect(await djinnImages.size?.(CONNECTION, row, SIGNAL)).toBe(1_620_000_000);
    expect(await rowOf({ ...IMAGE, id: 512 })).toMatchObject({ size: 1_620_000_000 });
    expect(await rowOf(IMAGE)).toMatchObject({ size: null });
  });

  it('tells the size of an image that is opened by itself, and opens it without one too', async () => {
    const answer = (file: { readonly status: number }) =>
      answerFetch((_, headers) =>
        headers.get('accept') === 'application/x-qemu-disk'
          ? {
              ...file,
              body: 'Q',
              headers: {
                'content-type': 'application/x-qemu-disk',
                'content-range': 'bytes 0-0/300000',
              },
            }
          : { json: { ...IMAGE, id: 513 } },
      );
    answer({ status: 500 });
    expect((await djinnImages.detail(CONNECTION, '513', SIGNAL)).row).toMatchObject({ size: null });
    answer({ status: 206 });
    const { row, groups } = await djinnImages.detail(CONNECTION, '513', SIGNAL);
    expect(row).toMatchObject({ size: 300_000 });
    expect(JSON.stringify(groups)).toContain('300000');
  });

  it('takes JSON in place of the file for what it is', async () => {
    const row = await rowOf(IMAGE);
    if (!row) throw new Error('no row');
    answerFetch(() => ({ json: IMAGE }));
    await expect(djinnImages.size?.(CONNECTION, row, SIGNAL)).rejects.toMatchObject({
      failure: { kind: 'notUnderstood' },
    });
  });
});
