import { beforeEach, describe, expect, test } from 'vitest';
import { BuildsReader } from '../../buildlog/builds-reader.ts';
import { scanRegex } from '../../buildlog/regex-scan.ts';
import { LogDesk } from './desk.ts';
import { openLogs, type LogHost, type LogWorker } from './host.ts';
import type { LogFacts, Told } from './protocol.ts';

const FIRST = { from: 0, to: 100 };
const START = '2026-11-22T10:00:00Z';
const LOG = [
  'Sending build context',
  'Step 1/2 : FROM alpine',
  ' ---> 2c6f25e1b6f7',
  'Step 2/2 : RUN make',
  'gcc main.c',
  'ERROR: it did not work',
  "The command '/bin/sh -c make' returned a non-zero code: 2",
].join('\n');

/** A desk without a worker around it: answers come as from one, addresses hold what `pages` says. */
function deskAsWorker(pages: ReadonlyMap<string, string>, patternsAreSlow = false): LogWorker {
  const listeners: ((event: { readonly data: Told }) => void)[] = [];
  const tell = (data: Told): void => {
    for (const listener of listeners) listener({ data });
  };
  const desk = new LogDesk({
    read: async (url, _, signal, open) => {
      const page = pages.get(url);
      if (signal.aborted) return { kind: 'cancelled' };
      if (page === undefined) return { kind: 'refused', status: 404, text: '', headers: {} };
      const reader = new BuildsReader((build, shape) => {
        const take = open(build, shape);
        return (text) => void take(text);
      });
      reader.push(new TextEncoder().encode(page));
      return { kind: 'done', status: 200, answer: reader.end() };
    },
    runRegex: (window) => Promise.resolve(patternsAreSlow ? undefined : scanRegex(window)),
    pause: () => Promise.resolve(),
    wait: () => Promise.resolve(),
    tell: (facts) => tell({ kind: 'facts', facts }),
  });
  return {
    postMessage: ({ id, command }) =>
      void desk.answer(command).then((reply) => tell({ kind: 'reply', id, reply })),
    addEventListener: (_, listener) => listeners.push(listener),
    terminate: () => {},
  };
}

function page(logs: string, state = 'FAILED'): string {
  return JSON.stringify([{ logs, state, start_date: START, end_date: START }]);
}

async function open(logs: string, options: { slow?: boolean; settled?: boolean } = {}): Promise<LogHost> {
  const host = openLogs(() => deskAsWorker(new Map([['/log', page(logs)]]), options.slow));
  const { reading } = await host.ask({ kind: 'begin', source: 'v1' });
  await host.ask({ kind: 'read', reading, url: '/log', headers: {} });
  await host.ask({
    kind: 'show',
    build: { source: 'v1', startDate: undefined },
    isSettled: options.settled ?? true,
    hasFailed: true,
  });
  return host;
}

async function shown(host: LogHost): Promise<string[]> {
  const { rows } = await host.ask({ kind: 'rows', ...FIRST, looksAt: FIRST });
  return rows.map(({ spans }) => spans.map(({ text }) => text).join(''));
}

/** Until the search is through. */
function searched(host: LogHost): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (host.facts.get().search?.done) resolve();
    };
    host.facts.subscribe(look);
    look();
  });
}

function query(text: string, isRegex = false) {
  return { text, isRegex, matchCase: false, wholeWord: false };
}

describe('a build that failed', () => {
  let host: LogHost;
  beforeEach(async () => {
    host = await open(LOG);
  });

  test('comes with its steps folded, but for the one that failed', async () => {
    expect(await shown(host)).toEqual([
      'Sending build context',
      'Step 1/2 : FROM alpine',
      'Step 2/2 : RUN make',
      'gcc main.c',
      'ERROR: it did not work',
      "The command '/bin/sh -c make' returned a non-zero code: 2",
    ]);
    expect(host.facts.get()).toMatchObject({ lines: 7, rows: 6, steps: 2 });
  });

  test('opens and closes steps one by one and all at once', async () => {
    await host.ask({ kind: 'fold', header: 1, isClosed: false });
    expect(await shown(host)).toContain(' ---> 2c6f25e1b6f7');
    await host.ask({ kind: 'foldAll', isClosed: true });
    expect(host.facts.get().rows).toBe(3);
  });

  test('opens the step that a link or a hit lies in', async () => {
    expect(await host.ask({ kind: 'reveal', line: 2 })).toMatchObject({ line: 2, row: 2 });
    await host.ask({ kind: 'foldAll', isClosed: true });
    await host.ask({ kind: 'search', query: query('gcc') });
    await searched(host);
    expect(await host.ask({ kind: 'hit', index: 0, line: 0 })).toMatchObject({ line: 4, index: 0 });
    expect(await shown(host)).toContain('gcc main.c');
  });

  test('goes from error to error, and round at the end; lines that follow each other are one', async () => {
    const first = await host.ask({ kind: 'error', line: -1, isForward: true });
    expect(first.line).toBe(5);
    expect(await host.ask({ kind: 'error', line: 5, isForward: true })).toMatchObject({ line: 5 });
    expect(host.facts.get().errors).toBe(1);
  });

  test('counts the errors that it goes to, forward and back', async () => {
    const several = await open('ERROR: a\nERROR: b\nx\nERROR: c\nx\nERROR: d\n');
    const lineOf = async (line: number, isForward: boolean): Promise<number> =>
      (await several.ask({ kind: 'error', line, isForward })).line;
    expect(several.facts.get().errors).toBe(3);
    expect([
      await lineOf(-1, true),
      await lineOf(0, true),
      await lineOf(3, true),
      await lineOf(5, true),
    ]).toEqual([0, 3, 5, 0]);
    expect([await lineOf(-1, false), await lineOf(5, false), await lineOf(3, false)]).toEqual([5, 3, 0]);
  });

  test('says why', async () => {
    expect(await host.ask({ kind: 'explain' })).toMatchObject({ cause: 'unknown' });
  });
});

