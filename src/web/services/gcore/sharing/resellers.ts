import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { createStore } from '../../../api/store.ts';

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

/** The resellers whose lists were looked at: no endpoint tells which there are. */
export function useKnownResellers(connection: string): readonly number[] {
  return useSyncExternalStore(store.subscribe, () => store.get()[connection] ?? NONE);
}

/** Remembers a reseller, the last one first. */
export function rememberReseller(connection: string, id: number): void {
  store.update((kept) => {
    const others = (kept[connection] ?? []).filter((other) => other !== id);
    return { ...kept, [connection]: [id, ...others].slice(0, 50) };
  });
}

/** Forgets a reseller; nothing changes at the service. */
export function forgetReseller(connection: string, id: number): void {
  store.update((kept) => ({
    ...kept,
    [connection]: (kept[connection] ?? []).filter((other) => other !== id),
  }));
}
