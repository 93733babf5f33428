import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withinLines } from './regex-lines.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';
import { patterns } from './testing/patterns.ts';

/** Line and column of each match that is not empty, in every line alone. */
function inEach(source: string, flags: string, lines: readonly string[]): string[] {
  return lines.flatMap((line, number) =>
    [...line.matchAll(new RegExp(source, flags))]
      .filter((match) => match[0] !== '')
      .map((match) => `${number}:${match.index}+${match[0].length}`),
  );
}

/** The same, in all lines at once. */
function inAll(source: string, flags: string, lines: readonly string[]): string[] {
  const text = lines.join('\n');
  return [...text.matchAll(new RegExp(source, flags))]
    .filter((match) => match[0] !== '')
    .map((match) => {
      const before = text.slice(0, match.index).split('\n');
      return `${before.length - 1}:${before.at(-1)?.length ?? 0}+${match[0].length}`;
    });
}

describe('a pattern for many lines', () => {
  test('finds in each what it finds in that line alone', () => {
    const lines = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '7', '.', '界'), maxLength: 6 }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(patterns, lines, fc.constantFrom('gm', 'gim', 'gmu', 'gimu'), (source, all, flags) => {
        const written = withinLines(source);
        if (written === undefined) return;
        expect(inAll(written, flags, all)).toEqual(inEach(source, flags, all));
      }),
      { numRuns: FUZZ_RUNS * 10 },
    );
  });

  test('is the pattern itself where nothing in it can be a newline', () => {
    for (const source of [
      String.raw`layer \d+ (?:cached|pulled) in \d+ms`,
      '^[a-z]+: .*$',
      String.raw`(?<n>\S+)\k<n>`,
    ]) {
      expect(withinLines(source)).toBe(source);
    }
  });

  test('is not tried where its meaning is not certain', () => {
    for (const source of [String.raw`(a)\1`, '(?s:.)', '(?i:a)', String.raw`\12`]) {
      expect(withinLines(source)).toBeUndefined();
    }
  });
});
