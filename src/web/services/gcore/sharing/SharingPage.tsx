import { useQueries, useQuery } from '@tanstack/react-query';
import { Plus, Share2, X } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { resellerQuery, sharedQuery } from './calls.ts';
import { Forbidden } from './Forbidden.tsx';
import { recordPath, useSharingNames, type SharingNames } from './names.ts';
import { NewListDialog } from './NewListDialog.tsx';
import { entityKey, type SharingRecord } from './record.ts';
import { forgetReseller, rememberReseller, useKnownResellers } from './resellers.ts';

/** Who sees which public images: the lists of both endpoints. */
export function Component() {
  return <GcorePage>{(connection) => <SharingPage connection={connection} />}</GcorePage>;
}

/** The two pages of sharing, side by side. */
export function SharingTabs({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const place = usePlaceSearch();
  return (
    <Tabs
      label={t('gcore.sharing.title')}
      tabs={[
        { to: `/c/${connection.id}/sharing${place}`, label: t('gcore.sharing.lists'), end: true },
        { to: `/c/${connection.id}/sharing/matrix${place}`, label: t('gcore.matrix.title') },
      ]}
    />
  );
}

function SharingPage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const place = usePlaceSearch();
  const [search, setSearch] = useSearchParams();
  const names = useSharingNames(connection);
  const shared = useQuery(sharedQuery(connection));
  usePage({
    title: t('gcore.sharing.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.sharing.title') },
    ],
  });
  const dialog = (open: boolean): void => {
    const next = new URLSearchParams(search);
    if (open) next.set('dialog', 'new');
    else next.delete('dialog');
    setSearch(next, { replace: !open });
  };
  return (
    <>
      <PageHeader
        title={t('gcore.sharing.title')}
        actions={
          <Button kind="primary" icon={Plus} onClick={() => dialog(true)}>
            {t('gcore.sharing.new')}
          </Button>
        }
      >
        <PlaceSwitch connection={connection} />
      </PageHeader>
      <SharingTabs connection={connection} />
      <div className="grid gap-4">
        <Card flush title={t('gcore.sharing.sharedLists')}>
          {shared.error ? (
            <div className="p-4">
              <Forbidden connection={connection} error={shared.error} onRetry={() => void shared.refetch()} />
            </div>
          ) : shared.data ? (
            <Records connection={connection} records={shared.data} names={names} of="many" />
          ) : (
            <SkeletonRows count={4} />
          )}
        </Card>
        <Resellers connection={connection} names={names} shared={shared.data ?? []} />
      </div>
      {search.get('dialog') === 'new' && (
        <NewListDialog connection={connection} names={names} onClose={() => dialog(false)} />
      )}
    </>
  );
}

interface RecordsProps {
  readonly connection: SavedConnection;
  readonly records: readonly SharingRecord[];
  readonly names: SharingNames;
  /** Under the name of the one entity that has all of them, a list is told by its region. */
  readonly of: 'one' | 'many';
}

function Records({ connection, records, names, of }: RecordsProps) {
  const t = useText();
  const place = usePlaceSearch();
  if (records.length === 0) {
    return (
      <EmptyState icon={Share2} title={t('gcore.sharing.empty')}>
        {t('gcore.sharing.emptyHint')}
      </EmptyState>
    );
  }
  return (
    <ul>
      {records.map(({ entity, choice }) => (
        <li key={entityKey(entity)} className="border-line not-first:border-t">
          <Link
            to={recordPath(connection.id, place, entity)}
            className="flex min-h-(--row) flex-wrap items-center gap-x-4 px-4 py-1.5 hover:bg-hover"
          >
            <span className="min-w-48 flex-1 font-medium">
              <bdi>{of === 'one' ? names.region(entity.region) : names.entity(entity)}</bdi>
            </span>
            {of === 'many' && (
              <span className="w-36 text-sm text-muted">
                <bdi>{names.region(entity.region)}</bdi>
              </span>
            )}
            <span className="text-sm sm:w-44">
              {t(`gcore.sharing.says.${choice.kind}`, {
                count: choice.kind === 'only' ? choice.ids.length : 0,
              })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface ResellersProps {
  readonly connection: SavedConnection;
  readonly names: SharingNames;
  readonly shared: readonly SharingRecord[];
}

/** The deprecated endpoint answers about one reseller at a time, and tells nobody which there are. */
function Resellers({ connection, names, shared }: ResellersProps) {
  const t = useText();
  const [number, setNumber] = useState('');
  const remembered = useKnownResellers(connection);
  const named = shared.filter(({ entity }) => entity.type === 'reseller').map(({ entity }) => entity.id);
  const ids = [...new Set([...remembered, ...named])];
  const lists = useQueries({ queries: ids.map((id) => resellerQuery(connection, id)) });
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const look = (event: FormEvent): void => {
    event.preventDefault();
    if (!/^[1-9]\d{0,14}$/.test(number)) {
      setWrong(true);
      field.current?.focus();
      return;
    }
    rememberReseller(connection, Number(number));
    setNumber('');
  };
  return (
    <Card flush title={t('gcore.sharing.resellerLists')}>
      <div className="grid gap-4 p-4">
        <Notice tone="warn" title={t('gcore.sharing.deprecated')}>
          {t('gcore.sharing.deprecatedHint')}
        </Notice>
        <form onSubmit={look} className="flex max-w-md flex-wrap items-end gap-2.5">
          <div className="min-w-40 flex-1">
            <NumberField
              label={t('gcore.sharing.resellerNumber')}
              ref={field}
              value={number}
              error={isWrong ? t('gcore.sharing.numberHint') : undefined}
              onChange={(text) => {
                setNumber(text);
                setWrong(false);
              }}
            />
          </div>
          <Button type="submit">{t('gcore.sharing.look')}</Button>
        </form>
      </div>
      {ids.map((id, index) => {
        const list = lists[index];
        return (
          <section
            key={id}
            className="border-t border-line"
            aria-label={names.entity({ type: 'reseller', id })}
          >
            <div className="flex items-center justify-between px-4 pt-2">
              <h3 className="text-sm font-semibold">{names.entity({ type: 'reseller', id })}</h3>
              {remembered.includes(id) && (
                <IconButton
                  size="sm"
                  icon={X}
                  label={t('gcore.sharing.forget', { id: String(id) })}
                  onClick={() => forgetReseller(connection, id)}
                />
              )}
            </div>
            {list?.error ? (
              <div className="p-4">
                <Forbidden connection={connection} error={list.error} onRetry={() => void list.refetch()} />
              </div>
            ) : list?.data ? (
              list.data.length === 0 ? (
                <p className="px-4 pb-3 text-sm text-muted">{t('gcore.sharing.says.noRecord')}</p>
              ) : (
                <Records connection={connection} records={list.data} names={names} of="one" />
              )
            ) : (
              <SkeletonRows count={1} />
            )}
          </section>
        );
      })}
    </Card>
  );
}