describe('the rows that are looked at', () => {
  test('come with every change', async () => {
    const host = await open(LOG);
    await host.ask({ kind: 'rows', ...FIRST, looksAt: { from: 1, to: 3 } });
    await host.ask({ kind: 'fold', header: 1, isClosed: false });
    const { window } = host.facts.get();
    expect(window.from).toBe(1);
    expect(window.rows.map(({ line }) => line)).toEqual([1, 2]);
    expect(window.folds).toMatchObject([{ header: 1, isClosed: false }]);
  });

  test('are drawn before reading goes on', async () => {
    const told: LogFacts[] = [];
    const desk = new LogDesk({
      read: async (_url, _headers, _signal, open) => {
        const take = open(0, 'array');
        for (const piece of ['one\ntwo\n', 'three\nfour\n']) await take(new TextEncoder().encode(piece));
        return { kind: 'done', status: 200, answer: { ok: true, shape: 'array', builds: [{}], current: 0 } };
      },
      runRegex: (window) => Promise.resolve(scanRegex(window)),
      pause: () => Promise.resolve(),
      wait: () => new Promise(() => {}),
      tell: (facts) => told.push(facts),
    });
    const build = { source: 'v1', startDate: undefined };
    await desk.answer({ kind: 'begin', source: 'v1' });
    await desk.answer({ kind: 'show', build, isSettled: true, hasFailed: false });
    await desk.answer({ kind: 'rows', ...FIRST, looksAt: FIRST });
    const read = desk.answer({ kind: 'read', reading: 1, url: '/log', headers: {} });
    expect(told.at(-1)).toMatchObject({ lines: 2, window: { rows: [{ line: 0 }, { line: 1 }] } });
    await desk.answer({ kind: 'drawn' });
    await read;
    expect(told.at(-1)).toMatchObject({ lines: 4 });
  });
});

describe('a search', () => {
  test('counts all hits, tells their columns, and can show only their lines with what is around', async () => {
    const host = await open(LOG, { settled: false });
    await host.ask({ kind: 'search', query: query('step') });
    await searched(host);
    expect(host.facts.get().search).toMatchObject({ hits: 2, problem: undefined });
    await host.ask({ kind: 'only', context: 0 });
    const { rows } = await host.ask({ kind: 'rows', ...FIRST, looksAt: FIRST });
    expect(rows.map(({ line, hits, skipped }) => ({ line, hits, skipped }))).toEqual([
      { line: 1, hits: [0, 4], skipped: 1 },
      { line: 3, hits: [0, 4], skipped: 1 },
    ]);
    await host.ask({ kind: 'search', query: undefined });
    expect(host.facts.get()).toMatchObject({ rows: 7, search: undefined });
  });

  test('with a pattern that is none says so', async () => {
    const host = await open(LOG);
    await host.ask({ kind: 'search', query: query('(', true) });
    expect(host.facts.get().search).toMatchObject({ problem: 'pattern', done: true });
  });

  test('with a pattern that takes too long is given up', async () => {
    const host = await open(LOG, { slow: true });
    await host.ask({ kind: 'search', query: query('(a+)+$', true) });
    await searched(host);
    expect(host.facts.get().search).toMatchObject({ problem: 'slow' });
  });

  test('tells its first hit long before it is through', async () => {
    const host = await open(`${LOG}\n${'nothing to see here\n'.repeat(100_000)}`);
    const told: string[] = [];
    host.facts.subscribe(() => {
      const { search } = host.facts.get();
      if (search && search.hits > 0) told.push(search.done ? 'all' : 'some');
    });
    await host.ask({ kind: 'search', query: query('gcc|t.* ', true) });
    await searched(host);
    expect(told[0]).toBe('some');
  });

  test('goes on as the log grows', async () => {
    const pages = new Map([['/log', page('one error', 'BUILDING')]]);
    const host = openLogs(() => deskAsWorker(pages));
    const read = async (): Promise<void> => {
      const { reading } = await host.ask({ kind: 'begin', source: 'v1' });
      await host.ask({ kind: 'read', reading, url: '/log', headers: {} });
    };
    await host.ask({
      kind: 'show',
      build: { source: 'v1', startDate: undefined },
      isSettled: false,
      hasFailed: false,
    });
    await host.ask({ kind: 'search', query: query('error') });
    await read();
    await searched(host);
    pages.set('/log', page('one error\nanother error', 'BUILDING'));
    await read();
    await searched(host);
    expect(host.facts.get().search?.hits).toBe(2);
  });
});

