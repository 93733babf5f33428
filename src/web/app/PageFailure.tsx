import { useRouteError } from 'react-router';
import { PartFailure, type PartFailureProps } from '../connections/PartFailure.tsx';
import { useText } from '../i18n/useLanguage.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePage } from '../ui/page.ts';

/** A page that threw, within the frame: says so, and how to go on. */
export function PageFailure() {
  const t = useText();
  const error = useRouteError();
  usePage({ title: t('app.failed') });
  return (
    <>
      <h1 className="sr-only">{t('app.failed')}</h1>
      <ErrorNotice
        title={t('app.failed')}
        advice={t('app.failedHint')}
        detail={error instanceof Error ? error.message : undefined}
        actions={
          <>
            <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
            <ButtonLink kind="quiet" to="/">
              {t('app.toAllImages')}
            </ButtonLink>
          </>
        }
      />
    </>
  );
}

/** A page whose code did not come, within the frame. */
export function PageLost(props: PartFailureProps) {
  const t = useText();
  return (
    <>
      <h1 className="sr-only">{t('app.failed')}</h1>
      <PartFailure {...props} />
    </>
  );
}
