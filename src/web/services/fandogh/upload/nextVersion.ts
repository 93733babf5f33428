import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { FANDOGH_VERSION_NAME, FANDOGH_VERSION_NAME_LENGTH } from '../../../../contract/fandogh/rules.ts';
import { oldestFirst } from '../versions/order.ts';

/** The version after the last one: its last number counted up (1.4.2 → 1.4.3, v17 → v18); `v1` for the first. */
export function suggestVersion(versions: readonly FandoghVersion[]): string {
  const last = oldestFirst(versions).at(-1)?.version;
  const match = /^(.*?)(\d+)(\D*)$/s.exec(last ?? '');
  if (last === undefined) return 'v1';
  const [, before = '', digits = '', after = ''] = match ?? [];
  const taken = new Set(versions.map(({ version }) => version));
  let number = BigInt(digits || '1');
  let next: string;
  do {
    number += 1n;
    next = match ? `${before}${String(number).padStart(digits.length, '0')}${after}` : `${last}-${number}`;
  } while (taken.has(next));
  return next;
}

export type VersionProblem = 'missing' | 'pattern' | 'long' | 'taken';

/** What is wrong with a version before anything is sent. `taken` is known only as far as the list is read. */
export function versionProblem(
  version: string,
  versions: readonly FandoghVersion[],
): VersionProblem | undefined {
  if (version === '') return 'missing';
  if (!FANDOGH_VERSION_NAME.test(version)) return 'pattern';
  if (version.length > FANDOGH_VERSION_NAME_LENGTH) return 'long';
  return versions.some((one) => one.version === version) ? 'taken' : undefined;
}
