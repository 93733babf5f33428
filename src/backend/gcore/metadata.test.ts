import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  Label,
  METADATA_KEY_BYTES,
  METADATA_VALUE_BYTES,
  MetadataList,
} from '../../contract/gcore/metadata.ts';
import { productionImageId } from './projectImages.ts';
import { HERE, startApi, type Api } from './testing/api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ pace: 500 });
});
afterAll(() => api.backend.close());

const of = (name: string) => ({ ...HERE, image_id: productionImageId(name) });

async function labels(name: string): Promise<Record<string, string>> {
  const { body } = await api.call('mina', 'listMetadata', { params: of(name) });
  return Object.fromEntries(z.parse(MetadataList, body).results.map(({ key, value }) => [key, value]));
}

describe('limits, in bytes', () => {
  const params = of('golden-web-quickstart');

  test.each(['a', 'é', '語', '🎬'])('of %s', async (letter) => {
    const bytes = Buffer.byteLength(letter);
    const padded = (length: number): string =>
      letter.repeat(Math.floor(length / bytes)) + 'x'.repeat(length % bytes);
    const key = padded(METADATA_KEY_BYTES);
    const value = padded(METADATA_VALUE_BYTES);
    expect([Buffer.byteLength(key), Buffer.byteLength(value)]).toEqual([255, 1024]);
    expect((await api.call('mina', 'addMetadata', { params, json: { [key]: value } })).status).toBe(204);
    const { body } = await api.call('mina', 'getMetadataItem', { params, query: { key } });
    expect(z.parse(Label, body)).toEqual({ key, value, read_only: false });

    for (const json of [{ [padded(METADATA_KEY_BYTES + 1)]: 'v' }, { k: padded(METADATA_VALUE_BYTES + 1) }]) {
      for (const name of ['addMetadata', 'replaceMetadata'] as const) {
        const refused = await api.call('mina', name, { params, json });
        expect(refused.status).toBe(400);
        expect(refused.text).toMatch(/Longer than (255|1024) bytes/);
      }
    }
    expect(await labels('golden-web-quickstart')).toHaveProperty([key]);
  });

  test('128 letters of two bytes are one byte too many', async () => {
    expect((await api.call('mina', 'addMetadata', { params, json: { ['é'.repeat(128)]: 'v' } })).status).toBe(
      400,
    );
  });

  test.each([
    { '': 'v' },
    { k: '' },
    { k: 1 },
    { k: ['v'] },
    { k: true },
    ['k'],
    'k',
    null,
    { metadata: { k: 'v' } },
  ])('%j is refused', async (json) => {
    expect((await api.call('mina', 'addMetadata', { params, json })).status).toBe(400);
  });

  test('one bad item of many stores none', async () => {
    const before = await labels('golden-web-quickstart');
    const json = { good: 'v', bad: '' };
    expect((await api.call('mina', 'addMetadata', { params, json })).status).toBe(400);
    expect(await labels('golden-web-quickstart')).toEqual(before);
  });
});

describe('keys of any kind', () => {
  test.each([
    'a&b=c',
    'path/to/key',
    '100%',
    'a+b c',
    '#hash?',
    'کلید',
    '🎬',
    "it's",
    '"quoted"',
    '..',
    'constructor',
  ])('%s', async (key) => {
    const params = of('media-archive-appliance');
    expect((await api.call('mina', 'addMetadata', { params, json: { [key]: 'value' } })).status).toBe(204);
    const { body } = await api.call('mina', 'getMetadataItem', { params, query: { key } });
    expect(body).toEqual({ key, value: 'value', read_only: false });
    expect((await api.call('mina', 'deleteMetadataItem', { params, query: { key } })).status).toBe(204);
    expect((await api.call('mina', 'deleteMetadataItem', { params, query: { key } })).status).toBe(404);
    expect(await labels('media-archive-appliance')).toEqual({});
  });
});

describe('read-only items', () => {
  const name = 'ubuntu-24.04-hardened';
  const params = of(name);

  test('are not written by POST, and nothing beside them is then', async () => {
    const before = await labels(name);
    const answer = await api.call('mina', 'addMetadata', { params, json: { other: 'x', image_build: '1' } });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Tag not available');
    expect((await api.call('mina', 'addMetadata', { params, json: { image_build: null } })).status).toBe(403);
    expect(await labels(name)).toEqual(before);
  });

  test('outlive PUT, which may name them as they are but not otherwise', async () => {
    const reserved = { image_build: '20261101.4', task_id: 'b1f0a7d2-58c3-4e0e-8d7b-2f6a41e09c2e' };
    expect(
      (await api.call('mina', 'replaceMetadata', { params, json: { ...reserved, image_build: '1' } })).status,
    ).toBe(403);
    expect(
      (await api.call('mina', 'replaceMetadata', { params, json: { ...reserved, a: '1' } })).status,
    ).toBe(204);
    expect(await labels(name)).toEqual({ ...reserved, a: '1' });
    expect((await api.call('mina', 'replaceMetadata', { params, json: {} })).status).toBe(204);
    expect(await labels(name)).toEqual(reserved);
  });
});

test('writing moves the date of the image; reading does not', async () => {
  const { updated_at } = await api.image('mina', productionImageId('bastion'));
  await labels('bastion');
  expect((await api.image('mina', productionImageId('bastion'))).updated_at).toBe(updated_at);
  await api.call('mina', 'addMetadata', { params: of('bastion'), json: { seen: 'yes' } });
  expect((await api.image('mina', productionImageId('bastion'))).updated_at).not.toBe(updated_at);
});

test('two who write different keys at once both keep theirs', async () => {
  const params = of('rocky-10-gpu');
  const writes = Array.from({ length: 20 }, (_, index) =>
    api.call('mina', 'addMetadata', { params, json: { [`key-${index}`]: String(index) } }),
  );
  await Promise.all(writes);
  expect(Object.keys(await labels('rocky-10-gpu'))).toHaveLength(22);
});
