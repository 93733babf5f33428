import { useNavigate } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ConnectionForm, draftOf } from './ConnectionForm.tsx';
import { saveConnection } from './store.ts';

/** Adds a connection, and goes to its images. */
export function Component() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t('connections.new')} />
      <ConnectionForm
        initial={draftOf('fandogh')}
        onSave={(connection) => {
          saveConnection(connection);
          void navigate(`/c/${connection.id}/images`);
        }}
      />
    </>
  );
}
