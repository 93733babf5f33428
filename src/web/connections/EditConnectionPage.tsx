import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { removeConnection, saveConnection, useConnection } from './store.ts';

/** Changes a connection, or removes it. */
export function Component() {
  const t = useText();
  const navigate = useNavigate();
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  const [removing, setRemoving] = useState(false);
  if (!connection) {
    return (
      <EmptyState icon={Unplug} title={t('connections.gone')}>
        {t('connections.goneHint')}
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title={t('connections.edit', { label: connection.label })}
        actions={
          <Button kind="dangerSoft" onClick={() => setRemoving(true)}>
            {t('connections.remove')}
          </Button>
        }
      />
      <ConnectionForm
        key={connection.id}
        initial={connection}
        onSave={(changed) => {
          saveConnection(changed);
          void navigate(`/c/${changed.id}/images`);
        }}
      />
      {removing && (
        <Dialog
          title={t('connections.removeTitle', { label: connection.label })}
          description={t('connections.removeHint')}
          onClose={() => setRemoving(false)}
          footer={
            <>
              <Button onClick={() => setRemoving(false)}>{t('connections.cancel')}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  void navigate('/');
                  removeConnection(connection.id);
                }}
              >
                {t('connections.remove')}
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
