import { beforeEach, describe, expect, test } from 'vitest';
import { scanRegex } from '../../buildlog/regex-scan.ts';
import { LogDesk } from './desk.ts';
import { openLogs, type LogHost, type LogWorker } from './host.ts';
import type { Told } from './protocol.ts';

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
    read: (url, _, signal, onBytes) => {
      const page = pages.get(url);
      if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
      if (page === undefined) return Promise.resolve({ kind: 'refused', status: 404, text: '', headers: {} });
      onBytes(new TextEncoder().encode(page));
      return Promise.resolve({ kind: 'done', status: 200 });
    },
    runRegex: (window) => Promise.resolve(patternsAreSlow ? undefined : scanRegex(window)),
    pause: () => Promise.resolve(),
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
  const { rows } = await host.ask({ kind: 'rows', from: 0, to: 100 });
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
  });

  test('says why', async () => {
    expect(await host.ask({ kind: 'explain' })).toMatchObject({ cause: 'unknown' });
  });
});

describe('a search', () => {
  test('counts all hits, tells their columns, and can show only their lines with what is around', async () => {
    const host = await open(LOG, { settled: false });
    await host.ask({ kind: 'search', query: query('step') });
    await searched(host);
    expect(host.facts.get().search).toMatchObject({ hits: 2, problem: undefined });
    await host.ask({ kind: 'only', context: 0 });
    const { rows } = await host.ask({ kind: 'rows', from: 0, to: 10 });
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
    await host.ask({ kind: 'search', query: query('gcc|.*x', true) });
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
