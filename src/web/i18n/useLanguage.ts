import { useSyncExternalStore } from 'react';
import type { Formats } from './format.ts';
import { currentLanguage, subscribeLanguage } from './language.ts';
import type { Language } from './languages.ts';
import type { Text } from './text.ts';

/** The language the page speaks. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribeLanguage, currentLanguage).language;
}

/** `t('images.title')` and `t.rich(…)` in the chosen language. */
export function useText(): Text {
  return useSyncExternalStore(subscribeLanguage, currentLanguage).text;
}

/** Numbers, sizes and times in the chosen language. */
export function useFormats(): Formats {
  return useSyncExternalStore(subscribeLanguage, currentLanguage).format;
}
