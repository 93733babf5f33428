import { useMemo, type ReactNode } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { WordsContext, type Words } from '../ui/words.ts';

/** Gives the primitives their words in the chosen language. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const words = useMemo<Words>(
    () => ({
      close: t('ui.close'),
      clear: t('ui.clear'),
      copy: t('ui.copy'),
      copied: t('ui.copied'),
      copyFailed: t('ui.copyFailed'),
      optional: t('ui.optional'),
      breadcrumbs: t('ui.breadcrumbs'),
      loading: t('ui.loading'),
      requestId: t('ui.requestId'),
    }),
    [t],
  );
  return <WordsContext value={words}>{children}</WordsContext>;
}
