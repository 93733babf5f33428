import { afterEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../../api/connection.ts';
import { answerFetch } from '../../../api/testing/fetch.ts';
import { versionJob, versionRequest } from './versionJob.ts';

const CONNECTION: Connection = {
  id: 'fandogh-demo',
  label: 'fandogh demo',
  service: 'fandogh',
  base: '/embedded/fandogh/api',
  authorization: 'JWT 1',
};
const IMAGE = {
  name: 'orders-api',
  namespace: 'saffron',
  owner: 1,
  created_at: '2026-01-01T00:00:00Z',
  last_version: null,
};
const VERSION = { version: '1.4.0', state: 'BUILT', date: '2026-01-02T00:00:00Z', size: 1 };
const ARCHIVE = new File(['PK'], 'shop.zip');

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a version that is there is refused before a byte is sent', async () => {
  const asked = answerFetch((request) => ({ json: request.endsWith('/versions') ? [VERSION] : [IMAGE] }));
  const job = versionJob(CONNECTION.id, { image: 'orders-api', version: '1.4.0', archive: ARCHIVE });
  const signal = new AbortController().signal;
  await expect(
    job.send(CONNECTION, { signal, onProgress: () => {}, onSent: () => {} }),
  ).rejects.toMatchObject({ failure: { kind: 'conflict' } });
  expect(asked).toEqual([
    'GET /embedded/fandogh/api/images',
    'GET /embedded/fandogh/api/images/orders-api/versions',
  ]);
});

test('names are segments of their own, and the archive goes under its name as the part the service reads', () => {
  const { url, body } = versionRequest(CONNECTION, { image: 'ns/app', version: '1.0+x', archive: ARCHIVE });
  expect(url).toBe('/embedded/fandogh/api/images/ns%2Fapp/versions');
  const form = body instanceof FormData ? body : new FormData();
  const source = form.get('source');
  expect([form.get('version'), source instanceof File && source.name]).toEqual(['1.0+x', 'shop.zip']);
});
