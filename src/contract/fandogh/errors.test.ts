import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFandoghError } from './errors.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

test.each([
  ['{message}', { message: 'Image not found' }, { message: 'Image not found' }],
  ['{contents: {message}}', { contents: { message: 'Image not found' } }, { message: 'Image not found' }],
  [
    'both at once, with a status',
    { message: 'Not yours', status_code: 403, contents: { message: 'Not yours' } },
    { message: 'Not yours' },
  ],
  [
    '{field: [text]}',
    { name: ['This field is required.'] },
    { message: 'name: This field is required.', fields: { name: ['This field is required.'] } },
  ],
  [
    '{field: text}',
    { name: 'Enter a valid value.' },
    { message: 'name: Enter a valid value.', fields: { name: ['Enter a valid value.'] } },
  ],
  [
    '{errors: [{field: [text]}]}',
    { errors: [{ name: ['Required.'] }, { version: ['Too long.', 'Odd.'] }] },
    {
      message: 'name: Required.\nversion: Too long. Odd.',
      fields: { name: ['Required.'], version: ['Too long.', 'Odd.'] },
    },
  ],
  [
    'both field forms at once, each text told once',
    { errors: [{ name: ['Required.'] }], name: ['Required.'] },
    { message: 'name: Required.', fields: { name: ['Required.'] } },
  ],
  [
    '{errors: {field: text}}',
    { errors: { name: 'Odd.' } },
    { message: 'name: Odd.', fields: { name: ['Odd.'] } },
  ],
  ['{detail}', { detail: 'Method "PUT" not allowed.' }, { message: 'Method "PUT" not allowed.' }],
  ['{non_field_errors}', { non_field_errors: ['No.', 'Really.'] }, { message: 'No.\nReally.' }],
  ['nothing but a status', { status_code: 400 }, { message: '' }],
  ['Persian', { message: 'ایمیج یافت نشد' }, { message: 'ایمیج یافت نشد' }],
])('reads %s', (_, body, error) => {
  expect(readFandoghError(400, JSON_TYPE, JSON.stringify(body))).toEqual(error);
});

test.each([
  ['a gateway page', 'text/html', '<h1>413 Request Entity Too Large</h1>', '413 Request Entity Too Large'],
  ['a page that says it is JSON', JSON_TYPE, '<h1>502 Bad Gateway</h1>', '502 Bad Gateway'],
  ['plain text', 'text/plain', 'Too many requests', 'Too many requests'],
  ['a JSON string', JSON_TYPE, '"Nothing here"', 'Nothing here'],
  ['no body', '', '', ''],
])('reads %s', (_, type, text, message) => {
  expect(readFandoghError(413, type, text)).toEqual({ message });
});

test('keeps a field named like a property of every object', () => {
  const error = readFandoghError(400, JSON_TYPE, '{"__proto__": ["No."], "constructor": ["Neither."]}');
  expect(error.fields).toMatchObject({ constructor: ['Neither.'] });
  expect({}).not.toHaveProperty('0');
});

test('reads anything without throwing', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.oneof(fc.string(), fc.json()), (status, type, text) => {
      expect(typeof readFandoghError(status, type, text).message).toBe('string');
    }),
  );
});

test('keeps plain text as it is, brackets and all', () => {
  expect(readFandoghError(500, 'text/plain', 'panic: <no> disk\n')).toEqual({ message: 'panic: <no> disk' });
});
