import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePattern } from './regex-tree.ts';
import { requiredWords } from './regex-words.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';

function wordsOf(source: string, flags: string): readonly string[] | undefined {
  const pattern = parsePattern(source, flags);
  return pattern && requiredWords(pattern, flags);
}

test.each([
  [String.raw`layer \d+ (?:cached|pulled)`, 'g', ['layer ']],
  ['(fail|ERROR)', 'g', ['fail', 'ERROR']],
  ['a(?:bcd|efgh)+', 'g', ['bcd', 'efgh']],
  ['abc+def*g', 'g', ['abc']],
  ['abc{2}', 'g', ['abc']],
  [String.raw`\[ERROR\]`, 'g', ['[ERROR]']],
  ['(?<name>foo)bar|quux', 'g', ['foo', 'quux']],
  ['.*7731', 'g', ['7731']],
  ['error: نسخه', 'gi', ['error: نسخه']],
  ['broken: x', 'giu', ['en: x']],
  ['foo{,3}', 'g', ['foo{,3}']],
  ['(?<=abcd)x', 'g', ['x']],
  [String.raw`\u{61}bc\x61\cA`, 'gu', ['bc']],
  ['abc*', 'g', ['ab']],
])('%s demands %j', (source, flags, words) => {
  expect(wordsOf(source, flags)).toEqual(words);
});

test.each([
  [String.raw`\d+`, 'g'],
  ['(?:abcd)?', 'g'],
  ['(?:abcd){0,2}', 'g'],
  ['abcd|[xyz]+', 'g'],
  ['(?!abcd)', 'g'],
  [String.raw`[abcd\]]`, 'g'],
  ['', 'g'],
  ['Ä', 'gi'],
])('%s demands nothing', (source, flags) => {
  expect(wordsOf(source, flags)).toBeUndefined();
});

test('what matches has one of the words', () => {
  const atom = fc.constantFrom(
    'abc',
    'Abc',
    'k',
    's',
    '.',
    '[ab]',
    String.raw`\w`,
    String.raw`\.`,
    '^',
    'ß',
    'é',
  );
  const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,1}', '+?');
  const { pattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
    pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((list) => list.join('|')),
    sequence: fc.array(tie('part'), { maxLength: 4 }).map((list) => list.join('')),
    part: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(atom, quantifier).map(([text, count]) => (text === '^' ? text : text + count)),
      fc
        .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<n>'), tie('pattern'), quantifier)
        .map(([open, inner, count]) =>
          open.startsWith('(?=') || open === '(?!' ? `${open}${inner})` : `${open}${inner})${count}`,
        ),
    ),
  }));
  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'A', 'k', '\u212a', 's', '\u017f', '.', 'é', 'É', 'ß'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(pattern, fc.constantFrom('gm', 'gim', 'gmu', 'gimu'), texts, (source, flags, text) => {
      let regex: RegExp;
      try {
        regex = new RegExp(source, flags);
      } catch {
        return;
      }
      const words = wordsOf(source, flags);
      if (!words || !regex.test(text)) return;
      const fold = (value: string) =>
        flags.includes('i') ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;
      expect(words.some((word) => fold(text).includes(fold(word)))).toBe(true);
    }),
    { numRuns: FUZZ_RUNS * 5 },
  );
});
