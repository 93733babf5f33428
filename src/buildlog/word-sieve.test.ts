import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_RUNS } from './testing/arbitraries.ts';
import { WordScanner } from './word-scanner.ts';
import { WordSieve } from './word-sieve.ts';

const letters = fc.constantFrom('a', 'b', 'A', 'B', '\n', '\u0001', '!');
const word = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 5, maxLength: 9 });

/** Which lines of some bytes have a word, as a search goes on from line to line. */
function linesWith(words: Pick<WordSieve, 'next'>, bytes: Uint8Array, from: number, to: number): number[] {
  const lines: number[] = [];
  for (let at = words.next(bytes, from, to); at >= 0;) {
    const start = bytes.lastIndexOf(0x0a, at) + 1;
    lines.push(start);
    const end = bytes.indexOf(0x0a, at);
    at = end < 0 ? -1 : words.next(bytes, end + 1, to);
  }
  return lines;
}

test('finds the lines that a scanner finds, wherever the bytes begin and end', () => {
  const text = fc.array(fc.oneof({ weight: 3, arbitrary: letters }, word), { maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      text,
      fc.nat(3),
      fc.nat(3),
      (words, parts, lead, cut) => {
        const inner = new TextEncoder().encode(parts.join(''));
        const bytes = new Uint8Array(lead + inner.length).subarray(lead);
        bytes.set(inner);
        const to = Math.max(0, bytes.length - cut);
        const expected = linesWith(new WordScanner(words, true), bytes, 0, to);
        expect(linesWith(new WordSieve(words), bytes, 0, to)).toEqual(expected);
      },
    ),
    { numRuns: FUZZ_RUNS * 10 },
  );
});

test('tells where a word starts', () => {
  const bytes = new TextEncoder().encode('the build FAILED here');
  expect(new WordSieve(['failed']).next(bytes, 0, bytes.length)).toBe(10);
  expect(new WordSieve(['failed']).next(bytes, 11, bytes.length)).toBe(-1);
});
