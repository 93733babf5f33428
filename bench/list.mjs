// The list with 100,000 rows over three connections: typing in the filter, scrolling, sorting, memory.
import { figure, openPage, startServer } from './browser.mjs';

const ROWS = 100_000;
const RUNS = 5;
/** A frame that took longer than this was missed by the eye: two of 60 Hz. */
const DROPPED = 34;
/** What a brisk turn of a wheel moves, in pixels: seven rows. */
const STEP = 300;
/** A whole view at each step, as when the thumb of the scroll bar is dragged: nothing of the frame before remains. */
const VIEW = 900;

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Opens the list and waits until every row is in it.
 * @param {Page} page
 * @param {string} url
 */
async function openList(page, url) {
  await page.goto(url);
  const grid = page.getByRole('grid');
  await grid.waitFor({ timeout: 120_000 });
  // Djinn's pages come one after the other, and the head of the page says so until the last one is there.
  await page
    .getByText(/in 3 connections$/)
    .first()
    .waitFor({ timeout: 300_000 });
  return Number(await grid.getAttribute('aria-rowcount'));
}

/**
 * From a key going down to the first paint in which the grid says another number of rows.
 * @param {Page} page
 * @param {string} key
 */
async function keystroke(page, key) {
  // The listener must stand before the key goes down: both take different ways into the page.
  const painted = await page.evaluateHandle(() => ({
    after: new Promise((resolve) => {
      const listen = () => {
        const started = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(performance.now() - started));
            port1.start();
            port2.postMessage(0);
          });
        });
        observer.observe(document.body, {
          subtree: true,
          attributes: true,
          attributeFilter: ['aria-rowcount'],
        });
      };
      addEventListener('keydown', listen, { once: true, capture: true });
    }),
  }));
  await page.keyboard.press(key);
  return Number(await painted.evaluate(({ after }) => after));
}

/**
 * Sixty turns of a mouse wheel by so many pixels, one in each frame, and how many of the frames came too late.
 * @param {Page} page
 * @param {number} distance
 */
async function droppedWhileScrolling(page, distance) {
  await page.mouse.move(700, 500);
  const frames = await page.evaluateHandle(() => {
    /** @type {{ times: number[], over: boolean }} */
    const seen = { times: [], over: false };
    const frame = (/** @type {number} */ at) => {
      seen.times.push(at);
      if (!seen.over) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return seen;
  });
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, distance);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return frames.evaluate((seen, limit) => {
    seen.over = true;
    return seen.times.filter((at, index) => at - (seen.times[index - 1] ?? at) > limit).length;
  }, DROPPED);
}

/**
 * Bytes that the rows themselves take: a plain copy of every one of them, nothing else.
 * @param {Page} page
 * @param {() => Promise<number>} heap
 */
async function bytesOfRows(page, heap) {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', { expression: 'Object.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: `function () {
      const rows = new Map();
      for (const one of this) if (Object.hasOwn(one, 'stateWord') && Object.hasOwn(one, 'key')) rows.set(one.key, one);
      globalThis.rowsForCopy = [...rows.values()];
    }`,
  });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  const before = await heap();
  const count = Number(
    await page.evaluate(
      'globalThis.copyOfRows = structuredClone(globalThis.rowsForCopy), globalThis.rowsForCopy.length',
    ),
  );
  const bytes = (await heap()) - before;
  await page.evaluate('globalThis.rowsForCopy = globalThis.copyOfRows = undefined');
  return { bytes, count };
}

export async function run() {
  const server = await startServer(['--seed-rows', String(ROWS)]);
  const browser = await openPage();
  const { page, heap } = browser;
  try {
    const started = performance.now();
    const rows = await openList(page, server.url);
    const loaded = performance.now() - started;
    const total = await heap();
    const own = await bytesOfRows(page, heap);

    const filter = page.getByRole('searchbox').first();
    /** @type {number[]} */
    const first = [];
    /** @type {number[]} */
    const later = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      await filter.click();
      for (const [index, key] of ['b', 'a', 's', 'e'].entries())
        (index === 0 ? first : later).push(await keystroke(page, key));
      await filter.fill('');
      await page.waitForFunction(
        (count) =>
          Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) > count * 0.99,
        rows,
      );
      // Who begins to type does so in a list at rest; typing on is measured by the later letters.
      await page.waitForTimeout(500);
    }

    /** @type {number[]} */
    const dropped = [];
    /** @type {number[]} */
    const droppedViews = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      await page.evaluate(() => window.scrollTo(0, 0));
      dropped.push(await droppedWhileScrolling(page, STEP));
      droppedViews.push(await droppedWhileScrolling(page, VIEW));
    }
    return [
      figure('rows in the list', [rows], 'rows'),
      figure('everything loaded', [loaded], 'ms'),
      figure('key down → painted, every key', [...first, ...later], 'ms', 33),
      figure('of these the first letters, for which every row is looked at', first, 'ms'),
      figure('of these the later letters', later, 'ms'),
      figure('frames dropped in 60 scroll steps', dropped, 'frames', 2),
      figure('frames dropped in 60 leaps by a whole view', droppedViews, 'frames'),
      figure(`heap of ${own.count} rows alone`, [own.bytes / 1e6], 'MB'),
      figure('heap above the rows themselves', [(total - own.bytes) / 1e6], 'MB', 20),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