test('copies what is read, without colours, across lines that were never drawn', async () => {
  const host = await open('\u001b[31mred\u001b[0m line\nsecond\nthird');
  const text = await host.ask({
    kind: 'text',
    start: { line: 0, column: 4 },
    end: { line: 2, column: 2 },
  });
  expect(text).toBe('line\nsecond\nth');
});

test('an answer that is an error comes back as it is, and the log stays', async () => {
  const host = await open(LOG);
  const { reading } = await host.ask({ kind: 'begin', source: 'v1' });
  expect(await host.ask({ kind: 'read', reading, url: '/gone', headers: {} })).toMatchObject({
    kind: 'refused',
    status: 404,
  });
  expect(host.facts.get().lines).toBe(7);
});

test('two builds are compared', async () => {
  const host = await open(LOG);
  const build = { source: 'v1', startDate: START };
  const comparison = await host.ask({ kind: 'compare', left: build, right: build });
  expect(comparison?.hunks).toEqual([{ kind: 'same', left: 0, right: 0, count: 7 }]);
});

describe('a log with times', () => {
  const TIMED = 'Step 1/1 : RUN make\nERROR: no'.replace(/^/gm, '2026-11-22T10:00:00Z ');

  test('shows them only when asked to, and says that it has them', async () => {
    const host = await open(TIMED, { settled: false });
    expect(host.facts.get().hasTimes).toBe(true);
    expect(await shown(host)).toEqual(['Step 1/1 : RUN make', 'ERROR: no']);
    await host.ask({ kind: 'times', areShown: true });
    expect((await shown(host))[1]).toBe('2026-11-22T10:00:00Z ERROR: no');
  });

  test('copies what is shown', async () => {
    const host = await open(TIMED);
    const all = { start: { line: 0, column: 0 }, end: { line: 1, column: 99 } };
    expect(await host.ask({ kind: 'text', ...all })).toBe('Step 1/1 : RUN make\nERROR: no');
    await host.ask({ kind: 'times', areShown: true });
    expect(await host.ask({ kind: 'text', ...all })).toBe(TIMED);
  });

  test('keeps showing them when another build is looked at', async () => {
    const host = await open(TIMED, { settled: false });
    await host.ask({ kind: 'times', areShown: true });
    const build = { source: 'v1', startDate: START };
    await host.ask({ kind: 'show', build, isSettled: false, hasFailed: false });
    expect((await shown(host))[1]).toContain('10:00:00Z');
  });
});

describe('a line that is longer than a row', () => {
  const LONG = `${'x'.repeat(5000)}needle${'y'.repeat(3000)}`;

  test('is read on from any column', async () => {
    const host = await open(LONG);
    await host.ask({ kind: 'columns', line: 0, from: 8000 });
    const { rows } = await host.ask({ kind: 'rows', from: 0, to: 1, looksAt: FIRST });
    expect(rows[0]).toMatchObject({ from: 8000, columns: 8006, spans: [{ text: 'yyyyyy' }] });
  });

  test('shows the part with the hit that is gone to', async () => {
    const host = await open(LONG);
    await host.ask({ kind: 'search', query: query('needle') });
    await searched(host);
    await host.ask({ kind: 'hit', index: 0, line: 0 });
    expect((await shown(host))[0]).toContain('needle');
  });
});

test('more than a clipboard takes is not copied', async () => {
  const host = await open(`${'x'.repeat(9_000_000)}\n${'y'.repeat(9_000_000)}`);
  const start = { line: 0, column: 0 };
  expect(await host.ask({ kind: 'text', start, end: { line: 1, column: 1 } })).toBeNull();
  expect((await host.ask({ kind: 'text', start, end: { line: 0, column: 3 } }))?.length).toBe(3);
});

test('a search that was asked for before the log came finds what is in it', async () => {
  const host = openLogs(() => deskAsWorker(new Map([['/log', page(LOG)]])));
  const build = { source: 'v1', startDate: undefined };
  await host.ask({ kind: 'only', context: 0 });
  await host.ask({ kind: 'search', query: query('gcc') });
  await host.ask({ kind: 'show', build, isSettled: true, hasFailed: true });
  await searched(host);
  const { reading } = await host.ask({ kind: 'begin', source: 'v1' });
  await host.ask({ kind: 'read', reading, url: '/log', headers: {} });
  await searched(host);
  expect(host.facts.get()).toMatchObject({ isOnly: true, search: { hits: 1 } });
  expect(await shown(host)).toEqual(['gcc main.c']);
});
