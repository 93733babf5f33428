import * as z from 'zod/mini';
import { createStore, type Store } from '../api/store.ts';

function read<S extends z.ZodMiniType>(key: string, schema: S): z.output<S> | undefined {
  try {
    const parsed = z.safeParse(schema, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Storage is refused, or holds something else: as if nothing had been kept.
    return undefined;
  }
}

/** A store whose value is kept on this device; `usual` stands where nothing readable was kept. */
export function keptStore<S extends z.ZodMiniType>(
  key: string,
  schema: S,
  usual: z.output<S>,
): Store<z.output<S>> {
  const store = createStore<z.output<S>>(read(key, schema) ?? usual);
  store.subscribe(() => {
    try {
      localStorage.setItem(key, JSON.stringify(store.get()));
    } catch {
      // It lasts as long as the page.
    }
  });
  return store;
}
