// `npm start`: builds what is stale, then runs the server in this same process, so that signals reach it directly.
import { build } from './build.mjs';

const parent = process.ppid;

/**
 * npm starts scripts through a shell, and a shell that is told to end does not tell its child: without this,
 * stopping npm would leave the server running, with nobody to own it.
 */
function endWithNpm() {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

if (build({ onlyIfStale: true })) {
  if (process.env['npm_lifecycle_event'] === 'start') endWithNpm();
  /** A variable, because the bundle is not there when this file is checked. */
  const server = new URL('../dist/server/main.js', import.meta.url).href;
  await import(server);
} else {
  console.error('The build failed; its messages are above.');
  process.exitCode = 1;
}
