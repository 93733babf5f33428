import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import { placeKey, placeOf } from '../../../connections/place.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { BulkForm } from './BulkForm.tsx';

/** Sets and removes metadata of many images by one plan. */
export function Component() {
  return (
    <GcorePage>
      {(connection) => <BulkPage key={placeKey(placeOf(connection))} connection={connection} />}
    </GcorePage>
  );
}

function BulkPage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const place = usePlaceSearch();
  const images = useQuery(placeImagesQuery(connection));
  const own = images.data?.filter(
    (image) => image.project_id === null || image.project_id === connection.project,
  );
  usePage({
    title: t('gcore.bulk.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('app.images'), to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.bulk.title') },
    ],
  });
  return (
    <>
      <PageHeader title={t('gcore.bulk.title')}>
        <PlaceSwitch connection={connection} />
      </PageHeader>
      {images.error ? (
        <CallFailure
          connectionId={connection.id}
          error={images.error}
          onRetry={() => void images.refetch()}
        />
      ) : own?.length === 0 ? (
        <Card>
          <EmptyState icon={Boxes} title={t('images.none')} />
        </Card>
      ) : own ? (
        <BulkForm connection={connection} images={own} />
      ) : (
        <Card flush>
          <SkeletonRows count={6} />
        </Card>
      )}
    </>
  );
}
