import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Mark } from '../ui/Mark.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { forgetAnswers } from './forget.ts';
import { useConnectionKind } from './kind.ts';
import { OfConnection } from './OfConnection.tsx';
import { removeConnection, saveConnection, type SavedConnection } from './store.ts';

/** The connection in the address. */
export function Component() {
  return (
    <OfConnection>
      {(connection) => <EditConnection key={connection.id} connection={connection} />}
    </OfConnection>
  );
}

/** Changes a connection, or removes it. */
function EditConnection({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { name, letter } = useConnectionKind(connection.service);
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <PageHeader
        title={t('connections.edit', { label: connection.label })}
        actions={
          <Button kind="dangerSoft" onClick={() => setRemoving(true)}>
            {t('connections.remove')}
          </Button>
        }
      >
        <span className="flex items-center gap-2">
          <Mark hue={connection.service} letter={letter} />
          {name}
        </span>
      </PageHeader>
      <ConnectionForm
        initial={connection}
        onSave={(changed) => {
          saveConnection(changed);
          if (changed.base !== connection.base || changed.authorization !== connection.authorization) {
            forgetAnswers(client, connection.id);
          }
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
                  forgetAnswers(client, connection.id);
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
