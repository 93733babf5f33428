import { createContext, useContext } from 'react';

/** What primitives say by themselves, in the language of the page. `ui` knows no language: `app` provides them. */
export interface Words {
  readonly close: string;
  readonly clear: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly optional: string;
  readonly breadcrumbs: string;
  readonly loading: string;
  readonly requestId: string;
}

/** Provided once by the root of the app. */
export const WordsContext = createContext<Words | undefined>(undefined);

/** The primitives' own words. Throws outside the app's root. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('Primitives need a WordsContext around them.');
  return words;
}
