// `npm run bench [-- NAME…]`: measures what the console claims, prints a table, and the same as JSON at the end.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../scripts/build.mjs';

/** @type {Record<string, () => Promise<{ run: () => Promise<object[]> }>>} */
const BENCHES = {
  list: () => import('./list.mjs'),
  log: () => import('./log.mjs'),
  transfer: () => import('./transfer.mjs'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `There is no bench called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

spawnSync(process.execPath, [path.join(ROOT, 'scripts/build.mjs'), '--if-stale'], { stdio: 'inherit' });
/** @type {Record<string, object[]>} */
const results = {};
for (const [name, load] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { run } = await load();
  const figures = await run();
  console.log(`\n${name}`);
  console.table(figures);
  results[name] = figures;
}
console.log(JSON.stringify({ cores: os.availableParallelism(), node: process.version, results }));
