import { Unplug } from 'lucide-react';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useConnection, type SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { usePage } from '../ui/page.ts';
import { ImagesView } from './ImagesView.tsx';

/** The images of one connection. */
export function Component() {
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  // Another connection is another list: selection and scroll begin anew.
  return connection ? <List key={id} connection={connection} /> : <Gone />;
}

function List({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const connections = useMemo(() => [connection], [connection]);
  usePage({
    title: t('images.titleOf', { connection: connection.label }),
    crumbs: [{ label: connection.label }, { label: t('images.title') }],
  });
  return <ImagesView connections={connections} only={connection} />;
}

function Gone() {
  const t = useText();
  return (
    <>
      <h1 className="sr-only">{t('images.gone')}</h1>
      <EmptyState
        icon={Unplug}
        title={t('images.gone')}
        actions={
          <ButtonLink kind="primary" to="/">
            {t('images.toAll')}
          </ButtonLink>
        }
      >
        {t('images.goneHint')}
      </EmptyState>
    </>
  );
}
