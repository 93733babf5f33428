// `npm test`: every check and every test, in order. A check that passes says one line; the last line tells how many
// tests ran, which neither runner says of both.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './build.mjs';
import { findChromium } from './chromium.mjs';

const CACHE = path.join(ROOT, 'node_modules/.cache/tests');
const UNIT = path.join(CACHE, 'unit.json');
const BROWSER = path.join(CACHE, 'browser.json');

/** @param {string} file */
const installed = (file) => path.join(ROOT, 'node_modules', file);

/** @type {string[]} */
const failedSteps = [];

/**
 * Runs a program of Node's and tells whether it succeeded.
 * @param {string} name what the person reads
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options] quiet: its output is shown only when it fails
 */
function step(name, args, { quiet = false } = {}) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    console.log(`✓ ${name} (${seconds} s)`);
    return;
  }
  failedSteps.push(name);
  if (quiet) process.stdout.write(`${stdout}${stderr}`);
  console.log(`✗ ${name} (${seconds} s)`);
}

/**
 * Tries to get a browser where there is none: Playwright's own, else the one of Debian and its relatives.
 * @returns {boolean} whether there is one now
 */
function getChromium() {
  if (findChromium()) return true;
  console.log('There is no Chromium here; trying to get one.');
  spawnSync(process.execPath, [installed('@playwright/test/cli.js'), 'install', 'chromium'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (!findChromium() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
    });
  }
  return findChromium() !== undefined;
}

/**
 * A runner's own report; undefined when it broke before it could write one.
 * @param {string} file
 */
function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

rmSync(CACHE, { recursive: true, force: true });
mkdirSync(CACHE, { recursive: true });

step('lock file', ['scripts/check-lock.mjs'], { quiet: true });
step('format', [installed('oxfmt/bin/oxfmt'), '--check'], { quiet: true });
step('lint', [installed('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'], { quiet: true });
step('types', [installed('typescript/bin/tsc'), '-b'], { quiet: true });
step('unused code', [installed('knip/bin/knip.js')], { quiet: true });
step('unit and conformance tests', [
  installed('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${UNIT}`,
]);
step('build', ['scripts/build.mjs', '--if-stale'], { quiet: true });
if (getChromium()) {
  process.env['BROWSER_REPORT'] = BROWSER;
  step('end-to-end tests', [
    installed('@playwright/test/cli.js'),
    'test',
    '--config',
    'e2e/playwright.config.ts',
  ]);
} else {
  failedSteps.push('end-to-end tests');
  console.log('✗ end-to-end tests: there is no Chromium; install one, or name it in CHROMIUM_PATH.');
}

const unit = report(UNIT);
const browser = report(BROWSER);
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0);
const failed = (unit?.numFailedTests ?? 0) + (browser?.stats.unexpected ?? 0) + (browser?.stats.flaky ?? 0);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failedSteps.length === 0 && failed === 0 && passed > 0 ? 0 : 1;
