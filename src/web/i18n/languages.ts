/** The languages of the console. Adding one: a name here, a folder of messages, a line in `load.ts`. */
export type Language = 'en' | 'fa';

/** Every language, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = ['en', 'fa'];

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fa: 'فارسی' };

/** What `Intl` is asked for. English is the British kind: day before month, "4 min ago" without full stops. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fa: 'fa-IR-u-ca-persian-nu-arabext',
};

/** Which way each language is written. */
export const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', fa: 'rtl' };

/** True for the name of a language we have. */
export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'fa';
}
