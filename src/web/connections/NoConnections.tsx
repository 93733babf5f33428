import { Unplug } from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In the place of what needs a connection, as long as there is none at all. */
export function NoConnections() {
  const t = useText();
  return (
    <EmptyState
      icon={Unplug}
      title={t('connections.none')}
      actions={
        <ButtonLink kind="primary" to="/connections/new">
          {t('app.addConnection')}
        </ButtonLink>
      }
    >
      {t('connections.noneHint')}
    </EmptyState>
  );
}
