import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ResellerImage, ResellerImageList, SharedImageList } from './sharing.ts';

const record = { reseller_id: 936, region_id: 76 };

test.each([[null], [[]], [['b5b4d65d-945f-4b98-ab6f-332319c724ef']]])('%j stays what it is', (image_ids) => {
  expect(z.parse(ResellerImage, { ...record, image_ids }).image_ids).toEqual(image_ids);
  const wire = JSON.stringify({ count: 1, results: [{ ...record, image_ids }] });
  expect(z.parse(ResellerImageList, JSON.parse(wire)).results[0]?.image_ids).toEqual(image_ids);
});

test('a record without image_ids is not understood, rather than taken for all or none', () => {
  expect(z.safeParse(ResellerImage, record).success).toBe(false);
  expect(z.safeParse(ResellerImageList, { count: 1, results: [record] }).success).toBe(false);
  const shared = { id: 1, entity_type: 'client', entity_id: 77, region_id: 76 };
  expect(z.safeParse(SharedImageList, { count: 1, results: [shared] }).success).toBe(false);
});
