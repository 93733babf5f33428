import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import { orderNumbers, orderTexts } from '../../../images/naturalOrder.ts';

/** By what versions can be ordered. */
export const VERSION_SORTS = ['version', 'size', 'date'] as const;
export type VersionSort = (typeof VERSION_SORTS)[number];

/** An order, as the address writes it: `date`, or `-date` from the latest down. */
export interface VersionOrder {
  readonly by: VersionSort;
  readonly descending: boolean;
}

/** Without a word in the address: the highest version first, which is as a rule the one that is looked for. */
const USUAL: VersionOrder = { by: 'version', descending: true };

/** Reads an order from an address; anything else is the usual one. */
export function readOrder(text: string | null): VersionOrder {
  const by = VERSION_SORTS.find((one) => one === text?.replace(/^-/, ''));
  return by ? { by, descending: text?.startsWith('-') ?? false } : USUAL;
}

/** The other direction of the same column, or a column from its top: what a press on its head asks for. */
export function pressedOrder(now: VersionOrder, by: VersionSort): VersionOrder {
  return now.by === by ? { by, descending: !now.descending } : { by, descending: true };
}

/** How an address writes an order; null for the usual one. */
export function writeOrder({ by, descending }: VersionOrder): string | null {
  if (by === USUAL.by && descending === USUAL.descending) return null;
  return `${descending ? '-' : ''}${by}`;
}

/** Versions in order. Those of equal rank stay by version, 1.10 after 1.9; sizes and dates not known come last. */
export function sortVersions(
  versions: readonly FandoghVersion[],
  { by, descending }: VersionOrder,
): readonly FandoghVersion[] {
  const pick = (order: Int32Array, from: readonly FandoghVersion[]): FandoghVersion[] =>
    [...order].flatMap((index) => from[index] ?? []);
  const named = pick(
    orderTexts(
      versions.map(({ version }) => version),
      descending,
    ),
    versions,
  );
  if (by === 'version') return named;
  const values = named.map(({ size, date }) => (by === 'size' ? size : (parseFandoghDate(date) ?? null)));
  return pick(orderNumbers(values, descending), named);
}

/** Versions from the first to the last: by date, and by name where the service tells none. */
export function oldestFirst(versions: readonly FandoghVersion[]): readonly FandoghVersion[] {
  return sortVersions(versions, { by: 'date', descending: false });
}

/** The last version before this one that was built: what a failed build is best compared with. */
export function lastGoodBefore(versions: readonly FandoghVersion[], version: string): string | undefined {
  const ordered = oldestFirst(versions);
  const place = ordered.findIndex((one) => one.version === version);
  return ordered
    .slice(0, place < 0 ? undefined : place)
    .findLast((one) => one.state === 'BUILT' && one.version !== version)?.version;
}
