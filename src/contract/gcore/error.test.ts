import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGcoreError } from './error.ts';

const json = (value: unknown): ReturnType<typeof readGcoreError> =>
  readGcoreError(400, 'application/json', JSON.stringify(value));

describe('what Gcore says of a failure', () => {
  test('its own form: the message as it is, messages by field, the request id', () => {
    expect(
      json({
        exception_class: 'ValidationError',
        message: "Validation Error: {'url': ['Field required']}",
        request_id: 'af999e5f3b091aad111442fff86b3658',
        invalid_fields: { url: ['Field required'] },
      }),
    ).toEqual({
      message: "Validation Error: {'url': ['Field required']}",
      fields: { url: ['Field required'] },
      requestId: 'af999e5f3b091aad111442fff86b3658',
    });
  });

  test('fields that stand in the message only', () => {
    const message = String.raw`Validation error: {'limit': ['Not a valid integer.'], 'name': ["Can't be \"x\".", 'Too short']}`;
    expect(json({ message }).fields).toEqual({
      limit: ['Not a valid integer.'],
      name: [`Can't be "x".`, 'Too short'],
    });
  });

  test('a quotation in any other message is no field', () => {
    expect(json({ message: "Image 'a': ['b'] could not be found" })).toEqual({
      message: "Image 'a': ['b'] could not be found",
    });
  });

  test('messages of a field within a field', () => {
    expect(json({ message: 'x', invalid_fields: { tags: { env: ['Too long'] } } }).fields).toEqual({
      tags: ['Too long'],
    });
  });

  test.each([
    [{ code: 7, message: 'Token expired' }, 'Token expired'],
    [{ detail: 'Given token not valid for any token type' }, 'Given token not valid for any token type'],
    [{ error: 'denied' }, 'denied'],
    [{ errors: ['odd'] }, '{"errors":["odd"]}'],
    ['only words', 'only words'],
    [['a list'], '["a list"]'],
    [{}, ''],
  ])('%j', (body, message) => expect(json(body)).toEqual({ message }));

  test('the page of a proxy, without its markup', () => {
    const page = `<!DOCTYPE html><html><head><style>h1{color:red}</style><title>502 Bad Gateway</title></head>
      <body><h1>502 Bad&nbsp;Gateway</h1><script>alert("x")</script><p>nginx &amp; co</p></body></html>`;
    expect(readGcoreError(502, 'text/html', page).message).toBe('502 Bad Gateway 502 Bad Gateway nginx & co');
  });

  test('a line of a proxy, and nothing at all', () => {
    expect(readGcoreError(503, 'text/plain', 'upstream connect error\n')).toEqual({
      message: 'upstream connect error',
    });
    expect(readGcoreError(500, '', '')).toEqual({ message: '' });
  });

  test('any body gives words, and never throws', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string().map((text) => `<html>${text}`),
      fc
        .record({ message: fc.anything(), invalid_fields: fc.anything() })
        .map((body) => JSON.stringify(body) ?? ''),
    );
    fc.assert(
      fc.property(bodies, fc.constantFrom('', 'text/html', 'application/json'), (body, type) => {
        const { message, fields = {} } = readGcoreError(400, type, body);
        expect(typeof message).toBe('string');
        expect(
          Object.values(fields)
            .flat()
            .every((words) => typeof words === 'string'),
        ).toBe(true);
      }),
    );
  });

  test('a body that is nothing but brackets', () => {
    const deep = `{"invalid_fields":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    expect(readGcoreError(400, 'application/json', deep).fields).toBeUndefined();
    expect(readGcoreError(400, 'text/html', '<script '.repeat(100_000)).message).toBeTypeOf('string');
  });
});
