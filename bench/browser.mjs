// What every bench shares: the built server with its flags, a real Chromium, and figures from several runs.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from '../scripts/build.mjs';
import { chromiumLaunch } from '../scripts/chromium.mjs';

/**
 * Starts the built server in a new data folder.
 * @param {string[]} flags
 * @returns {Promise<{ url: string, pid: number, data: string, close: () => Promise<void> }>}
 */
export async function startServer(flags) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'image-console-bench-'));
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'dist/server/main.js'), '--port', '0', '--data', data, ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const ready = /ready at (http:\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    });
    void ended.then(() => reject(new Error(`The server ended: ${output}`)));
  });
  return {
    url,
    data,
    pid: child.pid ?? 0,
    close: async () => {
      child.kill();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/**
 * Opens a page in a real Chromium with exact heap figures.
 * @returns {Promise<{ page: import('@playwright/test').Page, heap: () => Promise<number>, rendererMemory: () => Promise<number>, close: () => Promise<void> }>}
 */
export async function openPage() {
  const browser = await chromium.launch(chromiumLaunch());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  return {
    page,
    // Bytes that live after everything that can be forgotten was.
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize;
    },
    rendererMemory: async () => {
      const browserSession = await browser.newBrowserCDPSession();
      const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
      const { readFileSync } = await import('node:fs');
      const sizes = processInfo
        .filter(({ type }) => type === 'renderer')
        .map(
          ({ id }) =>
            Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024,
        );
      return Math.max(0, ...sizes);
    },
    close: () => browser.close(),
  };
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/**
 * One figure: the median of its runs beside the extremes, and the target it is meant to meet.
 * @param {string} what
 * @param {readonly number[]} values
 * @param {string} unit
 * @param {number} [target] at most this
 */
export function figure(what, values, unit, target) {
  const middle = median(values);
  return {
    what,
    median: round(middle),
    least: round(Math.min(...values)),
    most: round(Math.max(...values)),
    unit,
    runs: values.length,
    ...(target !== undefined && { target: `≤ ${target}`, met: middle <= target ? 'yes' : 'no' }),
  };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
