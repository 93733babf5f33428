import { useQueries, useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Card } from '../../../ui/Card.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { gcoreImageQuery } from '../imageList.ts';
import { ImageHead } from '../ImageHead.tsx';
import { usePlaceSearch } from '../place.ts';
import { resellerQuery, sharedQuery } from './calls.ts';
import { Forbidden } from './Forbidden.tsx';
import { matrixOf } from './matrix.ts';
import { recordPath, useSharingNames } from './names.ts';
import { entityKey, type SharingRecord } from './record.ts';
import { useKnownResellers } from './resellers.ts';

/** Who can pick one image, by the lists of its region. */
export function Component() {
  const { id = '' } = useParams();
  return <GcorePage>{(connection) => <ImageSharingPage connection={connection} id={id} />}</GcorePage>;
}

interface OfImage {
  readonly connection: SavedConnection;
  readonly id: string;
}

function ImageSharingPage({ connection, id }: OfImage) {
  const t = useText();
  const image = useQuery(gcoreImageQuery(connection, id));
  const shared = useQuery(sharedQuery(connection));
  const remembered = useKnownResellers(connection);
  const old = useQueries({ queries: remembered.map((reseller) => resellerQuery(connection, reseller)) });
  const failed = image.error ?? shared.error;
  return (
    <>
      <ImageHead
        connection={connection}
        id={id}
        image={image.data}
        title={(name) => t('gcore.sharing.ofImage', { name })}
      />
      {failed ? (
        <Forbidden
          connection={connection}
          error={failed}
          onRetry={() => void Promise.all([image.refetch(), shared.refetch()])}
        />
      ) : image.data && shared.data ? (
        <Seers
          connection={connection}
          image={image.data}
          records={[...shared.data, ...old.flatMap(({ data }) => data ?? [])]}
        />
      ) : (
        <Card flush>
          <SkeletonRows count={4} />
        </Card>
      )}
    </>
  );
}

interface SeersProps {
  readonly connection: SavedConnection;
  readonly image: GcoreImage;
  readonly records: readonly SharingRecord[];
}

/** What holds for everybody, and then each entity that has a list of its own. */
function Seers({ connection, image, records }: SeersProps) {
  const t = useText();
  const place = usePlaceSearch();
  const names = useSharingNames(connection);
  const { columns } = matrixOf([image], records, connection.region ?? 0, { image: '', limited: false });
  const open = image.visibility === 'public';
  return (
    <div className="grid max-w-3xl gap-4">
      <Banner tone="neutral" title={t(open ? 'gcore.sharing.isPublic' : 'gcore.sharing.isNotPublic')}>
        {t(open ? 'gcore.sharing.isPublicHint' : 'gcore.sharing.isNotPublicHint')}
      </Banner>
      <Card flush title={t('gcore.sharing.listsHere')}>
        {columns.length === 0 ? (
          <p className="px-4 py-3 text-sm text-muted">{t('gcore.matrix.empty')}</p>
        ) : (
          <ul>
            {columns.map(({ record: { entity }, sees }) => {
              const yes = sees.has(image.id);
              const Icon = yes ? Check : Minus;
              return (
                <li key={entityKey(entity)} className="border-line not-first:border-t">
                  <Link
                    to={recordPath(connection.id, place, entity)}
                    className="flex min-h-(--row) flex-wrap items-center gap-x-4 px-4 py-1.5 hover:bg-hover"
                  >
                    <span className="min-w-48 flex-1 font-medium max-sm:basis-full">
                      <bdi>{names.entity(entity)}</bdi>
                    </span>
                    <span className="text-sm text-muted max-sm:flex-1">
                      {t(`gcore.sharing.keeper.${entity.keeper}`)}
                    </span>
                    <span className="flex items-center gap-2 text-sm sm:w-36">
                      <Icon size={15} aria-hidden className={yes ? 'text-ok' : 'text-faint'} />
                      {t(yes ? 'gcore.sharing.gets' : 'gcore.sharing.getsNot')}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
      </Card>
    </div>
  );
}
