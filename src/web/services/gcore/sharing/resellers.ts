import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { DEMO_RESELLERS } from '../../../../contract/gcore/demo.ts';
import { createStore } from '../../../api/store.ts';
import type { SavedConnection } from '../../../connections/store.ts';

const KEY = 'gcore-resellers';
const Kept = z.record(z.string(), z.array(z.int()));
type Kept = z.output<typeof Kept>;

function load(): Kept {
  try {
    const parsed = z.safeParse(Kept, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

const store = createStore<Kept>(load());
store.subscribe(() => {
  try {
    localStorage.setItem(KEY, JSON.stringify(store.get()));
  } catch {
    // There is nowhere to keep them; they stay known in this tab.
  }
});

const NONE: readonly number[] = [];

function knownAt({ id, target }: SavedConnection): readonly number[] {
  return store.get()[id] ?? (target === 'embedded' ? DEMO_RESELLERS : NONE);
}

/** The resellers whose lists were looked at, those of the demo from the start: no endpoint tells which there are. */
export function useKnownResellers(connection: SavedConnection): readonly number[] {
  return useSyncExternalStore(store.subscribe, () => knownAt(connection));
}

/** Remembers a reseller, the last one first. */
export function rememberReseller(connection: SavedConnection, id: number): void {
  store.update((kept) => {
    const others = knownAt(connection).filter((other) => other !== id);
    return { ...kept, [connection.id]: [id, ...others].slice(0, 50) };
  });
}

/** Forgets a reseller; nothing changes at the service. */
export function forgetReseller(connection: SavedConnection, id: number): void {
  store.update((kept) => ({
    ...kept,
    [connection.id]: knownAt(connection).filter((other) => other !== id),
  }));
}
