import type { Catalogue } from './catalogue.ts';
import type { Language } from './languages.ts';

/** One chunk for each language, loaded when it is chosen. */
const LOADERS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  fa: async () => (await import('./fa.ts')).fa,
};

/** Fetches the messages of a language. Rejects when the chunk cannot be fetched. */
export function loadCatalogue(language: Language): Promise<Catalogue> {
  return LOADERS[language]();
}
