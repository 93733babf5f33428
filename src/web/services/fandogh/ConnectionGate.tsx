import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { mayWriteImages } from '../../../contract/fandogh/rules.ts';
import type { Connection } from '../../api/connection.ts';
import { CallFailure } from '../../connections/CallFailure.tsx';
import { useConnection, type SavedConnection } from '../../connections/store.ts';
import { TokenRequest } from '../../connections/TokenRequest.tsx';
import { useText } from '../../i18n/useLanguage.ts';
import { Banner } from '../../ui/Banner.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

interface ConnectionGateProps {
  readonly children: (connection: SavedConnection) => ReactNode;
}

/**
 * Draws a page of the Fandogh connection in the address. Where it has no token it is asked for here, once for the
 * whole page: what failed for want of one needs not ask again.
 */
export function ConnectionGate({ children }: ConnectionGateProps) {
  const t = useText();
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  if (connection?.service !== 'fandogh') {
    return (
      <EmptyState
        icon={Unplug}
        title={t('fandogh.noConnection')}
        actions={<ButtonLink to="/connections/new">{t('fandogh.connect')}</ButtonLink>}
      >
        {t('fandogh.noConnectionHint')}
      </EmptyState>
    );
  }
  return (
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
