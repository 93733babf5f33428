import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunch } from '../scripts/chromium.mjs';
import type { ServerOptions } from './test.ts';

const CACHE = '../node_modules/.cache/tests';

export default defineConfig<object, ServerOptions>({
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
    // What turns and slides keeps a processor busy that the tests need.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: chromiumLaunch(),
    // Recording each test takes a quarter of the time; `--trace retain-on-failure` does it for the one that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'documented', use: { dialect: 'documented' } },
    // The journeys that must work against the real servers' behaviour too.
    // A language and a theme are the page's own matter: once is enough here.
    { name: 'observed', use: { dialect: 'observed' }, grep: /@both/, grepInvert: /in fa, dark/ },
  ],
});
