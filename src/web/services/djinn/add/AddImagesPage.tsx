import { useQuery } from '@tanstack/react-query';
import { HardDriveUpload, Upload } from 'lucide-react';
import { useMemo } from 'react';
import { useDropzone } from 'react-dropzone';
import { useNavigate } from 'react-router';
import { djinnEndpoints } from '../../../../contract/djinn/endpoints.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { curlOf } from '../../../api/curl.ts';
import { OfConnection } from '../../../connections/OfConnection.tsx';
import { useConnections, type SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { addDrafts, removeDrafts, useDrafts, type Draft } from '../../../uploads/drafts.ts';
import { uploadQueue } from '../../../uploads/theQueue.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { useImageLists } from '../../../images/useImageLists.ts';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { mayGo, nameProblem, obstacleOf, type NameProblem, type Taken } from './draftCheck.ts';
import { ReviewCard } from './ReviewCard.tsx';
import { keepHash, uploadJob, uploadRequest } from './uploadJob.ts';

/** Files are looked at before they are sent to the connection in the address, or to another of Djinn CI. */
export function Component() {
  return <OfConnection service="djinn">{(connection) => <Review connection={connection} />}</OfConnection>;
}

/** The namespaces of a connection's user, as references to offer. */
function useNamespaces(connection: Connection): readonly string[] {
  const { data } = useQuery({
    queryKey: ['djinn', connection.id, 'namespaces', connection.base],
    queryFn: ({ signal }) => call(connection, djinnEndpoints.listNamespaces, {}, { signal }),
    retry: false,
  });
  return useMemo(
    () => data?.map(({ path, user }) => (user ? `${path}@${user.username}` : path)) ?? [],
    [data],
  );
}

/** The images that are known to be there already; names that are not loaded yet the service will check. */
function useTaken(connection: SavedConnection): readonly Taken[] {
  const [list] = useImageLists(useMemo(() => [connection], [connection]));
  return useMemo(() => list?.rows.map(({ name, place }) => ({ name, namespace: place })) ?? [], [list]);
}

function Review({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const format = useFormats();
  const navigate = useNavigate();
  const connections = useConnections().filter(({ service }) => service === 'djinn');
  const images = `/c/${connection.id}/images`;
  usePage({
    title: t('djinn.add.title'),
    crumbs: [
      { label: connection.label, to: images },
      { label: t('app.images'), to: images },
      { label: t('djinn.add.title') },
    ],
  });
  const drafts = useDrafts().map((draft): Draft => ({
    ...draft,
    connectionId: draft.connectionId ?? connection.id,
  }));
  const taken = useTaken(connection);
  const namespaces = useNamespaces(connection);
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => addDrafts(files, connection.id),
  });

  const problems = new Map<number, NameProblem | undefined>(
    drafts.map((draft) => [
      draft.id,
      nameProblem(
        draft,
        draft.connectionId === connection.id ? taken : [],
        drafts.filter((one) => one.id < draft.id && one.connectionId === draft.connectionId && mayGo(one)),
      ),
    ]),
  );
  const ready = drafts.filter((draft) => obstacleOf(draft, problems.get(draft.id)) === undefined);
  const [first] = ready;
  const firstTo = connections.find(({ id }) => id === first?.connectionId);

  const send = (): void => {
    uploadQueue.add(
      ready.map((draft) => uploadJob(draft, draft.connectionId ?? connection.id, keepHash(draft))),
    );
    removeDrafts(new Set(ready.map(({ id }) => id)));
    if (ready.length === drafts.length) void navigate(images);
  };

  const lacksWrite = connection.may !== undefined && !connection.may.includes('image:write');
  return (
    <>
      <PageHeader
        title={t('djinn.add.title')}
        actions={
          <ButtonLink kind="quiet" to={`/c/${connection.id}/import`}>
            {t('djinn.add.importInstead')}
          </ButtonLink>
        }
      >
        {t('djinn.add.to', { connection: connection.label })}
      </PageHeader>
      <div className="grid gap-4">
        {lacksWrite && (
          <Banner tone="warn" title={t('djinn.add.noWrite')}>
            {t('djinn.add.noWriteHint')}
          </Banner>
        )}
        <div
          {...getRootProps({ role: 'group' })}
          className={`flex items-center gap-4 rounded-lg border border-dashed p-5 ${isDragActive ? 'border-accent bg-accent-soft' : 'border-accent/60 bg-accent-soft/50'}`}
        >
          <input {...getInputProps({ hidden: true })} />
          <HardDriveUpload size={26} aria-hidden className="shrink-0 text-accent" />
          <div>
            <p className="text-md">
              {t.rich('djinn.add.or', {
                drop: <strong>{t('djinn.add.dropHere')}</strong>,
                choose: (
                  <button type="button" onClick={open} className="font-semibold text-accent hover:underline">
                    {t('djinn.add.choose')}
                  </button>
                ),
              })}
            </p>
            <p className="text-sm text-muted">{t('djinn.add.dropHint')}</p>
          </div>
        </div>
        {drafts.map((draft) => (
          <ReviewCard
            key={draft.id}
            draft={draft}
            problem={problems.get(draft.id)}
            connections={connections}
            namespaces={namespaces}
          />
        ))}
        {drafts.length > 0 && (
          <footer className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2.5 rounded-lg border border-line bg-surface-1 px-4 py-3 shadow-float">
            <p className="min-w-0 flex-1 text-sm text-muted tabular-nums max-sm:basis-full">
              {ready.length > 0
                ? t('djinn.add.ready', {
                    count: ready.length,
                    size: format.bytes(
                      ready.reduce((sum, { file }) => sum + file.size, 0),
                      2,
                    ),
                  })
                : t('djinn.add.nothingReady')}
              {ready.length > 0 && ready.length < drafts.length && (
                <> · {t('djinn.add.notReady', { count: drafts.length - ready.length })}</>
              )}
            </p>
            {first && firstTo && (
              <CopyButton
                text={() =>
                  curlOf(uploadRequest(firstTo, first, first.file), window.location.origin, first.file.name)
                }
              >
                {t('djinn.add.curl')}
              </CopyButton>
            )}
            <Button kind="primary" icon={Upload} disabled={ready.length === 0} onClick={send}>
              {t('djinn.add.upload')}
            </Button>
          </footer>
        )}
      </div>
    </>
  );
}
