import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogDocument, ROW_COLUMNS } from './log-document.ts';
import { spansText } from './span.ts';
import { StyleState } from './style.ts';
import { cutPlaces, FUZZ_RUNS, inChunks, logText } from './testing/arbitraries.ts';

const ESC = '\u001b';
const encoder = new TextEncoder();

function logOf(...chunks: string[]): LogDocument {
  const document = new LogDocument();
  for (const chunk of chunks) document.append(chunk);
  document.flush();
  return document;
}

function rawText(document: LogDocument): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (const piece of document.rawPieces()) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function shown(document: LogDocument): string[] {
  return document.rows(0, document.lineCount).map((row) => spansText(row.spans));
}

describe('lines', () => {
  test('a last line without newline is a line, an empty one is not', () => {
    expect(shown(logOf('one\ntwo'))).toEqual(['one', 'two']);
    expect(shown(logOf('one\ntwo\n'))).toEqual(['one', 'two']);
    expect(shown(logOf('\n\n'))).toEqual(['', '']);
    expect(logOf().lineCount).toBe(0);
    expect(logOf().row(0)).toBeUndefined();
  });

  test('a line grows until its newline comes', () => {
    const document = new LogDocument();
    document.append('Step 1');
    expect(shown(document)).toEqual(['Step 1']);
    document.append(`0 \u001b[1mbold`);
    expect(shown(document)).toEqual(['Step 10 bold']);
    document.append(`${ESC}[0m\nnext`);
    expect(shown(document)).toEqual(['Step 10 bold', 'next']);
    expect(document.row(1)?.spans).toEqual([{ text: 'next' }]);
  });

  test('Windows line ends leave nothing behind', () => {
    expect(shown(logOf('one\r\ntwo\r\n'))).toEqual(['one', 'two']);
    expect(logOf('one\r\n').raw(0)).toBe('one\r');
  });

  test('a character that is cut between two chunks is whole again', () => {
    const bytes = encoder.encode('سلام 🚀\n');
    const document = new LogDocument();
    for (const byte of bytes) document.append(Uint8Array.of(byte));
    expect(shown(document)).toEqual(['سلام 🚀']);
  });

  test('a lone surrogate becomes the replacement character', () => {
    expect(shown(logOf('a\ud800b'))).toEqual(['a\ufffdb']);
  });

  test('text between two places is what is read there', () => {
    const document = logOf(`first\nse${ESC}[31mco${ESC}[0mnd\nthird\nfourth`);
    const start = { line: 0, column: 2 };
    expect(document.textBetween(start, { line: 2, column: 3 })).toBe('rst\nsecond\nthi');
    expect(document.textBetween(start, { line: 0, column: 4 })).toBe('rs');
    expect(document.textBetween(start, { line: 99, column: 1 })).toBe('rst\nsecond\nthird\nfourth');
  });

  test('the time in front of a line is known, and part of its text', () => {
    const row = logOf('2021-03-09T11:00:12.5Z Step 1/2 : FROM scratch').row(0);
    expect(row?.stamp).toBe('2021-03-09T11:00:12.5Z '.length);
    expect(logOf('2021-03-09T11:00 Step').row(0)?.stamp).toBe(0);
  });

  test('a time in front can be left out of rows and copies', () => {
    const document = logOf('2021-03-09T11:00:12Z one\nbare\n2021-03-09T11:00:13Z two');
    expect(document.hasTimes).toBe(true);
    const row = document.row(0, { from: 0, columns: 100, hidesTime: true });
    expect(row).toMatchObject({ from: 21, columns: 24, spans: [{ text: 'one' }] });
    const all = [
      { line: 0, column: 0 },
      { line: 2, column: 99 },
    ] as const;
    expect(document.textBetween(...all, true)).toBe('one\nbare\ntwo');
    expect(document.textBetween(...all)).toContain('2021-03-09T11:00:13Z two');
    expect(logOf('bare').hasTimes).toBe(false);
  });
});

describe('long lines', () => {
  const long = `${'x'.repeat(500_000)}${ESC}[31m${'y'.repeat(500_000)}`;

  test('a megabyte comes cut, and any window of it can be had', () => {
    const document = logOf(`${long}\nnext\n`);
    const row = document.row(0);
    expect(row?.columns).toBe(1_000_000);
    expect(spansText(row?.spans ?? [])).toHaveLength(ROW_COLUMNS);
    const window = document.row(0, { from: 499_999, columns: 3 });
    expect(window?.from).toBe(499_999);
    expect(window?.spans).toEqual([{ text: 'x' }, { text: 'yy', style: { foreground: 1 } }]);
    expect(document.row(1)?.spans).toEqual([{ text: 'next', style: { foreground: 1 } }]);
  });

  test('a window never cuts a character in two', () => {
    const row = logOf('🚀🚀🚀').row(0, { from: 1, columns: 2 });
    expect(spansText(row?.spans ?? [])).toBe('🚀');
  });

  test('an open line of megabytes is up to date after a flush, and read in time before', () => {
    const document = new LogDocument();
    const piece = 'z'.repeat(100_000);
    for (let count = 0; count < 50; count++) {
      document.append(piece);
      expect(document.row(0)?.columns).toBeGreaterThan(0);
    }
    document.flush();
    expect(document.row(0)?.columns).toBe(5_000_000);
    expect(document.lineCount).toBe(1);
  });
});

