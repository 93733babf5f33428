// The lock file must name every optional package of every locked one, the ones for other machines too: npm leaves
// out silently what it cannot find, and then `npm ci` fails elsewhere, or macOS and Windows get no binary.
import { readFileSync } from 'node:fs';

/** @typedef {{ resolved?: string, link?: boolean, optionalDependencies?: Record<string, string> }} Locked */

/** @type {{ packages: Record<string, Locked> }} */
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/**
 * Would Node find `name` from the package at `from`? It looks in each `node_modules` on the way up.
 * @param {string} from
 * @param {string} name
 */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(from, name))
    .map((name) => `${from} needs ${name}, which is not locked.`),
);
const bound = Object.entries(packages)
  .filter(([, { resolved, link }]) => resolved !== undefined && !link)
  .map(
    ([from]) =>
      `${from} is locked to one registry's address; run npm install with --omit-lockfile-registry-resolved.`,
  );

for (const line of [...missing, ...bound]) console.error(line);
process.exitCode = missing.length + bound.length === 0 ? 0 : 1;
