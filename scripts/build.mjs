// Builds the page and the server into dist, and notes from what, so that `npm start` builds only what is stale.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What the build is made from. */
const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json'];
const STAMP = path.join(ROOT, 'dist/.built-from');

/**
 * Every file at or below this path that goes into the build.
 * @param {string} at
 * @returns {string[]}
 */
function filesAt(at) {
  if (path.extname(at) !== '') return [at];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** By content, not by time: a checkout changes times without changing anything. */
function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of INPUTS.flatMap((input) => filesAt(path.join(ROOT, input)))) {
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Is dist made from what is here now? */
function isFresh() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false; // there is no dist yet
  }
}

/**
 * Builds, unless `onlyIfStale` and nothing has changed since the last time.
 * @param {{ onlyIfStale: boolean }} options
 * @returns {boolean} whether there is a build now
 */
export function build({ onlyIfStale }) {
  if (onlyIfStale && isFresh()) return true;
  rmSync(STAMP, { force: true });
  const builtFrom = fingerprint(); // taken before: a file that changes meanwhile makes the build stale
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) return false;
  writeFileSync(STAMP, builtFrom);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = build({ onlyIfStale: process.argv.includes('--if-stale') });
  process.exitCode = built ? 0 : 1;
}
