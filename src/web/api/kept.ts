import * as z from 'zod/mini';
import { createStore, type Store } from './store.ts';

/** What of a storage is used. */
type Place = Pick<Storage, 'getItem' | 'setItem'>;

/** What the storage holds, null for nothing; undefined where storage is refused, which may throw as early as when it is named. */
function textIn(storage: () => Place, key: string): string | null | undefined {
  try {
    return storage().getItem(key);
  } catch {
    return undefined;
  }
}

function parse<S extends z.ZodMiniType>(schema: S, text: string | null): z.output<S> | undefined {
  try {
    const parsed = z.safeParse(schema, JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // It holds something else: as if nothing had been kept.
    return undefined;
  }
}

/**
 * A store whose value is kept in the browser, and is the same in all tabs that share the storage: what another tab
 * has kept is taken over at once, and each change is made to what is kept now.
 * @param usual stands where nothing readable was kept
 */
export function keptStore<S extends z.ZodMiniType>(
  storage: () => Place,
  key: string,
  schema: S,
  usual: z.output<S>,
): Store<z.output<S>> {
  const store = createStore<z.output<S>>(usual);
  /** What the storage held when the value was last read or kept. */
  let seen: string | null = null;

  const takeOver = (): void => {
    const text = textIn(storage, key);
    // As it was: a value that could not be kept stands in this page only, and must not fall back to the one before.
    if (text === undefined || text === seen) return;
    seen = text;
    store.update(() => parse(schema, text) ?? usual);
  };
  const keep = (value: z.output<S>): void => {
    const text = JSON.stringify(value);
    try {
      storage().setItem(key, text);
      seen = text;
    } catch {
      // It lasts as long as the page.
    }
  };

  takeOver();
  window.addEventListener('storage', (event) => {
    // Without a key everything was removed.
    if (event.key === key || event.key === null) takeOver();
  });
  return {
    get: store.get,
    subscribe: store.subscribe,
    update: (change) => {
      takeOver();
      store.update((now) => {
        const next = change(now);
        if (!Object.is(next, now)) keep(next);
        return next;
      });
    },
  };
}

/** Where values are kept that outlive the tab. Browsers that refuse storage throw here. */
export const onDevice = (): Storage => localStorage;

/** Where values are kept that end with the tab. */
export const inTab = (): Storage => sessionStorage;
