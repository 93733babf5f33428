import { describe, expect, test } from 'vitest';
import { argumentsOf, MessageSyntaxError, parseMessage, writeMessage } from './icu.ts';

function write(message: string, args: Record<string, string | number>, locale = 'en'): string {
  return writeMessage<string>(parseMessage(message), args, {
    plural: new Intl.PluralRules(locale),
    text: (text) => text,
    number: String,
    value: String,
  }).join('');
}

describe('messages', () => {
  test('plain text and values', () => {
    expect(write('Delete {name} from {place}?', { name: 'alpine', place: 'djinn demo' })).toBe(
      'Delete alpine from djinn demo?',
    );
  });

  test.each([
    [0, 'nothing'],
    [1, '1 image'],
    [2, '2 images'],
  ])('a plural of %i', (count, expected) => {
    expect(write('{count, plural, =0 {nothing} one {# image} other {# images}}', { count })).toBe(expected);
  });

  test('plurals follow the language', () => {
    expect(write('{n, plural, one {eins} few {kilka} other {many}}', { n: 3 }, 'pl')).toBe('kilka');
  });

  test('a select with a plural and a value in its branch', () => {
    const message =
      '{kind, select, disk {{count, plural, one {# disk in {place}} other {# disks}}} other {it}}';
    expect(write(message, { kind: 'disk', count: 1, place: 'Luxembourg' })).toBe('1 disk in Luxembourg');
    expect(write(message, { kind: 'tape', count: 1, place: '' })).toBe('it');
    expect(argumentsOf(parseMessage(message))).toEqual(['count: plural', 'kind: select', 'place: value']);
  });

  test('# outside a plural is a character', () => {
    expect(write('issue #{id}', { id: 4 })).toBe('issue #4');
  });

  test.each([
    '{',
    '{}',
    '{count, plural, one {x}}',
    '{count, plural, other {x}',
    'x }',
    '{a b}',
    '{n, date, short}',
  ])('refuses %s', (message) => {
    expect(() => parseMessage(message)).toThrow(MessageSyntaxError);
  });
});
