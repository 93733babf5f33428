// Build logs of 1, 10 and 100 MB in the console's viewer and in a well-known one: opening, searching, scrolling,
// following, memory, and whether what is drawn is right.
import { figure, median, openPage } from './browser.mjs';
import { MATRIX_LOG, matrix } from './log-matrix.mjs';
import { loadModule, startLogServer } from './log-server.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./log-page/viewer.ts').Opened} Opened */
/** @typedef {import('./log-page/viewer.ts').Wanted} Wanted */
/** @typedef {import('./log-page/frames.ts').Frames} Frames */
/** @typedef {Awaited<ReturnType<typeof startLogServer>>} Server */

/** Megabytes, and how often the log is opened. */
const SIZES = /** @type {const} */ ([
  [1, 5],
  [10, 5],
  [100, 3],
]);
/** How often what is done in an open log is repeated. */
const REPEATS = 5;
/** As large as the pieces in which Chromium hands over an answer. */
const PIECE = 64 * 1024;
/** How long a page is left alone until it is looked at again, in milliseconds. */
const REST = 20_000;
/** A viewer that has not answered by then counts as dead, in milliseconds. */
const PATIENCE = 60_000;

/**
 * A page with nothing in it but the viewer.
 * @param {Page} page
 * @param {string} address
 */
async function freshViewer(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'viewer' in window);
}

/**
 * Opens a log, and says how long the longest task of the page's main thread took meanwhile: 0 below 50 ms, from where
 * on browsers tell.
 * @param {Page} page
 * @param {string} address
 * @param {boolean} fromMemory
 * @returns {Promise<Opened & { longestTask: number }>}
 */
async function open(page, address, fromMemory) {
  return page.evaluate(
    async ([from, isInMemory]) => {
      const source = isInMemory ? URL.createObjectURL(await (await fetch(from)).blob()) : from;
      let longestTask = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
      });
      observer.observe({ type: 'longtask' });
      const opened = await window.viewer.open(source);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { ...opened, longestTask };
    },
    /** @type {const} */ ([address, fromMemory]),
  );
}

/**
 * Sixty turns of a mouse wheel from the top.
 * @param {Page} page
 */
async function scroll(page) {
  await page.evaluate(() => {
    window.viewer.scroller().scrollTop = 0;
  });
  await page.mouse.move(700, 500);
  await page.evaluate(() => window.frameWatch.start(window.viewer.scroller()));
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return page.evaluate(() => window.frameWatch.stop());
}

/**
 * @template T
 * @param {number} times
 * @param {() => Promise<T>} once
 */
async function repeat(times, once) {
  /** @type {T[]} */
  const all = [];
  for (let turn = 0; turn < times; turn += 1) all.push(await once());
  return all;
}

/**
 * A follower that has the log is given all of it again, as it comes from the network: milliseconds until it knows that
 * nothing is new.
 * @param {Server} server
 * @param {number} size in megabytes
 */
async function comparePoll(server, size) {
  /** @type {typeof import('../src/buildlog/log-follower.ts')} */
  const { LogFollower } = await loadModule('src/buildlog/log-follower.ts');
  const { bytes, facts } = server.generator.generatedLog({ bytes: size * 1e6 });
  const follower = new LogFollower();
  const poll = () => {
    const request = follower.request();
    const started = performance.now();
    const text = follower.receive(request);
    for (let at = 0; at < bytes.length; at += PIECE) text.write(bytes.subarray(at, at + PIECE));
    follower.apply(request, text, { linesCount: facts.lines });
    return performance.now() - started;
  };
  poll();
  return Array.from({ length: 3 * REPEATS }, poll);
}

/**
 * The console's viewer with one log.
 * @param {Server} server
 * @param {number} size in megabytes
 * @param {number} runs
 */
