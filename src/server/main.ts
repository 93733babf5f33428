#!/usr/bin/env node
import { nodeObjection } from './node.ts';

// Everything else is imported only afterwards: on an older Node it would fail with words of its own.
const objection = nodeObjection(process.versions.node);
if (objection) {
  console.error(objection);
  process.exitCode = 1;
} else {
  const { run } = await import('./command.ts');
  process.exitCode = await run(process.argv.slice(2), process.env);
}
