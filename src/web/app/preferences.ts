import { useSyncExternalStore } from 'react';

/** How the page is coloured: as the device says, or always one way. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** How tall rows are. */
export type Density = 'comfortable' | 'compact';

/** Choices about the look, kept on this device. A new object on every change. */
export interface Preferences {
  readonly theme: ThemeChoice;
  readonly density: Density;
  /** The theme on screen now. */
  readonly shown: 'light' | 'dark';
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let preferences = read();

systemDark.addEventListener('change', () => {
  preferences = read();
  apply();
});

function read(): Preferences {
  const stored = recall('theme');
  const theme = stored === 'light' || stored === 'dark' ? stored : 'system';
  return {
    theme,
    density: recall('density') === 'compact' ? 'compact' : 'comfortable',
    shown: theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme,
  };
}

/** The same attributes as `public/first-paint.js` sets before the first paint. */
function apply() {
  document.documentElement.dataset['theme'] = preferences.shown;
  document.documentElement.dataset['density'] = preferences.density;
  for (const listener of listeners) listener();
}

function recall(key: 'theme' | 'density'): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: 'theme' | 'density', value: string | undefined) {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}

/** Colours the page from now on. */
export function chooseTheme(theme: ThemeChoice): void {
  remember('theme', theme === 'system' ? undefined : theme);
  const shown = theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme;
  preferences = { ...preferences, theme, shown };
  apply();
}

/** Makes rows tall or short from now on. */
export function chooseDensity(density: Density): void {
  remember('density', density === 'comfortable' ? undefined : density);
  preferences = { ...preferences, density };
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The choices about the look. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => preferences);
}
