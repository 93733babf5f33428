import type { Catalogue } from './catalogue.ts';
import { createFormats, type Formats } from './format.ts';
import { DIRECTIONS, isLanguage, type Language } from './languages.ts';
import { loadCatalogue } from './load.ts';
import { createText, type Text } from './text.ts';

/** The chosen language with what speaks it. A new object on every change, never altered. */
export interface Spoken {
  readonly language: Language;
  readonly text: Text;
  readonly format: Formats;
}

/** Where the choice is kept; `public/first-paint.js` reads it too. */
const STORAGE_KEY = 'language';

let spoken: Spoken | undefined;
const listeners = new Set<() => void>();

/** Makes the messages and formats of a language from its catalogue. Pure. */
export function speak(language: Language, catalogue: Catalogue): Spoken {
  const text = createText(language, catalogue);
  return { language, text, format: createFormats(language, text) };
}

/** What is spoken now. Throws before `startLanguage` has finished: nothing may be said before that. */
export function currentLanguage(): Spoken {
  if (!spoken) throw new Error('No language is loaded yet: await startLanguage() first.');
  return spoken;
}

/** Calls back after each change of language; gives the function that ends this. */
export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads a language, speaks it from now on and marks the document with its name and direction. */
export async function startLanguage(language: Language = preferredLanguage()): Promise<void> {
  const next = speak(language, await loadCatalogue(language));
  spoken = next;
  document.documentElement.lang = language;
  document.documentElement.dir = DIRECTIONS[language];
  for (const listener of listeners) listener();
}

/** As `startLanguage`, and remembered on this device. Rejects, changing nothing, when it cannot be loaded. */
export async function chooseLanguage(language: Language): Promise<void> {
  await startLanguage(language);
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is refused (private windows, policies): the choice lasts as long as the page.
  }
}

/** The language chosen before, else the browser's, else English. */
function preferredLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (isLanguage(stored)) return stored;
  } catch {
    // As above.
  }
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}
