import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import type { Build } from './build.ts';

export interface PartFailureProps {
  /** What the server gave out when the code did not come. */
  readonly build: Build;
  readonly error: unknown;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** In the place of a part of the console whose code did not come: why, and how to go on. */
export function PartFailure({ build, error, isRetrying, onRetry }: PartFailureProps) {
  const t = useText();
  return (
    <ErrorNotice
      title={t(`connections.part.${build}`)}
      advice={t(`connections.part.${build}Hint`)}
      // A browser's words for a broken connection name a file that means nothing to anybody.
      detail={build === 'same' && error instanceof Error ? error.message : undefined}
      actions={
        <>
          {build !== 'other' && (
            <Button busy={isRetrying} onClick={onRetry}>
              {t('api.retry')}
            </Button>
          )}
          {build !== 'unreachable' && (
            <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
          )}
        </>
      }
    />
  );
}
