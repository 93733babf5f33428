import fc from 'fast-check';

/** How often a property is tried: `FUZZ_RUNS` in the environment, a hundred times else. */
export const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);

const ESC = '\u001b';

/** Bits of which logs are made that are hard to read: what moves, colours, hides, joins or breaks. */
const PIECES = [
  'word',
  'error: ',
  ' ',
  '\n',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u0008',
  '\u007f',
  '\u009b31m',
  '\u202e',
  '\u200b',
  '\ufeff',
  'سلام\u200cها',
  'e\u0301',
  '界',
  '👩\u200d🚀',
  '━━━',
  ESC,
  `${ESC}[`,
  `${ESC}[31m`,
  `${ESC}[1;4;38;5;208m`,
  `${ESC}[48;2;1;2;3m`,
  `${ESC}[38:2::9:8:7m`,
  `${ESC}[0m`,
  `${ESC}[m`,
  `${ESC}[39;22m`,
  `${ESC}[K`,
  `${ESC}[1K`,
  `${ESC}[2K`,
  `${ESC}[3G`,
  `${ESC}[99999999G`,
  `${ESC}[2A`,
  `${ESC}[?25l`,
  `${ESC}(B`,
  `${ESC}]8;;https://example.org${ESC}\\`,
  `${ESC}]0;title\u0007`,
  `${ESC}]never closed`,
  `${ESC}Pq#0${ESC}\\`,
  'Step 1/2 : RUN make\n',
  '#7 [2/5] RUN make\n',
  '#7 1.25 text\n',
  '#7 DONE 2.1s\n',
] as const;

/** A log as text. */
export const logText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((pieces) => pieces.join(''));

/** Bytes cut into chunks at arbitrary places. */
export function inChunks(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  const chunks: Uint8Array[] = [];
  let from = 0;
  for (const place of [...places, bytes.length]) {
    if (place > from) chunks.push(bytes.slice(from, place));
    from = Math.max(from, place);
  }
  return chunks;
}

/** Places to cut at, for {@link inChunks}. */
export const cutPlaces: fc.Arbitrary<number[]> = fc.array(fc.nat(10_000), { maxLength: 8 });
