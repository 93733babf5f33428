import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineFilter } from './line-filter.ts';
import { parsePattern } from './regex-tree.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';
import { patterns } from './testing/patterns.ts';
import { encodeText } from './utf8.ts';

function filterFor(source: string, flags: string): LineFilter | undefined {
  const pattern = parsePattern(source, flags);
  return pattern && LineFilter.for(pattern, flags);
}

/** The lines of a text in which the filter stops; those that it lets go by cannot match. */
function linesThrough(filter: LineFilter, lines: readonly string[], byteOffset = 0): string[] {
  const text = encodeText(lines.join('\n'));
  const bytes = new Uint8Array(text.length + byteOffset).subarray(byteOffset);
  bytes.set(text);
  const through: string[] = [];
  let from = 0;
  for (const line of lines) {
    const end = from + encodeText(line).length;
    const at = filter.next(bytes, from, bytes.length);
    if (at >= 0 && at < end) through.push(line);
    from = end + 1;
  }
  return through;
}

describe('a filter of lines', () => {
  test.each([
    [
      String.raw`\b\d+ [cp]\w{3}ed\b`,
      ['layer 12 cached', '7 pulled'],
      ['layer x cached', '12 baked', 'cached'],
    ],
    [String.raw`^\d{3}:`, ['404: gone'], ['40: gone', '40 4:']],
    [String.raw`x{9}`, ['-xxxxxxxxx-'], ['xxxxxxx x']],
    ['[^a-z ]+!', ['so A!'], ['so a!', '!']],
    ['(?:ab|cd)*e?f', ['ababf', 'f'], ['abe', 'cd']],
    ['ق.ت', ['وقت', 'ق۱ت'], ['plain', 'ق']],
    [String.raw`(\d)\1:`, ['a 77:'], ['7 7', ':']],
  ])('%s', (source, may, cannot) => {
    const filter = filterFor(source, 'gmu');
    if (!filter) throw new Error('It has no filter');
    expect(linesThrough(filter, [...cannot, ...may])).toEqual(may);
  });

  test('is not made for a pattern that any line may match', () => {
    for (const source of ['a*', '', '^', 'x|', '(?=x)', String.raw`\b`, 'a{0,3}'])
      expect(filterFor(source, 'gm')).toBeUndefined();
  });

  test('is not made where the meaning is not certain', () => {
    for (const source of [
      String.raw`\u{3}x`,
      String.raw`\p{L}x`,
      String.raw`\cx`.slice(0, 2),
      String.raw`[\k]x`,
    ])
      expect(filterFor(source, 'gm')).toBeUndefined();
  });

  test('tells a pattern of too many states apart as far as it goes', () => {
    const filter = filterFor('[ab]*a[ab]{8}c', 'gm');
    if (!filter) throw new Error('It has no filter');
    expect(linesThrough(filter, ['ccc', 'aaaaaaaaac', 'dddd'])).toEqual(['aaaaaaaaac']);
  });

  test('lets no line go by that matches, wherever it lies', () => {
    const lines = fc.array(
      fc.string({
        unit: fc.constantFrom(
          'a',
          'b',
          'B',
          'k',
          '\u212a',
          's',
          '\u017f',
          ' ',
          '7',
          '.',
          '界',
          '🚀',
          'é',
          '\u001b',
        ),
        maxLength: 8,
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        patterns,
        lines,
        fc.constantFrom('gm', 'gim', 'gmu', 'gimu'),
        fc.nat(3),
        (source, all, flags, byteOffset) => {
          const filter = filterFor(source, flags);
          if (!filter) return;
          const matching = all.filter((line) => new RegExp(source, flags).test(line));
          const through = linesThrough(filter, all, byteOffset);
          expect(through).toEqual(expect.arrayContaining(matching));
        },
      ),
      { numRuns: FUZZ_RUNS * 4 },
    );
  });
});