describe('whatever the log is', () => {
  test('all rows read back raw give the text, however it came', () => {
    fc.assert(
      fc.property(logText, cutPlaces, fc.boolean(), (text, cuts, readsBetween) => {
        const document = new LogDocument();
        for (const chunk of inChunks(encoder.encode(text), cuts)) {
          document.append(chunk);
          if (readsBetween) document.rows(0, document.lineCount);
        }
        expect(rawText(document)).toBe(text);
        const lines = Array.from({ length: document.lineCount }, (_, line) => document.raw(line));
        expect(lines.join('\n') + (text.endsWith('\n') ? '\n' : '')).toBe(text);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('it reads the same in one piece and in many', () => {
    fc.assert(
      fc.property(logText, cutPlaces, (text, cuts) => {
        const whole = logOf(text);
        const pieces = new LogDocument();
        for (const chunk of inChunks(encoder.encode(text), cuts)) {
          pieces.append(chunk);
          // Looking at it in between must not change what it comes to.
          void [pieces.errors.length, pieces.outline];
        }
        expect(pieces.rows(0, 99_999)).toEqual(whole.rows(0, 99_999));
        expect([...pieces.errors]).toEqual([...whole.errors]);
        expect([...pieces.warnings]).toEqual([...whole.warnings]);
        expect(pieces.outline).toEqual(whole.outline);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('the text to search is the text that is shown', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const document = logOf(text);
        for (const row of document.rows(0, document.lineCount)) {
          expect(document.text(row.line)).toBe(spansText(row.spans));
          expect(row.columns).toBe(document.text(row.line).length);
        }
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('nothing that hides or moves is left in what is shown', () => {
    fc.assert(
      fc.property(logText, (text) => {
        for (const line of shown(logOf(text)))
          expect(line).not.toMatch(/[^\P{Cc}\t]|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('the colours at any line are those of reading from the first', () => {
    fc.assert(
      fc.property(logText, cutPlaces, (text, cuts) => {
        const document = new LogDocument();
        for (const chunk of inChunks(encoder.encode(text), cuts)) {
          document.append(chunk);
          document.rows(0, document.lineCount);
        }
        const state = new StyleState();
        for (const [line, raw] of text.split('\n').entries()) {
          expect(line < document.lineCount ? document.store.styleAt(line) : state).toEqual(state);
          const bytes = encoder.encode(raw);
          // A sequence is a colour exactly if this matches: digits and separators only, up to the m.
          for (const match of colourSequences(raw)) {
            const before = encoder.encode(raw.slice(0, match.index)).length;
            state.apply(bytes, before + 2, before + match[0].length - 1);
          }
        }
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('random bytes neither throw nor hang', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cutPlaces, (bytes, cuts) => {
        const document = new LogDocument();
        for (const chunk of inChunks(bytes, cuts)) document.append(chunk);
        document.rows(0, document.lineCount, { from: 3, columns: 7 });
        void document.outline;
        const raw = [...document.rawPieces()].flatMap((piece) => [...piece]);
        expect(raw).toEqual([...bytes]);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('megabytes of nothing but escapes are read in linear time', () => {
    for (const bit of [
      ESC,
      `${ESC}[`,
      `${ESC}]`,
      `${ESC}P`,
      '\r',
      `${ESC}[K`,
      `a\r${ESC}[99999G`,
      '\u202e',
      'e\u0301',
    ]) {
      const document = logOf(bit.repeat(50_000));
      expect(document.row(0)).toBeDefined();
    }
  });
});

/** The colour sequences of a line, found without the code under test; strings such as a title may not hold any. */
function colourSequences(raw: string): RegExpExecArray[] {
  const bell = '\u0007';
  const controls = `\u0000-\u001f`;
  const sequence = new RegExp(
    String.raw`${ESC}(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^${controls}]*(?:${bell}|${ESC}\\)|[ -/]+[0-~]|[0-OQ-WYZ\\${'`'}-~])`,
    'g',
  );
  return [...raw.matchAll(sequence)].filter((match) => /^.\[[\d;:]*m$/.test(match[0]));
}

test('what is compared with a log is the same up to the first byte that differs, wherever it is cut', () => {
  fc.assert(
    fc.property(logText, logText, fc.nat(), fc.nat(), (text, other, change, cut) => {
      const document = logOf(text);
      document.flush();
      const known = new TextEncoder().encode(text);
      const bytes = new TextEncoder().encode(text + other);
      const differs = change % (2 * bytes.length + 1);
      if (differs < bytes.length) bytes[differs] = (bytes[differs] ?? 0) ^ 1;
      const expected = Math.min(differs, known.length);
      const reader = document.store.reader(0);
      const first = cut % (bytes.length + 1);
      const same = reader.same(bytes.subarray(0, first));
      const more = same === first ? reader.same(bytes.subarray(first)) : 0;
      expect(same + more).toBe(expected);
      expect(reader.isAtEnd).toBe(expected === known.length);
    }),
    { numRuns: FUZZ_RUNS },
  );
});
