import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { isFinalState } from '../../../../contract/fandogh/rules.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { ConnectionGate, GatedFailure } from '../ConnectionGate.tsx';
import { comparePath, readComparison, versionsPath, type BuildPlace } from '../paths.ts';
import { versionsQuery } from '../versions/calls.ts';
import { BuildPicker } from './BuildPicker.tsx';
import { changesOf, type Change } from './changes.ts';
import { Difference, type DifferenceProps } from './Difference.tsx';
import { useComparison, type BuildsRead } from './useComparison.ts';

/** The logs of two builds beside each other: where they differ. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <ConnectionGate>
      {(connection) => <Compare key={`${connection.id}/${id}`} connection={connection} image={id} />}
    </ConnectionGate>
  );
}

interface OfImage {
  readonly connection: SavedConnection;
  readonly image: string;
}

/** So many differences are drawn at first, and more when asked for. */
const PORTION = 50;

/** Does the log of this build still grow? */
function isUnderWay(place: BuildPlace | undefined, read: BuildsRead | undefined): boolean {
  const build =
    read?.builds.find(({ startDate }) => startDate === place?.start) ?? read?.builds[read.current];
  return build !== undefined && !isFinalState(build.state?.toUpperCase() ?? '');
}

function Compare({ connection, image }: OfImage) {
  const t = useText();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { left, right } = readComparison(search);
  const versions = useQuery(versionsQuery(connection, image));
  const { leftBuilds, rightBuilds, host, comparison, error, isWaiting, again } = useComparison(
    { connection, image },
    left,
    right,
  );
  usePage({
    title: t('fandogh.compare.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images` },
      { label: image, to: versionsPath(connection.id, image) },
      { label: t('fandogh.compare.title') },
    ],
  });
  const choose = (newLeft: BuildPlace | undefined, newRight: BuildPlace | undefined): void => {
    if (newRight) void navigate(comparePath(connection.id, image, newLeft, newRight), { replace: true });
  };
  const isRunning = isUnderWay(left, leftBuilds) || isUnderWay(right, rightBuilds);
  const picker = {
    versions: versions.data ?? [],
    reference: right?.version ?? '',
  };
  return (
    <>
      <PageHeader title={t('fandogh.compare.title')}>
        <Name>{image}</Name>
      </PageHeader>
      <div className="grid gap-4">
        <div className="grid items-end gap-3 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
          <BuildPicker
            {...picker}
            label={t('fandogh.compare.left')}
            place={left}
            builds={leftBuilds?.builds ?? []}
            onChoose={(place) => choose(place, right)}
          />
          <IconButton
            icon={ArrowLeftRight}
            label={t('fandogh.compare.swap')}
            disabled={!left}
            onClick={() => choose(right, left)}
          />
          <BuildPicker
            {...picker}
            label={t('fandogh.compare.right')}
            place={right}
            builds={rightBuilds?.builds ?? []}
            onChoose={(place) => choose(left, place)}
          />
        </div>
        {versions.error && !versions.isFetching && (
          <GatedFailure
            connection={connection}
            error={versions.error}
            onRetry={() => void versions.refetch()}
          />
        )}
        {error !== null && <GatedFailure connection={connection} error={error} onRetry={again} />}
        {(!left || !right) && (
          <EmptyState icon={GitCompareArrows} title={t('fandogh.compare.choose')}>
            {t('fandogh.compare.noise')}
          </EmptyState>
        )}
        {isWaiting && (
          <Card flush>
            <SkeletonRows count={8} />
          </Card>
        )}
        {isRunning && comparison !== undefined && (
          <Banner
            tone="busy"
            title={t('fandogh.compare.running')}
            actions={<Button onClick={again}>{t('fandogh.compare.again')}</Button>}
          />
        )}
        {left && right && comparison !== undefined && (
          <Changes
            key={`${left.version} ${left.start ?? ''} ${right.version} ${right.start ?? ''}`}
            changes={comparison && changesOf(comparison.hunks)}
            unseen={comparison?.unseen}
            sides={{ host, connection: connection.id, image, left, right }}
          />
        )}
      </div>
    </>
  );
}

interface ChangesProps {
  /** Null when one of the builds is not there any more. */
  readonly changes: readonly Change[] | null;
  readonly unseen: { readonly left: number; readonly right: number } | undefined;
  readonly sides: Omit<DifferenceProps, 'change'>;
}

function Changes({ changes, unseen, sides }: ChangesProps) {
  const t = useText();
  const [most, setMost] = useState(PORTION);
  if (!changes) return <Banner tone="warn" title={t('fandogh.compare.gone')} />;
  const cut = (unseen?.left ?? 0) + (unseen?.right ?? 0);
  if (changes.length === 0) {
    return (
      <Banner tone="ok" title={t('fandogh.compare.same')}>
        {t('fandogh.compare.noise')}
      </Banner>
    );
  }
  return (
    <>
      {cut > 0 && (
        <Banner tone="warn" title={t('fandogh.compare.cut', { count: cut })}>
          {t('fandogh.compare.cutHint')}
        </Banner>
      )}
      <p className="text-sm text-muted">
        {t('fandogh.compare.count', { count: changes.length })} {t('fandogh.compare.noise')}
      </p>
      {changes.slice(0, most).map((change) => (
        <Difference key={`${change.left.from}-${change.right.from}`} {...sides} change={change} />
      ))}
      {changes.length > most && (
        <div>
          <Button onClick={() => setMost(most + PORTION)}>
            {t('fandogh.compare.more', { count: Math.min(PORTION, changes.length - most) })}
          </Button>
        </div>
      )}
    </>
  );
}
