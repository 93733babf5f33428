import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunch } from '../scripts/chromium.mjs';
import type { ServerOptions } from './test.ts';

const CACHE = '../node_modules/.cache/tests';

/** Not seen green in one piece yet: they run with `E2E_ALL=1`, and join the test command when they are. */
const UNPROVEN = ['access.spec.ts', 'faults.spec.ts', 'gcore-access.spec.ts', 'transfer.spec.ts'];

export default defineConfig<object, ServerOptions>({
  testIgnore: process.env['E2E_ALL'] ? [] : UNPROVEN,
  testDir: '.',
  outputDir: `${CACHE}/browser`,
  workers: 2, // each with a server and a data folder of its own
  timeout: 120_000, // only ends what hangs
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['dot'], ['json', { outputFile: process.env['BROWSER_REPORT'] ?? `${CACHE}/browser.json` }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: chromiumLaunch(),
    trace: 'retain-on-failure',
    video: 'off',
  },
  projects: [
    { name: 'documented', use: { dialect: 'documented' } },
    // The journeys that must work against the real servers' behaviour too.
    { name: 'observed', use: { dialect: 'observed' }, grep: /@both/ },
  ],
});
