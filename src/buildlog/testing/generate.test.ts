import { expect, test } from 'vitest';
import { LogDocument } from '../log-document.ts';
import { SearchJob } from '../search-job.ts';
import { compileQuery } from '../search-query.ts';
import { FREQUENT_WORD, generatedLog, OPEN_PATTERN, PATTERN, RARE_WORD } from './generate.ts';

function count(document: LogDocument, text: string, isRegex: boolean): number {
  const compiled = compileQuery({ text, isRegex, matchCase: true, wholeWord: false });
  if (!compiled.ok) return -1;
  const job = new SearchJob(document, compiled.query);
  while (!job.step(10).done);
  return job.progress.hits;
}

test.each(['classic', 'buildkit'] as const)(
  'everything that was put into a %s log is found in it',
  (builder) => {
    const { bytes, facts } = generatedLog({ bytes: 5_000_000, builder });
    const document = new LogDocument();
    for (let at = 0; at < bytes.length; at += 64_000) document.append(bytes.subarray(at, at + 64_000));
    document.flush();
    expect(bytes.length).toBeGreaterThan(4_700_000);
    expect(bytes.length).toBeLessThan(5_300_000);
    expect(document.lineCount).toBe(facts.lines);
    expect(facts.lines).toBe(50_000);
    expect(facts.longLines).toBe(1);
    expect(count(document, RARE_WORD, false)).toBe(facts.rare);
    expect(count(document, FREQUENT_WORD, false)).toBe(facts.frequent);
    expect(count(document, PATTERN, true)).toBe(facts.pattern);
    expect(count(document, OPEN_PATTERN, true)).toBe(facts.pattern);
    expect([document.errors.length, document.errors.at(0)]).toEqual([facts.errors, facts.firstError]);
    expect(document.outline.steps).toHaveLength(10);
  },
);

test('the same plan gives the same log', () => {
  const plan = { bytes: 100_000, seed: 7 };
  expect(generatedLog(plan)).toEqual(generatedLog(plan));
  expect(generatedLog({ ...plan, seed: 8 }).bytes).not.toEqual(generatedLog(plan).bytes);
});
