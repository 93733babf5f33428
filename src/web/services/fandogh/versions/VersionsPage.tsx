import { useQuery } from '@tanstack/react-query';
import { Layers, Upload } from 'lucide-react';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { FANDOGH_STATES, type FandoghState } from '../../../../contract/fandogh/rules.ts';
import { curlOf } from '../../../api/curl.ts';
import { requestOf } from '../../../api/request.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { ConnectionGate, GatedFailure, mayUpload } from '../ConnectionGate.tsx';
import { newVersionPath } from '../paths.ts';
import { sizeOfVersions, versionState } from '../row.ts';
import { useVersionDrop } from '../upload/useVersionDrop.ts';
import { versionsQuery } from './calls.ts';
import { readOrder, sortVersions, writeOrder, type VersionOrder } from './order.ts';
import { SizeTrend } from './SizeTrend.tsx';
import { VersionTable } from './VersionTable.tsx';

/** All versions of one image. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <ConnectionGate>
      {(connection) => <VersionsPage key={`${connection.id}/${id}`} connection={connection} image={id} />}
    </ConnectionGate>
  );
}

interface OfImage {
  readonly connection: SavedConnection;
  readonly image: string;
}

function VersionsPage({ connection, image }: OfImage) {
  const t = useText();
  const list = `/c/${connection.id}/images`;
  const { data, error, isFetching, refetch } = useQuery(versionsQuery(connection, image));
  usePage({
    title: t('fandogh.versions.of', { name: image }),
    crumbs: [{ label: connection.label, to: list }, { label: t('app.images'), to: list }, { label: image }],
  });
  useVersionDrop(connection, image);
  const mayWrite = mayUpload(connection);
  const size = data && sizeOfVersions(data);
  return (
    <>
      <PageHeader
        title={<Name>{image}</Name>}
        actions={
          <>
            <CopyButton
              kind="quiet"
              text={() =>
                curlOf(
                  requestOf(connection, fandoghEndpoints.listVersions, { params: { image_name: image } }),
                  location.origin,
                )
              }
            >
              {t('fandogh.versions.curl')}
            </CopyButton>
            {mayWrite && data?.length !== 0 && (
              <ButtonLink kind="primary" icon={Upload} to={newVersionPath(connection.id, image)}>
                {t('fandogh.newVersion')}
              </ButtonLink>
            )}
          </>
        }
      >
        {data && data.length > 0 && (
          <>
            <span className="tabular-nums">{t('fandogh.versions.count', { count: data.length })}</span>
            {typeof size === 'number' && <Bytes count={size} />}
            <SizeTrend versions={data} />
          </>
        )}
      </PageHeader>
      <div className="grid gap-4">
        {!mayWrite && (
          <Banner tone="neutral" title={t('fandogh.operator')}>
            {t('fandogh.operatorHint')}
          </Banner>
        )}
        {error && !isFetching && (
          <GatedFailure connection={connection} error={error} onRetry={() => void refetch()} />
        )}
        {data ? (
          <Versions connection={connection} image={image} versions={data} />
        ) : (
          !error &&
          connection.authorization !== null && (
            <Card flush>
              <SkeletonRows count={8} />
            </Card>
          )
        )}
      </div>
    </>
  );
}

/** More rows than this are drawn when asked for. */
const FIRST_ROWS = 200;

function Versions({
  connection,
  image,
  versions,
}: OfImage & { readonly versions: readonly FandoghVersion[] }) {
  const t = useText();
  const format = useFormats();
  const [search, setSearch] = useSearchParams();
  const [all, setAll] = useState(false);
  const wanted = FANDOGH_STATES.find((state) => state === search.get('state'));
  const order = readOrder(search.get('sort'));
  const change = (name: string, value: string | null): void => {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  };
  if (versions.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Layers}
          title={t('fandogh.versions.none')}
          actions={
            mayUpload(connection) && (
              <ButtonLink kind="primary" icon={Upload} to={newVersionPath(connection.id, image)}>
                {t('fandogh.newVersion')}
              </ButtonLink>
            )
          }
        >
          {t('fandogh.versions.noneHint')}
        </EmptyState>
      </Card>
    );
  }
  const sorted = sortVersions(versions, order);
  const shown = wanted ? sorted.filter(({ state }) => state === wanted) : sorted;
  const drawn = all ? shown : shown.slice(0, FIRST_ROWS);
  return (
    <>
      <StateFilter versions={versions} wanted={wanted} onChange={(state) => change('state', state)} />
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            icon={Layers}
            title={t('fandogh.versions.noneInState')}
            actions={<Button onClick={() => change('state', null)}>{t('fandogh.versions.showAll')}</Button>}
          />
        </Card>
      ) : (
        <Card
          flush
          {...(shown.length > drawn.length && {
            footer: (
              <Button onClick={() => setAll(true)}>
                {t('fandogh.versions.showRest', { count: format.number(shown.length - drawn.length) })}
              </Button>
            ),
          })}
        >
          <VersionTable
            connection={connection}
            image={image}
            versions={drawn}
            order={order}
            onOrder={(next: VersionOrder) => change('sort', writeOrder(next))}
          />
        </Card>
      )}
    </>
  );
}

interface StateFilterProps {
  readonly versions: readonly FandoghVersion[];
  readonly wanted: FandoghState | undefined;
  readonly onChange: (state: FandoghState | null) => void;
}

/** Narrows the list to one state; states that no version is in are not offered, unless one is chosen. */
function StateFilter({ versions, wanted, onChange }: StateFilterProps) {
  const t = useText();
  const format = useFormats();
  const count = (state: FandoghState): number => versions.filter((one) => one.state === state).length;
  const offered = FANDOGH_STATES.filter((state) => state === wanted || count(state) > 0);
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('fandogh.versions.filter')}</legend>
      {[null, ...offered].map((state) => (
        <button
          key={state ?? 'all'}
          type="button"
          aria-pressed={state === (wanted ?? null)}
          onClick={() => onChange(state)}
          className="inline-flex h-8.5 items-center gap-2 rounded-md border border-line-strong bg-surface-1 px-3 text-sm hover:bg-hover aria-pressed:border-accent/45 aria-pressed:bg-accent-soft aria-pressed:text-accent-strong pointer-coarse:min-h-11"
        >
          {state === null ? t('fandogh.versions.allStates') : t(`states.${versionState(state)}`)}
          <span className="tabular-nums opacity-75">
            {format.number(state === null ? versions.length : count(state))}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
