import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { GcoreRegion } from './place.ts';

test.each([
  [
    { latitude: 49.6, longitude: 6.1 },
    { latitude: 49.6, longitude: 6.1 },
  ],
  [
    { latitude: '49.6', longitude: '6.1' },
    { latitude: 49.6, longitude: 6.1 },
  ],
  ['49.6, 6.1', null],
  [null, null],
  [undefined, null],
])('coordinates %j', (coordinates, read) => {
  expect(z.parse(GcoreRegion, { id: 76, display_name: 'Luxembourg-2', coordinates }).coordinates).toEqual(
    read,
  );
});
