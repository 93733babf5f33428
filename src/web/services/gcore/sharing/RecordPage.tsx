import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useParams } from 'react-router';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { placeSearch, usePlaceSearch } from '../place.ts';
import { recordsQuery } from './calls.ts';
import { Forbidden } from './Forbidden.tsx';
import { useLifted } from './lift.ts';
import { LiftDialog } from './LiftDialog.tsx';
import { entityOf, useSharingNames } from './names.ts';
import { entityKey, type Entity } from './record.ts';
import { RecordForm } from './RecordForm.tsx';
import { useRecordDialog } from './recordDialog.ts';

/** Which images the clients of one entity get in one region. */
export function Component() {
  const t = useText();
  const entity = entityOf(useParams());
  return (
    <GcorePage>
      {(connection) =>
        entity ? (
          <RecordPage key={entityKey(entity)} connection={connection} entity={entity} />
        ) : (
          <>
            <h1 className="sr-only">{t('gcore.sharing.noSuch')}</h1>
            <EmptyState
              icon={SearchX}
              title={t('gcore.sharing.noSuch')}
              actions={
                <ButtonLink kind="primary" to={`/c/${connection.id}/sharing${placeSearch(connection)}`}>
                  {t('gcore.sharing.title')}
                </ButtonLink>
              }
            >
              {t('gcore.sharing.noSuchHint')}
            </EmptyState>
          </>
        )
      }
    </GcorePage>
  );
}

interface RecordPageProps {
  readonly connection: SavedConnection;
  readonly entity: Entity;
}

function RecordPage({ connection, entity }: RecordPageProps) {
  const t = useText();
  const search = usePlaceSearch();
  const { dialog, open, close } = useRecordDialog();
  const names = useSharingNames(connection);
  const records = useQuery(recordsQuery(connection, entity));
  const images = useQuery(placeImagesQuery({ ...connection, region: entity.region }));
  const who = names.entity(entity);
  usePage({
    title: who,
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${search}` },
      { label: t('gcore.sharing.title'), to: `/c/${connection.id}/sharing${search}` },
      { label: who },
    ],
  });
  const lifted = useLifted(connection, entity);
  const missing = lifted?.took?.others.length;
  const failed = records.error ?? images.error;
  const record = records.data?.find((one) => entityKey(one.entity) === entityKey(entity));
  return (
    <>
      <PageHeader title={who}>
        <bdi>{names.region(entity.region)}</bdi>
        <span>{t(`gcore.sharing.keeper.${entity.keeper}`)}</span>
      </PageHeader>
      {lifted && missing !== 0 && (
        <div className="mb-4">
          <Banner
            tone="warn"
            title={
              missing === undefined
                ? t('gcore.sharing.notCompared')
                : t('gcore.sharing.othersGone', { count: missing })
            }
            actions={<Button onClick={() => open('lift')}>{t('gcore.sharing.whatWent')}</Button>}
          >
            {t('gcore.sharing.notComparedHint')}
          </Banner>
        </div>
      )}
      {failed ? (
        <Forbidden
          connection={connection}
          error={failed}
          onRetry={() => void Promise.all([records.refetch(), images.refetch()])}
        />
      ) : records.data && images.data ? (
        <RecordForm connection={connection} entity={entity} record={record} images={images.data} />
      ) : (
        <Card flush>
          <SkeletonRows count={6} />
        </Card>
      )}
      {dialog === 'lift' && records.data && (
        <LiftDialog connection={connection} entity={entity} names={names} onClose={close} />
      )}
    </>
  );
}