async function measureConsole(server, size, runs) {
  const { FREQUENT_WORD, OPEN_PATTERN, PATTERN, RARE_WORD } = server.generator;
  const name = `${size} MB`;
  const address = `${server.url}${size}`;
  const facts = server.offerLog(String(size), size * 1e6);
  const browser = await openPage();
  const { page } = browser;
  try {
    // First, because a renderer does not give back at once what earlier pages took.
    await freshViewer(page, server.url);
    await open(page, address, false);
    const openMemory = await browser.rendererMemory();
    const jumps = await repeat(REPEATS, () =>
      page.evaluate(async () => {
        window.viewer.scroller().scrollTop = 0;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return window.viewer.jumpToEnd();
      }),
    );
    const scrolled = await repeat(REPEATS, () => scroll(page));
    /** @type {(readonly [string, Wanted, number])[]} */
    const searches = [
      ['rare word, half of them cut by colours', { text: RARE_WORD }, facts.rare],
      ['frequent word', { text: FREQUENT_WORD }, facts.frequent],
      [
        'frequent word, either case',
        { text: FREQUENT_WORD.toLowerCase(), isCaseBlind: true },
        facts.frequent,
      ],
      ['regular expression', { text: PATTERN, isRegex: true }, facts.pattern],
      ['regular expression without any word', { text: OPEN_PATTERN, isRegex: true }, facts.pattern],
    ];
    const searchFigures = [];
    /** @type {number[]} */
    const totals = [];
    for (const [what, wanted, expected] of searches) {
      const found = await repeat(REPEATS, () =>
        page.evaluate((query) => window.viewer.search(query), wanted),
      );
      totals.push(median(found.map(({ total }) => total)));
      const isExact = found.every(({ hits }) => hits === expected);
      searchFigures.push(
        figure(
          `${name}: ${what}, first hit`,
          found.map(({ first }) => first),
          'ms',
          50,
        ),
        figure(
          `${name}: ${what}, ${expected} hits counted${isExact ? '' : ` WRONGLY: ${found[0]?.hits}`}`,
          found.map(({ total }) => total),
          'ms',
          150,
        ),
      );
    }
    await page.evaluate(() => window.viewer.search({ text: 'no such word' }));
    const memory = await browser.rendererMemory();
    // What scrolling and searching have left behind is collected when a browser finds the time.
    await page.waitForTimeout(REST);
    const restMemory = await browser.rendererMemory();
    const repeated = await repeat(runs, () => page.evaluate((from) => window.viewer.poll(from), address));
    const fromMemory = await repeat(runs, async () => {
      await freshViewer(page, server.url);
      return open(page, address, true);
    });
    const opened = await repeat(runs, async () => {
      await freshViewer(page, server.url);
      const times = await open(page, address, false);
      if (times.lines !== facts.lines) throw new Error(`${times.lines} of ${facts.lines} lines are there`);
      return times;
    });
    const appended = await repeat(runs, async () => {
      await freshViewer(page, server.url);
      await open(page, address, false);
      return page.evaluate((from) => window.viewer.poll(from), `${address}/more`);
    });
    return {
      firstRows: median(fromMemory.map(({ firstRows }) => firstRows)),
      search: totals[1] ?? Number.NaN,
      figures: [
        figure(
          `${name}: in memory → first rows`,
          fromMemory.map(({ firstRows }) => firstRows),
          'ms',
          80,
        ),
        figure(
          `${name}: requested → first rows`,
          opened.map(({ firstRows }) => firstRows),
          'ms',
          150,
        ),
        figure(
          `${name}: requested → all ${facts.lines} lines`,
          opened.map(({ whole }) => whole),
          'ms',
          1000,
        ),
        figure(
          `${name}: longest task of the page`,
          opened.map(({ longestTask }) => longestTask),
          'ms',
          50,
        ),
        figure(`${name}: jump to the end`, jumps, 'ms', 50),
        figure(
          `${name}: worst frame of 60 wheel steps`,
          scrolled.map(({ worst }) => worst),
          'ms',
        ),
        figure(
          `${name}: dropped of 60 wheel steps`,
          scrolled.map(({ dropped }) => dropped),
          'frames',
          3,
        ),
        figure(
          `${name}: frames without rows in 60 wheel steps`,
          scrolled.map(({ empty }) => empty),
          'frames',
        ),
        ...searchFigures,
        figure(`${name}: poll with 1,000 new lines`, appended, 'ms', 50),
        figure(`${name}: poll that repeats everything, comparing`, await comparePoll(server, size), 'ms', 50),
        figure(`${name}: poll that repeats everything, sending too`, repeated, 'ms'),
        figure(`${name}: renderer, log open`, [openMemory / 1e6], 'MB', 350),
        figure(`${name}: renderer, after scrolling and searches`, [memory / 1e6], 'MB', 350),
        figure(`${name}: renderer, left alone after that`, [restMemory / 1e6], 'MB', 350),
      ],
    };
  } finally {
    await browser.close();
  }
}

