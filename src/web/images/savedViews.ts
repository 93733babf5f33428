import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { keptStore, onDevice } from '../api/kept.ts';

const View = z.object({
  name: z.string(),
  /** The query of the address: filter and sorting. */
  search: z.string(),
});

/** A filter and sorting that a person has given a name. */
export type SavedView = z.output<typeof View>;

const views = keptStore(onDevice, 'saved-views', z.array(View), []);

/** The views saved on this device, by name. */
export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore(views.subscribe, views.get);
}

/** Saves a view; one of the same name is replaced. */
export function saveView(view: SavedView): void {
  views.update((list) =>
    [...list.filter(({ name }) => name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name)),
  );
}

export function removeView(name: string): void {
  views.update((list) => list.filter((view) => view.name !== name));
}
