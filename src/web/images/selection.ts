/**
 * Which images are selected: a snapshot of keys. Rows that appear later are never drawn into it, and rows that
 * a filter hides stay in it until it is cleared.
 */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /**
   * What was taken as a whole, with how many there were then: those on screen, or all that matched the filter.
   * Null for rows picked one by one.
   */
  readonly of: { readonly what: 'screen' | 'matching'; readonly count: number } | null;
}

/** Nothing is selected. */
export const NOTHING: Selection = { keys: new Set(), of: null };

/** How a selection is said: "3 selected", "all 25 on screen", "52 of the 53 that match". */
export type SelectionWords =
  | { readonly kind: 'picked'; readonly count: number }
  | { readonly kind: 'all'; readonly what: 'screen' | 'matching'; readonly count: number }
  | {
      readonly kind: 'some';
      readonly what: 'screen' | 'matching';
      readonly count: number;
      readonly whole: number;
    };

/** Selects all of these, and only these. */
export function selectAll(what: 'screen' | 'matching', keys: Iterable<string>): Selection {
  const set = new Set(keys);
  return { keys: set, of: { what, count: set.size } };
}

/** Ticks or unticks some. Unticking keeps the memory of what was taken as a whole; ticking others ends it. */
export function setSelected(selection: Selection, keys: Iterable<string>, selected: boolean): Selection {
  const next = new Set(selection.keys);
  for (const key of keys) {
    if (selected) next.add(key);
    else next.delete(key);
  }
  if (next.size === 0) return NOTHING;
  return { keys: next, of: selected ? null : selection.of };
}

/** Forgets keys whose images are gone. */
export function dropGone(selection: Selection, exists: (key: string) => boolean): Selection {
  const gone = [...selection.keys].filter((key) => !exists(key));
  if (gone.length === 0) return selection;
  const left = setSelected(selection, gone, false);
  // Of "all 25" with two deleted the other 23 are still all.
  const { of } = left;
  return of === null ? left : { ...left, of: { ...of, count: of.count - gone.length } };
}

/** How the selection is to be said. */
export function describe({ keys, of }: Selection): SelectionWords {
  if (of === null) return { kind: 'picked', count: keys.size };
  if (keys.size === of.count) return { kind: 'all', what: of.what, count: keys.size };
  return { kind: 'some', what: of.what, count: keys.size, whole: of.count };
}
