import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { fandoghEndpoints } from './endpoints.ts';
import {
  FandoghBuilds,
  FandoghImage,
  FandoghMessage,
  FandoghNewImage,
  FandoghToken,
  FandoghVersion,
} from './models.ts';

const BUILD = {
  logs: 'Step 1/1 : FROM scratch',
  state: 'BUILT',
  start_date: '2021-03-09T11:00:12Z',
  end_date: '2021-03-09T11:00:40Z',
};

test('an image without versions has none, whether the key is null or absent', () => {
  const wire = { name: 'scratch_pad', namespace: 'saffron', owner: 4411, created_at: '2021-03-10T06:00:00Z' };
  expect(z.parse(FandoghImage, wire).last_version).toBeNull();
  expect(z.parse(FandoghImage, { ...wire, last_version: null }).last_version).toBeNull();
});

test('a name listed with its namespace is told apart from it', () => {
  expect(z.parse(FandoghImage, { name: 'saffron/orders-api' })).toEqual({
    name: 'orders-api',
    namespace: 'saffron',
    owner: null,
    last_version: null,
    created_at: null,
  });
});

test.each([
  [182_340_117, 182_340_117],
  ['182340117', 182_340_117],
  [0, null],
  [null, null],
  [undefined, null],
  ['large', null],
])('a size of %j is %j', (wire, size) => {
  expect(z.parse(FandoghVersion, { version: '1', state: 'built', size: wire })).toEqual({
    version: '1',
    state: 'BUILT',
    date: null,
    size,
  });
});

test('builds are an array, newest first, in both shapes', () => {
  const older = { ...BUILD, start_date: '2021-03-09T10:00:00Z' };
  expect(z.parse(FandoghBuilds, [older, BUILD]).map((build) => build.start_date)).toEqual([
    BUILD.start_date,
    older.start_date,
  ]);
  expect(z.parse(FandoghBuilds, { ...BUILD, lines_count: 9, end_date: null, logs: null })).toEqual([
    { ...BUILD, lines_count: 9, end_date: null, logs: '' },
  ]);
  expect(z.parse(FandoghBuilds, [])).toEqual([]);
});

test.each([
  [{ message: 'Created' }, 'Created'],
  [{ contents: { message: 'Created' } }, 'Created'],
  [{ message: 'Created', status_code: 200, contents: { message: 'Created' } }, 'Created'],
  [{}, null],
  [undefined, null],
])('the message of %j is %j', (body, message) => {
  expect(z.parse(FandoghMessage, body)).toEqual({ message });
});

test('a token may come without anything else', () => {
  expect(z.parse(FandoghToken, { token: 'x' })).toEqual({
    token: 'x',
    username: null,
    email: null,
    namespaces: [],
  });
});

test.each([
  [{}, 'This field is required.'],
  [{ name: 7 }, 'Not a valid string.'],
  [{ name: '' }, 'This field may not be blank.'],
  [{ name: 'no spaces' }, 'Enter a valid value.'],
  [{ name: 'a'.repeat(101) }, 'Ensure this field has no more than 100 characters.'],
])('a new image %j is refused in the words of the service', (body, text) => {
  const parsed = z.safeParse(FandoghNewImage, body);
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([text]);
});

test('the flag for timestamps is read in the spelling of Python, of JavaScript and of forms', () => {
  const { query } = fandoghEndpoints.listBuilds;
  const flags = ['True', 'true', '1', 'False', 'false', '0'].map(
    (with_timestamp) => z.parse(query, { with_timestamp }).with_timestamp,
  );
  expect(flags).toEqual([true, true, true, false, false, false]);
});

test('an offset is a whole number from 0', () => {
  const { query } = fandoghEndpoints.listBuilds;
  expect(z.parse(query, { image_offset: '12' })).toEqual({ image_offset: 12 });
  for (const image_offset of ['NaN', 'undefined', '1.5', '-1']) {
    expect(z.safeParse(query, { image_offset }).success).toBe(false);
  }
});
