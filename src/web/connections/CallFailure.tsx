import { isFailure } from '../api/error.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { failureText } from './failureText.ts';
import { useConnection } from './store.ts';
import { TokenRequest } from './TokenRequest.tsx';

interface CallFailureProps {
  readonly connectionId: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A failed call where its result would stand: what happened, the service's words, and the next step. */
export function CallFailure({ connectionId, error, onRetry }: CallFailureProps) {
  const t = useText();
  const text = failureText(error, t, useFormats());
  const connection = useConnection(connectionId);
  const needsToken = isFailure(error, 'unauthorised') && connection?.authorization === null;
  return (
    <ErrorNotice
      title={text.title}
      advice={text.advice}
      detail={text.words || undefined}
      requestId={text.requestId}
      actions={
        needsToken ? (
          <TokenRequest connection={connection} />
        ) : (
          onRetry && <Button onClick={onRetry}>{t('api.retry')}</Button>
        )
      }
    />
  );
}
