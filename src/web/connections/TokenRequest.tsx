import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { useConnectionKind } from './kind.ts';
import { setToken, type SavedConnection } from './store.ts';

/**
 * Asks for a new token where the old one was missed. What was being done goes on by itself, because calls
 * and uploads of this connection wait for a token and start again when there is one.
 * It is no form: it often stands in one, which it must neither send nor, as forms in forms do, reload the page with.
 */
export function TokenRequest({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const { Credentials } = useConnectionKind(connection.service);
  const [authorization, setAuthorization] = useState<string | null>(null);
  const goOn = (): void => {
    if (authorization !== null) setToken(connection.id, authorization);
  };
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    goOn();
  });
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listening = new AbortController();
    fields.current?.addEventListener('keydown', (event) => press(event), { signal: listening.signal });
    return () => listening.abort();
  }, []);
  return (
    <div ref={fields} className="grid max-w-md gap-3">
      <Credentials connection={connection} onChange={setAuthorization} />
      <div>
        <Button kind="primary" disabled={authorization === null} onClick={goOn}>
          {t('connections.goOn')}
        </Button>
      </div>
    </div>
  );
}
