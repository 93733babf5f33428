import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogDocument } from './log-document.ts';
import { REGEX_LINE_UNITS, scanRegex } from './regex-scan.ts';
import { SearchJob } from './search-job.ts';
import type { Hit } from './search-job.ts';
import { compileQuery } from './search-query.ts';
import type { SearchQuery } from './search-query.ts';
import { FUZZ_RUNS, logText } from './testing/arbitraries.ts';

const ESC = '\u001b';
const WORDS: Omit<SearchQuery, 'text'> = { isRegex: false, matchCase: false, wholeWord: false };
const REGEX: Omit<SearchQuery, 'text'> = { isRegex: true, matchCase: true, wholeWord: false };

function jobFor(document: LogDocument, query: SearchQuery): SearchJob {
  const compiled = compileQuery(query);
  if (!compiled.ok) throw new Error(compiled.message);
  return new SearchJob(document, compiled.query);
}

function finish(job: SearchJob): SearchJob {
  while (!job.step(5).done);
  return job;
}

function logOf(text: string): LogDocument {
  const document = new LogDocument();
  document.append(text);
  return document;
}

function search(text: string, query: SearchQuery): string[] {
  const job = finish(jobFor(logOf(text), query));
  return hitsOf(job).map(({ line, start, end }) => `${line}:${start}-${end}`);
}

function hitsOf(job: SearchJob): Hit[] {
  const hits: Hit[] = [];
  for (let hit = job.hit(0); hit; hit = job.hit(hit.index + 1)) hits.push(hit);
  expect(hits).toHaveLength(job.progress.hits);
  return hits;
}

