import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Service } from '../../contract/endpoint.ts';
import { useText } from '../i18n/useLanguage.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useConnection, type SavedConnection } from './store.ts';

interface OfConnectionProps {
  /** Whose connections have the page; left out where those of every service have it. */
  readonly service?: Service;
  readonly children: (connection: SavedConnection) => ReactNode;
}

/** Draws a page of the connection in the address; says so where there is none, or one of another service. */
export function OfConnection({ service, children }: OfConnectionProps) {
  const t = useText();
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  if (connection && (service === undefined || service === connection.service)) return children(connection);
  const title = t(connection ? 'app.notFound' : 'connections.gone');
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        icon={Unplug}
        title={title}
        actions={
          <ButtonLink kind="primary" to="/">
            {t('app.toAllImages')}
          </ButtonLink>
        }
      >
        {connection
          ? t('connections.otherService', { connection: connection.label })
          : t('connections.goneHint')}
      </EmptyState>
    </>
  );
}
