import type { ReactNode } from 'react';
import { mayWriteImages } from '../../../contract/fandogh/rules.ts';
import type { Connection } from '../../api/connection.ts';
import { CallFailure } from '../../connections/CallFailure.tsx';
import { OfConnection } from '../../connections/OfConnection.tsx';
import type { SavedConnection } from '../../connections/store.ts';
import { TokenRequest } from '../../connections/TokenRequest.tsx';
import { useText } from '../../i18n/useLanguage.ts';
import { Banner } from '../../ui/Banner.tsx';

interface ConnectionGateProps {
  readonly children: (connection: SavedConnection) => ReactNode;
}

/**
 * Draws a page of the Fandogh connection in the address. Where it has no token it is asked for here, once for the
 * whole page: what failed for want of one needs not ask again.
 */
export function ConnectionGate({ children }: ConnectionGateProps) {
  const t = useText();
  return (
    <OfConnection service="fandogh">
      {(connection) => (
        <>
          {connection.authorization === null && (
            <div className="mb-4">
              <Banner tone="warn" title={t('fandogh.needsToken', { connection: connection.label })}>
                <TokenRequest connection={connection} />
              </Banner>
            </div>
          )}
          {children(connection)}
        </>
      )}
    </OfConnection>
  );
}

/** May the token create images and versions, as far as its role is known? The service has the last word. */
export function mayUpload(connection: Connection): boolean {
  return connection.may?.every((role) => mayWriteImages(role)) ?? true;
}

interface GatedFailureProps {
  readonly connection: SavedConnection;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A failed call in its place on a page within the gate; while that asks for a token, nothing else needs to be said. */
export function GatedFailure({ connection, error, onRetry }: GatedFailureProps) {
  if (connection.authorization === null) return null;
  return <CallFailure connectionId={connection.id} error={error} onRetry={onRetry} />;
}
