import { SearchX } from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** For an address that leads nowhere. */
export function Component() {
  const t = useText();
  return (
    <>
      <h1 className="sr-only">{t('app.notFound')}</h1>
      <EmptyState
        icon={SearchX}
        title={t('app.notFound')}
        actions={
          <ButtonLink kind="primary" to="/">
            {t('app.toAllImages')}
          </ButtonLink>
        }
      >
        {t('app.notFoundHint')}
      </EmptyState>
    </>
  );
}
