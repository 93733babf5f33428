import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import type { Hunk } from '../../../../buildlog/hunks.ts';
import type { Row } from '../../../../buildlog/log-document.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import type { LogHost } from '../../../logs/host.ts';
import { useLogHost } from '../../../logs/useLogHost.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { readBuilds, sourceOf } from '../builds/useBuilds.ts';
import { ConnectionGate } from '../ConnectionGate.tsx';
import { buildPath, versionsPath } from '../paths.ts';

/** The logs of two builds beside each other: only where they differ. */
export function Component() {
  const { id = '' } = useParams();
  return <ConnectionGate>{(connection) => <Compare connection={connection} image={id} />}</ConnectionGate>;
}

/** A place where the logs differ, with its lines from both. */
interface Difference {
  readonly hunk: Extract<Hunk, { kind: 'changed' }>;
  readonly left: readonly Row[];
  readonly right: readonly Row[];
}

interface Place {
  readonly version: string;
  readonly startDate: string | undefined;
}

/** More differences, and more lines of one, are not worth reading beside each other. */
const MOST_DIFFERENCES = 100;
const MOST_LINES = 200;

async function compare(
  host: LogHost,
  of: { connection: SavedConnection; image: string },
  places: readonly [Place, Place],
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly differences: readonly Difference[] } | null> {
  for (const version of new Set(places.map((place) => place.version))) {
    await readBuilds(host, { ...of, version, hasTimes: false }, signal);
  }
  const keyOf = ({ version, startDate }: Place) => ({
    source: sourceOf({ version, hasTimes: false }),
    startDate,
  });
  const [left, right] = [keyOf(places[0]), keyOf(places[1])];
  const comparison = await host.ask({ kind: 'compare', left, right });
  if (!comparison) return null;
  const changed = comparison.hunks.filter((hunk) => hunk.kind === 'changed');
  const differences: Difference[] = [];
  for (const hunk of changed.slice(0, MOST_DIFFERENCES)) {
    const linesOf = (build: typeof left, from: number, count: number) =>
      host.ask({ kind: 'lines', build, from, to: from + Math.min(count, MOST_LINES) });
    differences.push({
      hunk,
      left: await linesOf(left, hunk.left, hunk.leftCount),
      right: await linesOf(right, hunk.right, hunk.rightCount),
    });
  }
  return { count: changed.length, differences };
}

function Compare({ connection, image }: { readonly connection: SavedConnection; readonly image: string }) {
  const t = useText();
  const [search] = useSearchParams();
  const host = useLogHost();
  const left: Place = { version: search.get('left') ?? '', startDate: search.get('leftBuild') ?? undefined };
  const right: Place = {
    version: search.get('right') ?? '',
    startDate: search.get('rightBuild') ?? undefined,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['fandogh', connection.id, connection.namespace ?? '', 'compare', image, left, right],
    queryFn: ({ signal }) => compare(host, { connection, image }, [left, right], signal),
    enabled: connection.authorization !== null,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  usePage({
    title: t('fandogh.compare.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images` },
      { label: image, to: versionsPath(connection.id, image) },
      { label: t('fandogh.compare.title') },
    ],
  });
  const link = ({ version, startDate }: Place): string =>
    `${buildPath(connection.id, image, version)}${startDate === undefined ? '' : `?${new URLSearchParams({ build: startDate }).toString()}`}`;
  return (
    <>
      <PageHeader
        title={t('fandogh.compare.title')}
        actions={[left, right].map((place, index) => (
          <ButtonLink key={index === 0 ? 'left' : 'right'} to={link(place)}>
            {place.version}
          </ButtonLink>
        ))}
      >
        {t('fandogh.compare.noise')}
      </PageHeader>
      <div className="grid gap-4">
        {error && <CallFailure connectionId={connection.id} error={error} onRetry={() => void refetch()} />}
        {data === undefined && !error && <SkeletonRows count={8} />}
        {data === null && <Banner tone="warn" title={t('fandogh.compare.gone')} />}
        {data?.count === 0 && <Banner tone="ok" title={t('fandogh.compare.same')} />}
        {data && data.count > 0 && (
          <p className="text-sm text-muted">{t('fandogh.compare.count', { count: data.count })}</p>
        )}
        {data?.differences.map((difference) => (
          <Card key={`${difference.hunk.left}-${difference.hunk.right}`} flush>
            <div className="grid md:grid-cols-2">
              <Lines version={left.version} rows={difference.left} />
              <Lines version={right.version} rows={difference.right} />
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}

function Lines({ version, rows }: { readonly version: string; readonly rows: readonly Row[] }) {
  const t = useText();
  return (
    <section
      aria-label={version}
      className="min-w-0 border-line p-3 not-first:border-s max-md:not-first:border-t"
    >
      <h2 className="mb-2 text-sm font-semibold">
        <bdi>{version}</bdi>
      </h2>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">{t('fandogh.compare.nothing')}</p>
      ) : (
        <ol dir="ltr" className="font-mono text-xs">
          {rows.map(({ line, spans }) => (
            <li key={line} className="flex gap-3">
              <span className="w-10 shrink-0 text-end text-faint select-none">{line + 1}</span>
              <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
                {spans.map(({ text }) => text).join('')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