/**
 * The well-known viewer with the same log, already offered.
 * @param {Server} server
 * @param {number} size in megabytes
 * @param {number} runs
 * @param {{ firstRows: number, search: number }} ours
 */
async function measureReference(server, size, runs, ours) {
  const name = `LazyLog, ${size} MB`;
  const browser = await openPage();
  const { page } = browser;
  /**
   * Undefined when the tab dies or does not answer.
   * @template T
   * @param {() => Promise<T>} what
   */
  const patiently = async (what) => {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    /** @type {Promise<undefined>} */
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, PATIENCE, undefined);
    });
    try {
      return await Promise.race([what(), late]);
    } catch (error) {
      if (!/crash|closed/i.test(String(error))) throw error;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const opened = await patiently(() =>
      repeat(runs, async () => {
        await freshViewer(page, `${server.url}?viewer=reference`);
        return open(page, `${server.url}${size}/text`, false);
      }),
    );
    const dead = (/** @type {string} */ what) => ({
      what: `${name}: ${what}`,
      median: `more than ${PATIENCE} ms, or a dead tab`,
    });
    if (!opened) return [dead('opening it')];
    const fromText = opened.map((times) => times.fromText ?? Number.NaN);
    const memory = await browser.rendererMemory();
    const { FREQUENT_WORD } = server.generator;
    const found = await patiently(() =>
      repeat(runs, () => page.evaluate((text) => window.viewer.search({ text }), FREQUENT_WORD)),
    );
    const times = found?.map(({ total }) => total) ?? [];
    // A tab that is stuck in a search does not scroll either.
    const scrolled = found && (await patiently(() => scroll(page)));
    return [
      figure(`${name}: in memory → first rows`, fromText, 'ms'),
      figure(
        `${name}: in memory → first rows, times the console's`,
        [median(fromText) / ours.firstRows],
        '×',
      ),
      figure(
        `${name}: longest task of the page`,
        opened.map(({ longestTask }) => longestTask),
        'ms',
      ),
      ...(found
        ? [
            figure(`${name}: frequent word, ${found[0]?.hits} lines with hits`, times, 'ms'),
            figure(`${name}: frequent word, times the console's`, [median(times) / ours.search], '×'),
          ]
        : [dead('frequent word')]),
      scrolled
        ? figure(`${name}: dropped of 60 wheel steps`, [scrolled.dropped], 'frames')
        : dead('60 wheel steps'),
      figure(`${name}: renderer, log open`, [memory / 1e6], 'MB'),
    ];
  } finally {
    await browser.close();
  }
}

/**
 * What each viewer draws right of the same small log.
 * @param {Server} server
 */
async function measureMatrix(server) {
  server.offerText('matrix', MATRIX_LOG);
  const browser = await openPage();
  const { page } = browser;
  try {
    await freshViewer(page, server.url);
    await open(page, `${server.url}matrix`, false);
    const ours = await matrix(page);
    await freshViewer(page, `${server.url}?viewer=reference`);
    await open(page, `${server.url}matrix/text`, false);
    const theirs = await matrix(page);
    const word = (/** @type {boolean | undefined} */ isRight) => (isRight ? 'right' : 'wrong');
    return Object.entries(ours).map(([what, isRight]) => ({
      what,
      median: word(isRight),
      met: isRight ? 'yes' : 'no',
      LazyLog: word(theirs[what]),
    }));
  } finally {
    await browser.close();
  }
}

export async function run() {
  const server = await startLogServer();
  try {
    console.error('log: what is drawn right');
    /** @type {object[]} */
    const figures = await measureMatrix(server);
    for (const [size, runs] of SIZES) {
      console.error(`log: ${size} MB`);
      const ours = await measureConsole(server, size, runs);
      figures.push(...ours.figures, ...(await measureReference(server, size, runs, ours)));
      server.forget(String(size));
    }
    return figures;
  } finally {
    await server.close();
  }
}
