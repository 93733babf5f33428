import { ChevronRight } from 'lucide-react';
import { Link, Navigate } from 'react-router';
import { useConnectionKinds } from '../connections/kind.ts';
import { NoConnections } from '../connections/NoConnections.tsx';
import { useConnections, type SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { useAddTargets, type AddTarget } from '../images/addTargets.ts';
import { serviceOf, useServices } from '../images/service.ts';
import { Banner } from '../ui/Banner.tsx';
import { ButtonLink } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Mark } from '../ui/Mark.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useDrafts } from '../uploads/drafts.ts';

/** Asks to which connection an image is to be added; with one that takes images there is nothing to ask. */
export function Component() {
  const t = useText();
  const connections = useConnections();
  const services = useServices();
  const targets = useAddTargets(connections);
  // Disk images that were dropped before there was a connection for them.
  const takesFiles = (connection: SavedConnection): boolean =>
    serviceOf(services, connection).filesTo !== undefined;
  const isWaiting = useDrafts().length > 0 && !connections.some(takesFiles);
  const [only] = targets;
  if (only && targets.length === 1 && !isWaiting) return <Navigate replace to={only.to} />;
  return (
    <>
      <PageHeader title={t('app.addImage')} />
      <div className="grid max-w-3xl gap-4">
        {isWaiting && (
          <Banner
            tone="warn"
            title={t('djinn.add.noConnection')}
            actions={
              <ButtonLink size="sm" to="/connections/new">
                {t('app.addConnection')}
              </ButtonLink>
            }
          >
            {t('djinn.add.noConnectionHint')}
          </Banner>
        )}
        {targets.length === 0 ? (
          <NoConnections />
        ) : (
          <Card flush title={t('images.addTo')}>
            <ul>
              {targets.map((target) => (
                <Target key={target.connection.id} target={target} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

function Target({ target: { connection, to } }: { readonly target: AddTarget }) {
  const kind = useConnectionKinds().find(({ service }) => service === connection.service);
  return (
    <li className="border-line not-first:border-t">
      <Link to={to} className="flex min-h-(--row) items-center gap-3 px-4 py-1.5 hover:bg-hover">
        <Mark hue={connection.service} letter={kind?.letter ?? ''} />
        <bdi className="min-w-0 truncate font-medium">{connection.label}</bdi>
        <span className="flex-1 text-sm text-muted">{kind?.name}</span>
        <ChevronRight size={16} aria-hidden className="shrink-0 text-faint rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
