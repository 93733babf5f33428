import { describe, expect, test } from 'vitest';
import { BuildsReader } from '../../buildlog/builds-reader.ts';
import { BuildSet, type BuildsReading } from './buildSet.ts';

interface Build {
  logs: string;
  state?: string;
  start_date?: string;
  end_date?: string | null;
  lines_count?: number;
}

const FIRST = '2026-11-22T10:00:00Z';
const SECOND = '2026-11-22T11:00:00Z';

/** Has a reading take what an answer holds, up to where that may be broken off. */
function take(reading: BuildsReading, json: string): BuildsReader {
  const reader = new BuildsReader((build, shape) => reading.open(build, shape));
  reader.push(new TextEncoder().encode(json));
  return reader;
}

function answer(reading: BuildsReading, body: Build | readonly Build[]): void {
  reading.end(take(reading, JSON.stringify(body)).end());
}

/** All lines of a log. */
function lines(set: BuildSet, startDate?: string): string[] {
  const document = set.document(startDate);
  return Array.from({ length: document?.lineCount ?? 0 }, (_, line) => document?.text(line) ?? '');
}

describe('an array, as documented', () => {
  test('holds all builds; the one that began last is the current one', () => {
    const set = new BuildSet();
    answer(set.begin(), [
      { logs: 'old', state: 'FAILED', start_date: FIRST, end_date: FIRST },
      { logs: 'new\nlog', state: 'BUILDING', start_date: SECOND },
    ]);
    expect(set.current).toBe(1);
    expect(set.builds.map(({ lines: count }) => count)).toEqual([1, 2]);
    expect(lines(set)).toEqual(['new', 'log']);
    expect(lines(set, FIRST)).toEqual(['old']);
  });

  test('is followed by a single object for the current build when an offset is asked for', () => {
    const set = new BuildSet();
    answer(set.begin(), [
      { logs: 'a', state: 'FAILED', start_date: FIRST, lines_count: 1 },
      { logs: 'b\nc', state: 'BUILDING', start_date: SECOND, lines_count: 2 },
    ]);
    const next = set.begin();
    expect(next.offset).toBe(2);
    answer(next, { logs: 'd', state: 'BUILT', start_date: SECOND, lines_count: 3 });
    expect(lines(set)).toEqual(['b', 'c', 'd']);
    expect(set.builds[1]?.state).toBe('BUILT');
    expect(lines(set, FIRST)).toEqual(['a']);
  });

  test('comes whole every time from a service that ignores the offset, and no line is doubled', () => {
    const set = new BuildSet();
    const all = (logs: string, count: number): Build[] => [
      { logs, state: 'BUILDING', start_date: SECOND, lines_count: count },
      { logs: 'a', state: 'FAILED', start_date: FIRST, lines_count: 1 },
    ];
    answer(set.begin(), all('b\nc', 2));
    answer(set.begin(), all('b\nc\nd', 3));
    expect(lines(set)).toEqual(['b', 'c', 'd']);
    expect(lines(set, FIRST)).toEqual(['a']);
  });

  test('without counts the whole log is asked for again, and what is known stays', () => {
    const set = new BuildSet();
    answer(set.begin(), [{ logs: 'b', state: 'BUILDING', start_date: SECOND }]);
    const next = set.begin();
    expect(next.offset).toBe(0);
    answer(next, [{ logs: 'b\nc', state: 'BUILDING', start_date: SECOND }]);
    expect(lines(set)).toEqual(['b', 'c']);
  });
});

test('a single object from the first reading on, as the published clients need it', () => {
  const set = new BuildSet();
  answer(set.begin(), { logs: 'a\nb', state: 'BUILDING', start_date: FIRST, lines_count: 2 });
  answer(set.begin(), { logs: '', state: 'BUILDING', start_date: FIRST, lines_count: 2 });
  answer(set.begin(), { logs: 'c', state: 'BUILT', start_date: FIRST, lines_count: 3 });
  expect(lines(set)).toEqual(['a', 'b', 'c']);
});

test('answers that come in the wrong order double nothing, and an old state does not come back', () => {
  const set = new BuildSet();
  answer(set.begin(), { logs: 'a', state: 'BUILDING', start_date: FIRST, lines_count: 1 });
  const slow = set.begin();
  const fast = set.begin();
  answer(fast, { logs: 'b\nc', state: 'BUILT', start_date: FIRST, lines_count: 3 });
  answer(slow, { logs: 'b', state: 'BUILDING', start_date: FIRST, lines_count: 2 });
  expect(lines(set)).toEqual(['a', 'b', 'c']);
  expect(set.builds[0]?.state).toBe('BUILT');
});

test('rows are there before the answer is whole', () => {
  const set = new BuildSet();
  const reading = set.begin();
  take(reading, '[{"logs":"first\\nsec');
  expect(set.document(undefined)?.text(0)).toBe('first');
});

test('when another build has begun, everything is read again', () => {
  const set = new BuildSet();
  answer(set.begin(), [{ logs: 'a', state: 'FAILED', start_date: FIRST, lines_count: 1 }]);
  answer(set.begin(), { logs: '', state: 'BUILDING', start_date: SECOND, lines_count: 1 });
  const again = set.begin();
  expect(again.offset).toBe(0);
  answer(again, [
    { logs: 'b', state: 'BUILDING', start_date: SECOND, lines_count: 1 },
    { logs: 'a', state: 'FAILED', start_date: FIRST, lines_count: 1 },
  ]);
  expect(set.current).toBe(0);
  expect(lines(set)).toEqual(['b']);
  expect(lines(set, FIRST)).toEqual(['a']);
});

test('a broken answer keeps what is known', () => {
  const set = new BuildSet();
  answer(set.begin(), { logs: 'a', state: 'BUILDING', start_date: FIRST, lines_count: 1 });
  const broken = set.begin();
  const cut = take(broken, '{"logs":"b').end();
  expect(cut.ok).toBe(false);
  broken.end(cut);
  expect(lines(set)).toEqual(['a']);
});
