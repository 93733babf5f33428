import { isFailure } from '../../../api/error.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';

interface ForbiddenProps {
  readonly connection: SavedConnection;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A failed call about sharing; a 403 says who may, as most tokens may not. */
export function Forbidden({ connection, error, onRetry }: ForbiddenProps) {
  const t = useText();
  if (isFailure(error, 'forbiddenOrMissing') && error.status === 403) {
    return (
      <Banner tone="warn" title={t('gcore.sharing.forbidden')}>
        {t('gcore.sharing.forbiddenHint', { permission: error.permission ?? '' })}
        {error.words !== '' && (
          <span dir="auto" className="mt-1 block text-xs">
            {error.words}
          </span>
        )}
      </Banner>
    );
  }
  return <CallFailure connectionId={connection.id} error={error} onRetry={onRetry} />;
}