describe('words', () => {
  test('are found in what is read: through colours, past overwritten text', () => {
    expect(search(`an ER${ESC}[31mROR${ESC}[0m\n10%\r99%\n`, { ...WORDS, text: 'error' })).toEqual(['0:3-8']);
    expect(search('10%\r99%\n', { ...WORDS, text: '10' })).toEqual([]);
    expect(search(`x ${ESC}]8;;https://secret.example${ESC}\\link`, { ...WORDS, text: 'secret' })).toEqual(
      [],
    );
    expect(search('a\u0000b', { ...WORDS, text: 'a␀b' })).toEqual(['0:0-3']);
  });

  test('case counts only when asked for', () => {
    const text = 'Error error ERROR';
    expect(search(text, { ...WORDS, text: 'eRRor' })).toHaveLength(3);
    expect(search(text, { ...WORDS, text: 'ERROR', matchCase: true })).toEqual(['0:12-17']);
    expect(search('Änderung ändern', { ...WORDS, text: 'ÄNDER' })).toHaveLength(2);
    expect(search('Änderung ändern', { ...WORDS, text: 'Änder', matchCase: true })).toHaveLength(1);
    expect(search('a.b axb', { ...WORDS, text: 'a.b' })).toHaveLength(1);
  });

  test('whole words, in any script', () => {
    const whole = { ...WORDS, wholeWord: true };
    expect(search('cat concat cat_ cat-like (cat)', { ...whole, text: 'cat' })).toEqual([
      '0:0-3',
      '0:16-19',
      '0:26-29',
    ]);
    expect(search('نسخه نسخهٔ پیش‌نسخه', { ...whole, text: 'نسخه' })).toEqual(['0:0-4', '0:15-19']);
    expect(search('x--force --forced', { ...whole, text: '--force' })).toEqual(['0:1-8']);
    expect(search('Straße straßen', { ...whole, text: 'STRASSE' })).toEqual([]);
  });

  test('columns are UTF-16 units, as a page counts them', () => {
    expect(search('سلام 🚀 x\n界x', { ...WORDS, text: 'x' })).toEqual(['0:8-9', '1:1-2']);
  });

  test('hits do not overlap, and none goes over a line', () => {
    expect(search('aaaaa', { ...WORDS, text: 'aa' })).toEqual(['0:0-2', '0:2-4']);
    expect(search('ab\nab', { ...WORDS, text: 'bab' })).toEqual([]);
  });

  test('every count is what a plain search of each line counts', () => {
    const needles = fc.oneof(
      fc.constantFrom('e', 'wo', 'word', 'error: ', '界', '\u200cها', ' ', '<U+202E>', 'zz', '7 1', '👩'),
      fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(logText, needles, (text, needle) => {
        const document = logOf(text);
        const job = finish(jobFor(document, { ...WORDS, text: needle, matchCase: true }));
        const expected: string[] = [];
        for (let line = 0; line < document.lineCount; line++) {
          const read = document.text(line);
          for (let at = read.indexOf(needle); at >= 0; at = read.indexOf(needle, at + needle.length)) {
            expected.push(`${line}:${at}-${at + needle.length}`);
          }
        }
        expect(hitsOf(job).map(({ line, start, end }) => `${line}:${start}-${end}`)).toEqual(expected);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});

describe('patterns', () => {
  test('match within lines; dots and anchors know their ends', () => {
    expect(search('ab\ncd\n', { ...REGEX, text: '^.+$' })).toEqual(['0:0-2', '1:0-2']);
    expect(search('ab\ncd\n', { ...REGEX, text: String.raw`b[^x]c|b\sc` })).toEqual([]);
    expect(search('a1b22', { ...REGEX, text: String.raw`\d+` })).toEqual(['0:1-2', '0:3-5']);
    expect(search('🚀', { ...REGEX, text: '^.$' })).toEqual(['0:0-2']);
    expect(search('x', { ...REGEX, text: 'y*' })).toEqual([]);
    expect(search('foo-bar', { ...REGEX, text: String.raw`foo\-bar` })).toEqual(['0:0-7']);
    expect(search('Cat concat', { ...REGEX, text: 'cat|dog', matchCase: false, wholeWord: true })).toEqual([
      '0:0-3',
    ]);
  });

  test('what is no pattern says so', () => {
    expect(compileQuery({ ...REGEX, text: '(' })).toMatchObject({ ok: false, problem: 'pattern' });
    expect(compileQuery({ ...REGEX, text: 'a)(?:b', wholeWord: true })).toMatchObject({
      ok: false,
      problem: 'pattern',
    });
    expect(compileQuery({ ...WORDS, text: '' })).toMatchObject({ ok: false, problem: 'empty' });
  });

  test('in a megabyte of one line are found in stretches, none twice', () => {
    const gap = 'x'.repeat(97);
    const line = `${gap}needle-7`.repeat(10_000);
    expect(line.length).toBeGreaterThan(400 * REGEX_LINE_UNITS);
    expect(search(`${line}\nneedle-1\n`, { ...REGEX, text: String.raw`needle-\d` })).toHaveLength(10_001);
    expect(search(line, { ...REGEX, text: String.raw`x+needle-\d` })).toHaveLength(10_000);
    const across = `${'x'.repeat(REGEX_LINE_UNITS - 10)}${'b'.repeat(50)}${'x'.repeat(3000)}`;
    expect(search(across, { ...REGEX, text: 'b+' })).toEqual([
      `0:${REGEX_LINE_UNITS - 10}-${REGEX_LINE_UNITS + 40}`,
    ]);
  });

  test('one that backtracks for ever costs its window, not the search: a host ends it and keeps what was found', () => {
    const document = logOf(`aa!\n${'a'.repeat(60)}b\n`);
    const job = jobFor(document, { ...REGEX, text: '^(a+)+!?$' });
    expect(job.untrusted).toBe(true);
    document.append('more\n');
    const window = job.takeWindow();
    // Here the clock of the virtual machine ends it; in a page, the end of the worker that was given the window.
    expect(() => {
      runInNewContext('scan(window)', { scan: scanRegex, window }, { timeout: 100 });
    }).toThrow(/timed out/);
    expect(job.progress).toMatchObject({ hits: 0, lines: 0, done: false });
    expect(job.columnsOn(1)).toEqual([]);
    expect(finish(jobFor(document, { ...WORDS, text: 'aa!' })).progress.hits).toBe(1);
  });

  test('windows that are matched side by side are taken in their order', () => {
    const document = logOf(`${'one 1 \n'.repeat(60_000)}${'x'.repeat(5000)} 2\n\none 3`);
    const job = jobFor(document, { ...REGEX, text: String.raw`\d+` });
    let windows = [...job.takeWindows(3)];
    expect(windows).toHaveLength(3);
    for (; windows.length > 0; windows = [...job.takeWindows(3)]) {
      for (const hits of windows.map(scanRegex)) job.accept(hits);
    }
    expect(job.progress).toMatchObject({ hits: 60_002, matchedLines: 60_002, done: true });
    expect(job.hit(60_001)).toMatchObject({ line: 60_002, start: 4 });
  });

  test('no more windows are cut when the log has grown meanwhile', () => {
    const document = logOf('one 1\n'.repeat(60_000));
    const job = jobFor(document, { ...REGEX, text: String.raw`\d+` });
    const windows = job.takeWindows(Number.POSITIVE_INFINITY);
    expect(windows.next().done).toBe(false);
    document.append('two 2\n');
    expect(windows.next().done).toBe(true);
    expect(finish(job).progress).toMatchObject({ hits: 60_001, done: true });
  });

  test('windows answered elsewhere come to the same as steps', () => {
    const text = Array.from({ length: 9000 }, (_, line) => `line ${line} ${'x'.repeat(line % 300)}`).join(
      '\n',
    );
    for (const pattern of [String.raw`\d5 `, String.raw`line \d*7 x{3}`, '(?:7 x|8 x)x+']) {
      const document = logOf(text);
      const job = jobFor(document, { ...REGEX, text: pattern });
      for (let window = job.takeWindow(); window; window = job.takeWindow()) {
        job.accept(structuredClone(scanRegex(structuredClone(window))));
      }
      const stepped = finish(jobFor(document, { ...REGEX, text: pattern }));
      expect(job.progress).toEqual(stepped.progress);
      expect(hitsOf(job)).toEqual(hitsOf(stepped));
    }
  });

  test('an answer about a log that has grown since is not taken', () => {
    const document = logOf('aa\naa');
    const job = jobFor(document, { ...REGEX, text: 'a+' });
    const window = job.takeWindow();
    document.append('bb\n');
    if (window) job.accept(scanRegex(window));
    expect(finish(job).progress).toMatchObject({ hits: 2, matchedLines: 2 });
  });

  test('every count is what matching each line counts', () => {
    const patterns = fc.constantFrom(
      'e+',
      'wor?d',
      String.raw`error: \w*`,
      '(?:word|error)[^e]*e',
      '(?<!r)or',
      String.raw`^\S+`,
      String.raw`\s+$`,
      'w(?=ord)',
      'W[O]rd',
      '.',
      'x?',
      '[界سل]+',
    );
    fc.assert(
      fc.property(logText, patterns, fc.boolean(), (text, pattern, matchCase) => {
        const document = logOf(text);
        const job = finish(jobFor(document, { ...REGEX, text: pattern, matchCase }));
        const expected: string[] = [];
        for (let line = 0; line < document.lineCount; line++) {
          for (const match of document.text(line).matchAll(new RegExp(pattern, matchCase ? 'gu' : 'giu'))) {
            if (match[0]) expected.push(`${line}:${match.index}-${match.index + match[0].length}`);
          }
        }
        expect(hitsOf(job).map(({ line, start, end }) => `${line}:${start}-${end}`)).toEqual(expected);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});

describe('times in front of the lines', () => {
  const log = '2021-03-09T11:00:12Z Step 2021\n2021-03-09T11:00:13Z 11:00 again\n11 o’clock\n';

  test('are no part of what is searched', () => {
    expect(search(log, { ...WORDS, text: '11' })).toEqual(['1:21-23', '2:0-2']);
    expect(search(log, { ...WORDS, text: '2021' })).toEqual(['0:26-30']);
    expect(search(log, { ...WORDS, text: 'Z ' })).toEqual([]);
    expect(search('2021-03-09T11:00:12Z 22', { ...WORDS, text: '22' })).toEqual(['0:21-23']);
  });

  test('are not where a pattern begins', () => {
    expect(search(log, { ...REGEX, text: String.raw`^\w+` })).toEqual(['0:21-25', '1:21-23', '2:0-2']);
    expect(search(log, { ...REGEX, text: 'again|Step' })).toEqual(['0:21-25', '1:27-32']);
  });
});

describe('going from hit to hit', () => {
  const job = finish(jobFor(logOf('x x\n\nx\n\nx x'), { ...WORDS, text: 'x' }));

  test('by number', () => {
    expect(job.hit(2)).toEqual({ index: 2, line: 2, start: 0, end: 1 });
    expect(job.hit(4)).toEqual({ index: 4, line: 4, start: 2, end: 3 });
    expect(job.hit(5)).toBeUndefined();
    expect(job.hit(-1)).toBeUndefined();
  });

  test('from a line on, and round', () => {
    expect([0, 1, 2, 3, 4, 5].map((line) => job.indexFrom(line))).toEqual([0, 2, 2, 3, 3, 0]);
    expect(jobFor(logOf('x'), { ...WORDS, text: 'y' }).indexFrom(0)).toBe(-1);
  });

  test('on one line', () => {
    expect(job.columnsOn(4)).toEqual([0, 1, 2, 3]);
    expect(job.columnsOn(1)).toEqual([]);
  });
});

test('a search goes on as the log grows, also where its last line was still open', () => {
  fc.assert(
    fc.property(fc.array(logText, { maxLength: 5 }), fc.boolean(), (texts, isRegex) => {
      const query = isRegex ? { ...REGEX, text: 'wo.?r|er+' } : { ...WORDS, text: 'or' };
      const document = new LogDocument();
      const job = jobFor(document, query);
      for (const text of texts) {
        document.append(text);
        finish(job);
      }
      document.flush();
      const fresh = finish(jobFor(document, query));
      expect(finish(job).progress).toEqual(fresh.progress);
      expect(hitsOf(job)).toEqual(hitsOf(fresh));
    }),
    { numRuns: FUZZ_RUNS },
  );
});
