import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { DEMO_RESELLERS } from '../../../../contract/gcore/demo.ts';
import { keptStore, onDevice } from '../../../api/kept.ts';
import type { SavedConnection } from '../../../connections/store.ts';

const store = keptStore(onDevice, 'gcore-resellers', z.record(z.string(), z.array(z.int())), {});

const NONE: readonly number[] = [];

type Kept = ReturnType<typeof store.get>;

function knownAt(kept: Kept, { id, target }: SavedConnection): readonly number[] {
  return kept[id] ?? (target === 'embedded' ? DEMO_RESELLERS : NONE);
}

/** The resellers whose lists were looked at, those of the demo from the start: no endpoint tells which there are. */
export function useKnownResellers(connection: SavedConnection): readonly number[] {
  return useSyncExternalStore(store.subscribe, () => knownAt(store.get(), connection));
}

/** Remembers a reseller, the last one first. */
export function rememberReseller(connection: SavedConnection, id: number): void {
  store.update((kept) => {
    const others = knownAt(kept, connection).filter((other) => other !== id);
    return { ...kept, [connection.id]: [id, ...others].slice(0, 50) };
  });
}

/** Forgets a reseller; nothing changes at the service. */
export function forgetReseller(connection: SavedConnection, id: number): void {
  store.update((kept) => ({
    ...kept,
    [connection.id]: knownAt(kept, connection).filter((other) => other !== id),
  }));
}
