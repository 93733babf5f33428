import { Unplug } from 'lucide-react';
import { useConnections } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ImagesView } from './ImagesView.tsx';

/** The images of all connections in one list. */
export function Component() {
  const t = useText();
  const connections = useConnections();
  if (connections.length > 0) return <ImagesView connections={connections} />;
  return (
    <>
      <h1 className="sr-only">{t('images.all')}</h1>
      <EmptyState
        icon={Unplug}
        title={t('images.noConnection')}
        actions={
          <ButtonLink kind="primary" to="/connections/new">
            {t('images.addConnection')}
          </ButtonLink>
        }
      >
        {t('images.noConnectionHint')}
      </EmptyState>
    </>
  );
}
