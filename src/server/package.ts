import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** The package's folder: the same two levels up from the sources and from the bundle. */
const ROOT = new URL('../../', import.meta.url);

/** Where the built page lies. */
export const CLIENT = new URL('dist/client/', ROOT);

const Manifest = z.object({ version: z.string() });

/** The version that `package.json` names. */
export function packageVersion(): string {
  return Manifest.parse(JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))).version;
}
