import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  GCORE_IMAGE_NAME,
  GcoreImage,
  ImageChanges,
  ImageFromUrl,
  ImageQuery,
  isSettled,
  labelsOf,
} from './image.ts';

const read = (image: Record<string, unknown>): GcoreImage =>
  z.parse(GcoreImage, { id: 'a', name: 'b', ...image });
const env = [{ key: 'env', value: 'prod', read_only: false }];

describe('an image of any age', () => {
  test('what is missing reads as null', () => {
    expect(read({})).toMatchObject({ size: null, task_id: null, status: null, tags_v2: null });
  });

  test('words that no document has', () => {
    expect(read({ status: 'deactivated', hw_machine_type: 'pc', visibility: 'community' })).toMatchObject({
      status: 'deactivated',
      hw_machine_type: 'pc',
      visibility: 'community',
    });
  });

  test('a size beyond 32 bits', () => expect(read({ size: 2 ** 45 }).size).toBe(2 ** 45));

  test.each([
    ['2025-04, as a list', { metadata_detailed: env, metadata: { env: 'old' } }],
    ['2025-04, as a map', { metadata: { env: 'prod' } }],
    [
      '2025-04, with an object where the list should be',
      { metadata_detailed: {}, metadata: { env: 'prod' } },
    ],
    ['2025-05', { tags: env }],
    ['2026-07', { tags_v2: env, metadata_detailed: null }],
    ['2026-07, without the flag', { tags_v2: [{ key: 'env', value: 'prod' }] }],
  ])('labels of %s', (_, image) => expect(labelsOf(read(image))).toEqual(env));

  test('no labels', () => {
    expect(labelsOf(read({}))).toEqual([]);
    expect(labelsOf(read({ metadata_detailed: [], tags_v2: [], metadata: {} }))).toEqual([]);
  });
});

test.each([
  [{ status: 'active', size: 7 }, true],
  [{ status: 'active', size: null }, true],
  [{ status: 'killed', size: 0 }, true],
  [{ status: 'deactivated', size: 7 }, true],
  [{ status: 'active', size: 7, task_id: 't' }, false],
  [{ status: 'active', size: 0 }, false],
  [{ status: 'queued', size: 0 }, false],
  [{ status: 'saving', size: 0 }, false],
])('%j has come to rest: %s', (image, settled) => expect(isSettled(read(image))).toBe(settled));

describe('names', () => {
  test.each(['a b', 'v1.', '9_9', 'a'.repeat(63), 'A-b_c.d e.f'])('%s is one', (name) =>
    expect(name).toMatch(GCORE_IMAGE_NAME),
  );

  test.each(['', 'ab', 'a'.repeat(64), ' abc', '-abc', 'abc-', 'abc ', 'grün', 'a/b/c', 'abc\n'])(
    '%j is none',
    (name) => expect(name).not.toMatch(GCORE_IMAGE_NAME),
  );

  test('the pattern is one that a field can have', () => {
    expect(new RegExp(GCORE_IMAGE_NAME.source, 'v').test('edge-router-2.4')).toBe(true);
  });
});

describe('requests', () => {
  const upload = { name: 'edge-router', url: 'https://example.org/x.qcow2' };

  test('an ARM image names no machine type', () => {
    expect(z.safeParse(ImageFromUrl, { ...upload, architecture: 'aarch64' }).success).toBe(true);
    expect(
      z.safeParse(ImageFromUrl, { ...upload, architecture: 'aarch64', hw_machine_type: null }).success,
    ).toBe(true);
    const both = z.safeParse(ImageFromUrl, { ...upload, architecture: 'aarch64', hw_machine_type: 'q35' });
    expect(both.error?.issues[0]?.path).toEqual(['hw_machine_type']);
  });

  test.each(['ftp://example.org/x', 'x.qcow2', '', 'file:///etc/passwd'])(
    '%j is no address of an image',
    (url) => expect(z.safeParse(ImageFromUrl, { ...upload, url }).success).toBe(false),
  );

  test('pc is i440', () => {
    expect(z.parse(ImageChanges, { hw_machine_type: 'pc' })).toEqual({ hw_machine_type: 'i440' });
  });

  test('in changes, null takes away a tag and the bare metal mark, and nothing else', () => {
    expect(z.parse(ImageChanges, { is_baremetal: null, tags: { a: null } })).toEqual({
      is_baremetal: null,
      tags: { a: null },
    });
    for (const field of [
      'name',
      'hw_firmware_type',
      'hw_machine_type',
      'os_type',
      'ssh_key',
      'tags',
      'metadata',
    ]) {
      expect(z.safeParse(ImageChanges, { [field]: null }).success).toBe(false);
    }
  });

  test('filters by label, as three generations of clients write them', () => {
    expect(z.parse(ImageQuery, { metadata_k: '["a","b"]' }).metadata_k).toEqual(['a', 'b']);
    expect(z.parse(ImageQuery, { metadata_k: '"a"' }).metadata_k).toEqual(['a']);
    expect(z.parse(ImageQuery, { metadata_k: 'a word' }).metadata_k).toEqual(['a word']);
    expect(z.parse(ImageQuery, { metadata_kv: '{"a":"1"}' }).metadata_kv).toEqual({ a: '1' });
    for (const bad of ['{"a":1}', '[]', 'a', '{', '']) {
      expect(z.safeParse(ImageQuery, { metadata_kv: bad }).success).toBe(false);
      expect(z.safeParse(ImageQuery, { tag_key_value: bad }).success).toBe(false);
    }
    expect(z.safeParse(ImageQuery, { metadata_k: '{"a":1}' }).success).toBe(false);
  });
});
