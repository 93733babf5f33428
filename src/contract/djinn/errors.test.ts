import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDjinnError } from './errors.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

describe('reads', () => {
  test.each([
    ['a failure', '{"message":"Not Found"}\n', { message: 'Not Found' }],
    [
      'a failure with a stack',
      '{"message":"Something went wrong","stack":"Z29yb3V0aW5l\\nIDE="}',
      { message: 'Something went wrong' },
    ],
    [
      'validation',
      '{"name":["Name already exists"],"namespace":["Namespace permission denied"]}',
      {
        message: 'Name already exists; Namespace permission denied',
        fields: { name: ['Name already exists'], namespace: ['Namespace permission denied'] },
      },
    ],
    [
      'the same text twice, once',
      '{"file":["File field required","File field required"]}',
      { message: 'File field required', fields: { file: ['File field required'] } },
    ],
    [
      'fields with a capital, and without a name',
      '{"Name":["cannot unmarshal number to string"],"":["cannot unmarshal array to http.Form"]}',
      {
        message: 'cannot unmarshal number to string; cannot unmarshal array to http.Form',
        fields: { name: ['cannot unmarshal number to string'], '': ['cannot unmarshal array to http.Form'] },
      },
    ],
    [
      'a field that is called message',
      '{"message":["odd"]}',
      { message: 'odd', fields: { message: ['odd'] } },
    ],
    ['one text where a list should be', '{"name":"odd"}', { message: 'odd', fields: { name: ['odd'] } }],
    ['markup in a message as text', '{"message":"<b>no</b>"}', { message: '<b>no</b>' }],
    ['a text', '"odd"', { message: 'odd' }],
    ['JSON that says nothing', '{}', { message: '{}' }],
    ['broken JSON', '{"message":"Not', { message: '{"message":"Not' }],
    ['nothing', ' \n', { message: '' }],
  ])('%s', (_, body, error) => expect(readDjinnError(400, JSON_TYPE, body)).toEqual(error));

  test('plain text', () => {
    expect(readDjinnError(416, 'text/plain', 'invalid range: failed to overlap\n')).toEqual({
      message: 'invalid range: failed to overlap',
    });
  });

  test('a page as its text, also when it does not say that it is one', () => {
    const page =
      '<!DOCTYPE html><html><head><title>x</title></head><body><h1>502</h1>Bad &amp; gateway</body></html>';
    expect(readDjinnError(502, 'text/html', page)).toEqual({ message: '502 Bad & gateway' });
    expect(readDjinnError(502, '', page)).toEqual({ message: '502 Bad & gateway' });
  });
});

test('no body makes it throw', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.oneof(fc.json(), fc.string()), (status, type, body) => {
      const { message, fields } = readDjinnError(status, type, body);
      expect(typeof message).toBe('string');
      for (const texts of Object.values(fields ?? {})) expect(texts.length).toBeGreaterThan(0);
    }),
  );
});
