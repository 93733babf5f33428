// `npm start`: builds what is stale, then runs the server in this same process, so that signals reach it directly.
import { build } from './build.mjs';

if (build({ onlyIfStale: true })) {
  /** A variable, because the bundle is not there when this file is checked. */
  const server = new URL('../dist/server/main.js', import.meta.url).href;
  await import(server);
} else {
  console.error('The build failed; its messages are above.');
  process.exitCode = 1;
}
