import { useState, type FormEvent } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { useConnectionKind } from './kind.ts';
import { setToken, type SavedConnection } from './store.ts';

/**
 * Asks for a new token where the old one was missed. What was being done goes on by itself, because calls
 * and uploads of this connection wait for a token and start again when there is one.
 */
export function TokenRequest({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const { Credentials } = useConnectionKind(connection.service);
  const [authorization, setAuthorization] = useState<string | null>(null);
  const goOn = (event: FormEvent): void => {
    event.preventDefault();
    if (authorization !== null) setToken(connection.id, authorization);
  };
  return (
    <form onSubmit={goOn} className="flex max-w-xl flex-wrap items-end gap-3">
      <div className="min-w-60 flex-1">
        <Credentials connection={connection} onChange={setAuthorization} />
      </div>
      <Button type="submit" kind="primary" disabled={authorization === null}>
        {t('connections.goOn')}
      </Button>
    </form>
  );
}
