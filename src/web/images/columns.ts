import { useMemo, useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { keptStore, onDevice } from '../api/kept.ts';
import { SORT_KEYS, type SortKey } from './listing.ts';

/** What each column takes of the width of a table, for `grid-template-columns`. */
const WIDTHS: Readonly<Record<SortKey, string>> = {
  name: 'minmax(0,214fr)',
  connection: 'minmax(0,167fr)',
  place: 'minmax(0,230fr)',
  state: 'minmax(0,158fr)',
  size: 'minmax(0,186fr)',
  created: 'minmax(0,112fr)',
  visibility: 'minmax(0,110fr)',
  owner: 'minmax(0,120fr)',
  price: 'minmax(0,104fr)',
};

/** Columns that can be hidden. A list without names would be none. */
export const OPTIONAL_COLUMNS: readonly SortKey[] = SORT_KEYS.filter((key) => key !== 'name');

const hidden = keptStore(onDevice, 'hidden-columns', z.array(z.enum(SORT_KEYS)), ['visibility', 'owner']);

/** The columns a person has hidden. */
export function useHiddenColumns(): readonly SortKey[] {
  return useSyncExternalStore(hidden.subscribe, hidden.get);
}

/** Shows or hides a column from now on. */
export function showColumn(column: SortKey, shown: boolean): void {
  hidden.update((columns) => {
    const others = columns.filter((one) => one !== column);
    return shown ? others : [...others, column];
  });
}

/** The columns to draw, without those that would say the same in every row. */
export function useColumns(needless: readonly SortKey[]): readonly SortKey[] {
  const away = useHiddenColumns();
  return useMemo(
    () => SORT_KEYS.filter((key) => key === 'name' || (!away.includes(key) && !needless.includes(key))),
    [away, needless],
  );
}

/** The tracks of a table with these columns, between the one of checkboxes and the one of menus. */
export function gridTemplate(columns: readonly SortKey[]): string {
  return `45px ${columns.map((column) => WIDTHS[column]).join(' ')} 48px`;
}
