import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DJINN_IMAGE_NAME,
  DJINN_NAMESPACE_REFERENCE,
  DjinnImage,
  djinnNamespaceOf,
  parseDjinnDate,
} from './images.ts';

/** As the older reference shows an image: no author, no namespace, no driver, no download; a user with an id. */
const documented = {
  id: 1,
  user_id: 1,
  author_id: 1,
  namespace_id: null,
  name: 'djinn-dev',
  created_at: '2006-01-02T15:04:05Z',
  url: 'https://api.djinn-ci.com/images/1',
  user: { id: 1, email: 'me@example.com', username: 'me', created_at: '2006-01-02T15:04:05Z' },
};

const namespace = {
  id: 44,
  user_id: 9,
  root_id: 40,
  parent_id: 40,
  name: 'images',
  path: 'infra/images',
  description: '',
  visibility: 'internal',
  created_at: '2024-01-20T08:00:00Z',
  user: null,
  parent: null,
  build: null,
};

test('an image without what it may lack has null in its place', () => {
  expect(DjinnImage.parse(documented)).toEqual({
    ...documented,
    author: null,
    namespace: null,
    download: null,
    user: { email: 'me@example.com', username: 'me', created_at: '2006-01-02T15:04:05Z' },
  });
});

test('the namespace of an image names its owner, also when a new image does not tell it', () => {
  const image = DjinnImage.parse({ ...documented, namespace_id: 44, namespace });
  expect(djinnNamespaceOf(image)).toBe('infra/images@me');
  expect(djinnNamespaceOf({ ...image, namespace: null })).toBeNull();
});

test.each(['alpine-3_22', 'ALPINE', '-', '_'])('%s is a name', (name) => {
  expect(DJINN_IMAGE_NAME.test(name)).toBe(true);
});

test.each(['', 'alpine-3.22', 'a b', 'a\n', 'ſ', 'ایمیج', 'a/b'])('%j is no name', (name) => {
  expect(DJINN_IMAGE_NAME.test(name)).toBe(false);
});

test.each(['infra', 'infra/images', 'infra/images@ravi', 'num2'])('%s names a namespace', (reference) => {
  expect(DJINN_NAMESPACE_REFERENCE.test(reference)).toBe(true);
});

test.each(['', '/', '@bob', 'a//b', 'a/', 'a-b', 'a@', 'a@b@c', 'a@b/c'])('%j names none', (reference) => {
  expect(DJINN_NAMESPACE_REFERENCE.test(reference)).toBe(false);
});

describe('dates', () => {
  test.each([
    ['2024-06-11T17:40:03Z', '2024-06-11T17:40:03.000Z'],
    ['2024-03-05T09:12:44.5Z', '2024-03-05T09:12:44.500Z'],
    ['2024-06-11T17:40:35.150932361Z', '2024-06-11T17:40:35.150Z'],
    ['2024-06-11T04:46:35.85+03:30', '2024-06-11T01:16:35.850Z'],
    ['2024-06-11T23:46:35-05:00', '2024-06-12T04:46:35.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s', (text, iso) => expect(parseDjinnDate(text)).toBe(Date.parse(iso)));

  test.each([
    '',
    'yesterday',
    '2024-06-11',
    '2024-02-30T00:00:00Z',
    '2024-06-11T25:00:00Z',
    '2024-06-11T17:40:03',
  ])('%j is none', (text) => expect(parseDjinnDate(text)).toBeUndefined());

  test('every date that JavaScript writes is read', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
        expect(parseDjinnDate(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
