import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitAscii } from './ascii-lines.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';
import { decodeText, encodeText } from './utf8.ts';

const line = fc.string({ unit: fc.constantFrom('a', ' ', '~', '\t', 'é', '界', '🚀'), maxLength: 9 });

test('every line is in one of the two texts, and its place is known', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), (lines, isClosed) => {
      const text = encodeText(lines.join('\n') + (isClosed ? '\n' : ''));
      const starts = new Uint32Array(lines.length);
      let start = 0;
      for (const [index, one] of lines.entries()) {
        starts[index] = start;
        start += encodeText(one).length + 1;
      }
      const { ascii, other, otherLines, runs } = splitAscii({ text, starts });
      const isOther = (one: string): boolean => /[^\0-\x7f]/.test(one);
      const foreign = [...lines.keys()].filter((index) => isOther(lines[index] ?? ''));
      expect(otherLines).toEqual(foreign);
      const end = (index: number): string => (isClosed || index + 1 < lines.length ? '\n' : '');
      const textOf = (holds: boolean): string =>
        lines.map((one, index) => (isOther(one) === holds ? one + end(index) : '')).join('');
      expect([decodeText(ascii), decodeText(other)]).toEqual([textOf(false), textOf(true)]);
      for (const at of ascii.keys()) {
        const run = runs.findLast(({ to }) => to <= at);
        expect(ascii[at]).toBe(text[at + (run?.shift ?? 0)]);
      }
    }),
    { numRuns: FUZZ_RUNS },
  );
});
