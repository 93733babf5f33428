import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Failure } from '../../../../buildlog/failure.ts';
import { isFinalState, parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { Time } from '../../../i18n/Time.tsx';
import { useText } from '../../../i18n/useLanguage.ts';
import { StateMark } from '../../../images/StateMark.tsx';
import { LogViewer } from '../../../logs/LogViewer.tsx';
import type { BuildFacts } from '../../../logs/protocol.ts';
import { useLogHost } from '../../../logs/useLogHost.ts';
import { announce } from '../../../ui/announce.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { ButtonLink } from '../../../ui/Button.tsx';
import { CopyIconButton } from '../../../ui/CopyButton.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { ConnectionGate, GatedFailure, mayUpload } from '../ConnectionGate.tsx';
import { newVersionPath, versionsPath } from '../paths.ts';
import { versionState } from '../row.ts';
import { useVersionDrop } from '../upload/useVersionDrop.ts';
import { versionsQuery } from '../versions/calls.ts';
import { BuildList } from './BuildList.tsx';
import { FailureCard } from './FailureCard.tsx';
import { sourceOf, useBuilds } from './useBuilds.ts';

/** One version: its builds, and the log of one of them. */
export function Component() {
  const { id = '', version = '' } = useParams();
  return (
    <ConnectionGate>
      {(connection) => (
        <BuildPage
          key={`${connection.id}/${id}/${version}`}
          connection={connection}
          image={id}
          version={version}
        />
      )}
    </ConnectionGate>
  );
}

interface OfVersion {
  readonly connection: SavedConnection;
  readonly image: string;
  readonly version: string;
}

function stateWord(build: BuildFacts | undefined): string {
  return build?.state?.toUpperCase() ?? '';
}

function isFailed(word: string): boolean {
  return word === 'FAILED' || word === 'BUILD_FAILED';
}

function BuildPage({ connection, image, version }: OfVersion) {
  const t = useText();
  const [search] = useSearchParams();
  const host = useLogHost();
  const { builds, current, error, isAwaited, isKnown, retry } = useBuilds(host, {
    connection,
    image,
    version,
    hasTimes: true,
  });
  const versions = useQuery(versionsQuery(connection, image));
  const facts = versions.data?.find((one) => one.version === version);
  const wanted = builds.findIndex(({ startDate }) => startDate === search.get('build'));
  const shown = builds[wanted < 0 ? current : wanted];
  const word = stateWord(shown) || (facts?.state ?? '');
  const isSettled = word !== '' && isFinalState(word);
  const hasFailed = isFailed(word);

  const source = sourceOf({ version, hasTimes: true });
  const startDate = wanted < 0 ? undefined : shown?.startDate;
  useEffect(() => {
    void host.ask({ kind: 'show', build: { source, startDate }, isSettled, hasFailed });
  }, [host, source, startDate, isSettled, hasFailed]);
  const failure = useFailure(host, hasFailed && isKnown, `${source} ${shown?.startDate ?? ''}`);

  const isLive = !isSettled;
  const whenEmpty = isKnown
    ? isSettled
      ? 'fandogh.build.noLog'
      : 'fandogh.build.waiting'
    : error === undefined
      ? isAwaited
        ? 'fandogh.build.waiting'
        : 'fandogh.build.loading'
      : 'fandogh.build.unread';
  // Only an end that was waited for is news.
  const wasLive = useRef(false);
  useEffect(() => {
    if (isSettled && wasLive.current) announce(t('fandogh.build.over', { name: `${image}:${version}` }));
    wasLive.current = word !== '' && !isSettled;
  }, [isSettled, word, image, version, t]);
  useVersionDrop(connection, image);

  const list = `/c/${connection.id}/images`;
  usePage({
    title: `${image} ${version}`,
    crumbs: [
      { label: connection.label, to: list },
      { label: image, to: versionsPath(connection.id, image) },
      { label: version },
    ],
  });
  const uploadedAt = parseFandoghDate(facts?.date ?? null);
  return (
    <div className="flex min-h-[calc(100dvh-var(--topbar)-3rem)] flex-col">
      <PageHeader
        title={<Name>{image}</Name>}
        actions={
          mayUpload(connection) && (
            <ButtonLink icon={Upload} to={newVersionPath(connection.id, image)}>
              {t('fandogh.newVersion')}
            </ButtonLink>
          )
        }
      >
        <span className="inline-flex max-w-full min-w-0 items-center gap-1">
          <Name code>{version}</Name>
          <CopyIconButton
            text={`${image}:${version}`}
            label={t('fandogh.versions.copyReference', { reference: `${image}:${version}` })}
          />
        </span>
        {word !== '' && (
          <StateMark row={{ state: versionState(word), stateWord: word, reason: '' }} deletion={undefined} />
        )}
        <span>
          {typeof facts?.size === 'number' && (
            <>
              <Bytes count={facts.size} />
              {uploadedAt !== undefined && ' · '}
            </>
          )}
          {uploadedAt !== undefined && t.rich('fandogh.build.uploaded', { when: <Time at={uploadedAt} /> })}
        </span>
      </PageHeader>
      <div className="mb-4 grid gap-4 empty:hidden">
        {error !== undefined && <GatedFailure connection={connection} error={error} onRetry={retry} />}
        {isAwaited && <Banner tone="busy" title={t('fandogh.build.awaited')} />}
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <BuildList
            connection={connection}
            image={image}
            version={version}
            builds={isKnown || isAwaited ? builds : undefined}
            shown={shown}
            failed={error !== undefined}
            others={versions.data ?? []}
          />
          {failure && <FailureCard failure={failure} />}
        </div>
        <div className="h-[75dvh] min-w-0 lg:sticky lg:top-[calc(var(--topbar)+1rem)] lg:h-[calc(100dvh-var(--topbar)-7rem)] lg:[html:has([data-dock])_&]:h-[calc(100dvh-var(--topbar)-9rem)]">
          <LogViewer
            key={`${source} ${search.get('build') ?? ''}`}
            host={host}
            label={t('fandogh.build.logOf', { name: `${image}:${version}` })}
            isLive={isLive}
            whenEmpty={t(whenEmpty)}
            fileName={`${image}-${version}.log`}
            start={failure && failure.line >= 0 ? failure.line : undefined}
          />
        </div>
      </div>
    </div>
  );
}

/** Why the build that is shown failed. `of` tells one build from another. */
function useFailure(
  host: ReturnType<typeof useLogHost>,
  hasFailed: boolean,
  of: string,
): Failure | undefined {
  const lines = useSyncExternalStore(host.facts.subscribe, () => host.facts.get().lines);
  const [found, setFound] = useState<{ readonly of: string; readonly failure: Failure | null }>();
  useEffect(() => {
    if (!hasFailed || lines === 0) return undefined;
    let isOver = false;
    void host.ask({ kind: 'explain' }).then((failure) => {
      if (!isOver) setFound({ of, failure });
    });
    return () => {
      isOver = true;
    };
  }, [host, hasFailed, lines, of]);
  return hasFailed && found?.of === of ? (found.failure ?? undefined) : undefined;
}
