import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openapi } from '../openapi.ts';
import { djinnEndpoints } from './endpoints.ts';
import { ImageParams, ListQuery, NewImport, NewUpload } from './requests.ts';

/** What a schema makes of something as it comes over the wire. */
function read(schema: z.ZodMiniType, wire: unknown): unknown {
  const result = z.safeParse(schema, wire);
  return result.success ? result.data : result.error.issues.map(({ path, message }) => [path[0], message]);
}

const nothing = { name: '', namespace: '', download_url: '' };

test.each([
  ['an absent body', undefined, nothing],
  ['null', null, nothing],
  ['no fields', {}, nothing],
  ['null for a field', { name: 'a', namespace: null }, { ...nothing, name: 'a' }],
  ['other cases and unknown fields', { NAME: 'a', more: 1 }, { ...nothing, name: 'a' }],
  ['a number', { name: 5, namespace: 'x' }, [['name', 'cannot unmarshal number to string']]],
  ['a list for a field', { download_url: [] }, [['download_url', 'cannot unmarshal array to string']]],
  ['a list', [{ name: 'a' }], [['', 'cannot unmarshal array to http.Form']]],
  ['a flag', true, [['', 'cannot unmarshal bool to http.Form']]],
])('the body of an import: %s', (_, wire, expected) => {
  expect(read(NewImport, wire)).toEqual(expected);
});

test('of a repeated parameter of an upload the last counts', () => {
  expect(read(NewUpload, { name: ['a', 'b'], Namespace: 'x' })).toEqual({
    ...nothing,
    name: 'b',
    namespace: 'x',
  });
});

test.each([
  ['2', 2],
  ['+3', 3],
  ['0', 1],
  ['-3', 1],
  ['abc', 1],
  ['2.0', 1],
  ['99999999999999999999', 1],
  [['4', '5'], 4],
])('page %j of a list means page %i', (page, number) => {
  expect(read(ListQuery, { page, search: ['go', 'rust'] })).toEqual({ page: number, search: 'go' });
});

test.each([
  ['7', { id: 7 }],
  ['007', { id: 7 }],
])('the id %j is read', (id, params) => expect(read(ImageParams, { id })).toEqual(params));

test.each(['', '7a', '-7', '7.0', '0x7', '99999999999999999999'])('the id %j is refused', (id) => {
  expect(z.safeParse(ImageParams, { id }).success).toBe(false);
});

test('the OpenAPI document names every parameter with its type', () => {
  const document = JSON.stringify(openapi('djinn', djinnEndpoints, '/embedded/djinn'));
  for (const name of ['search', 'page', 'name', 'namespace', 'download_url']) {
    expect(document).toContain(`"name":"${name}","in":"query"`);
  }
  expect(document).toContain('"required":["name"]');
});
