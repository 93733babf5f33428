import { useQueries, useQuery } from '@tanstack/react-query';
import { Check, Grid3x3, Minus, SearchX } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CheckboxField } from '../../../ui/Checkbox.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { useRowWindow } from '../../../ui/useRowWindow.ts';
import { GcorePage } from '../GcorePage.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { resellerQuery, sharedQuery } from './calls.ts';
import { Forbidden } from './Forbidden.tsx';
import { matrixOf } from './matrix.ts';
import { recordPath, useSharingNames } from './names.ts';
import { entityKey } from './record.ts';
import { useKnownResellers } from './resellers.ts';
import { SharingTabs } from './SharingPage.tsx';

/** Entities across, images down: who sees what in the region. */
export function Component() {
  return <GcorePage>{(connection) => <MatrixPage connection={connection} />}</GcorePage>;
}

const ROW = 36;

/** Widths of the columns: one for names, one for each entity. */
const columnsOf = (count: number): string => `minmax(180px, 2fr) repeat(${count}, minmax(88px, 1fr))`;

function MatrixPage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const place = usePlaceSearch();
  const [search, setSearch] = useSearchParams();
  const names = useSharingNames(connection);
  const shared = useQuery(sharedQuery(connection));
  const remembered = useKnownResellers(connection);
  const old = useQueries({ queries: remembered.map((id) => resellerQuery(connection, id)) });
  const images = useQuery(placeImagesQuery(connection));
  const text = useDeferredValue(search.get('q') ?? '');
  const limited = search.get('limited') === '1';
  const region = connection.region ?? 0;
  const records = [...(shared.data ?? []), ...old.flatMap(({ data }) => data ?? [])];
  const { columns, rows } = matrixOf(images.data ?? [], records, region, { image: text, limited });
  usePage({
    title: t('gcore.matrix.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.sharing.title'), to: `/c/${connection.id}/sharing${place}` },
      { label: t('gcore.matrix.title') },
    ],
  });
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const showAll = (): void => {
    const next = new URLSearchParams(search);
    next.delete('q');
    next.delete('limited');
    setSearch(next, { replace: true });
  };
  const { listRef, height, rows: drawn } = useRowWindow({ count: rows.length, rowHeight: ROW });
  const failed = shared.error ?? images.error;
  return (
    <>
      <PageHeader title={t('gcore.sharing.title')}>
        <PlaceSwitch connection={connection} />
      </PageHeader>
      <SharingTabs connection={connection} />
      {failed ? (
        <Forbidden
          connection={connection}
          error={failed}
          onRetry={() => void Promise.all([shared.refetch(), images.refetch()])}
        />
      ) : !shared.data || !images.data ? (
        <Card flush>
          <SkeletonRows count={8} />
        </Card>
      ) : columns.length === 0 ? (
        <EmptyState icon={Grid3x3} title={t('gcore.matrix.empty')}>
          {t('gcore.matrix.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
            <div className="w-80 max-w-full">
              <SearchField
                label={t('gcore.matrix.search')}
                placeholder={t('gcore.matrix.search')}
                value={search.get('q') ?? ''}
                onChange={(value) => set('q', value)}
              />
            </div>
            <CheckboxField
              label={t('gcore.matrix.limited')}
              checked={limited}
              onChange={(checked) => set('limited', checked ? '1' : '')}
            />
          </div>
          {rows.length === 0 ? (
            <Card flush>
              <EmptyState
                icon={SearchX}
                title={t('images.noMatch')}
                actions={<Button onClick={showAll}>{t('images.clearFilters')}</Button>}
              />
            </Card>
          ) : (
            <div className="relative overflow-x-auto rounded-[10px] border border-line bg-surface-1">
              <div
                role="table"
                aria-label={t('gcore.matrix.title')}
                aria-rowcount={rows.length + 1}
                className="min-w-max"
              >
                <div role="rowgroup">
                  <div
                    role="row"
                    className="grid border-b border-line"
                    style={{ gridTemplateColumns: columnsOf(columns.length) }}
                  >
                    <span role="columnheader" className="p-2.5 text-sm font-medium text-muted">
                      {t('gcore.matrix.image')}
                    </span>
                    {columns.map(({ record: { entity }, sees }) => (
                      <span key={entityKey(entity)} role="columnheader" className="p-2.5 text-center text-xs">
                        <Link
                          className="font-semibold text-accent hover:underline"
                          to={recordPath(connection.id, place, entity)}
                        >
                          {names.entity(entity)}
                        </Link>
                        <span className="block text-faint">
                          {t('gcore.matrix.sees', { count: sees.size })}
                        </span>
                      </span>
                    ))}
                  </div>
                </div>
                <div role="rowgroup" ref={listRef} className="relative" style={{ height }}>
                  {drawn.map(({ index, top }) => {
                    const image = rows[index];
                    return (
                      image && (
                        <div
                          key={image.id}
                          role="row"
                          aria-rowindex={index + 2}
                          className="absolute inset-x-0 grid items-center border-b border-line hover:bg-hover"
                          style={{
                            height: ROW,
                            transform: `translateY(${top}px)`,
                            gridTemplateColumns: columnsOf(columns.length),
                          }}
                        >
                          <span role="rowheader" className="min-w-0 px-2.5 text-sm font-medium">
                            <Name>{image.name}</Name>
                          </span>
                          {columns.map(({ record: { entity }, sees }) => {
                            const yes = sees.has(image.id);
                            const Icon = yes ? Check : Minus;
                            return (
                              <span key={entityKey(entity)} role="cell" className="flex justify-center">
                                <Icon size={15} aria-hidden className={yes ? 'text-ok' : 'text-faint'} />
                                <span className="sr-only">
                                  {t(yes ? 'gcore.matrix.yes' : 'gcore.matrix.no')}
                                </span>
                              </span>
                            );
                          })}
                        </div>
                      )
                    );
                  })}
                </div>
              </div>
            </div>
          )}
        </>
      )}
    </>
  );
}
