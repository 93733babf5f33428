import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import { FANDOGH_IMAGE_NAME, FANDOGH_IMAGE_NAME_LENGTH } from '../../../../contract/fandogh/rules.ts';
import { call } from '../../../api/call.ts';
import { curlOf } from '../../../api/curl.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { useImageLists } from '../../../images/useImageLists.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { isOpen } from '../../../uploads/queue.ts';
import { uploadQueue, useUploads } from '../../../uploads/theQueue.ts';
import { GatedFailure } from '../ConnectionGate.tsx';
import { newVersionPath, versionsPath } from '../paths.ts';
import { versionsQuery } from '../versions/calls.ts';
import { isFit } from './archive.ts';
import type { VersionDraft } from './drafts.ts';
import { suggestVersion, versionProblem } from './nextVersion.ts';
import { ReportList } from './ReportList.tsx';
import { SourceHead } from './SourceHead.tsx';
import { draftKey, versionDrafts } from './theDrafts.ts';
import { versionJob, versionRequest } from './versionJob.ts';
import { Weights } from './Weights.tsx';

interface VersionCardProps {
  readonly connection: SavedConnection;
  readonly image: string | undefined;
  readonly draft: VersionDraft;
}

function isImageName(name: string): boolean {
  return name.length <= FANDOGH_IMAGE_NAME_LENGTH && FANDOGH_IMAGE_NAME.test(name);
}

/** Is there an image of this name already, as far as the list is read? */
function useIsTaken(connection: SavedConnection, name: string): boolean {
  const [list] = useImageLists(useMemo(() => [connection], [connection]));
  return list?.rows.some((row) => row.name === name) ?? false;
}

/** What is to be uploaded, under which name, and how it stands with that. */
export function VersionCard({ connection, image, draft }: VersionCardProps) {
  const t = useText();
  const key = draftKey(connection, image);
  const { stage } = draft;
  const name = image ?? draft.name;
  const isNew = image === undefined;
  const isTaken = useIsTaken(connection, name) && isNew;
  const list = useQuery({
    ...versionsQuery(connection, name),
    enabled: connection.authorization !== null && (!isNew || isTaken),
  });
  const versions = list.data ?? [];
  const isKnown = (isNew && !isTaken) || list.data !== undefined;
  // A suggestion that came into a field which has the focus would mix with what is typed there.
  const [held, setHeld] = useState<string>();
  const version = draft.version ?? held ?? (isKnown ? suggestVersion(versions) : '');
  const problem = versionProblem(version, versions);

  const upload = useUploads().find(({ job }) => job === draft.job);
  const isUnderWay = upload !== undefined && isOpen(upload);
  const hasFailed = upload?.phase.kind === 'failed';
  const { refetch } = list;
  // Somebody else may have uploaded the same version meanwhile.
  useEffect(() => {
    if (hasFailed && !isNew) void refetch();
  }, [hasFailed, isNew, refetch]);

  const prepared = stage.kind === 'ready' ? stage.prepared : undefined;
  const isReady = prepared !== undefined && isFit(prepared.report) && !problem && isImageName(name);
  const archiveOf = (): File | undefined =>
    stage.kind === 'ready'
      ? new File(
          [stage.prepared.archive],
          stage.source.kind === 'folder' ? `${stage.source.name}.zip` : stage.source.name,
          { type: 'application/octet-stream' },
        )
      : undefined;
  const send = (): void => {
    const archive = archiveOf();
    if (!archive || !isReady || isUnderWay) return;
    // What failed before is told no more: this takes its place.
    if (upload) uploadQueue.dismiss(upload.id);
    const job = versionJob(connection.id, { image: name, version, archive });
    versionDrafts.change(key, { job });
    uploadQueue.add([job]);
  };
  const curl = (): string => {
    const archive = archiveOf();
    return archive
      ? curlOf(versionRequest(connection, { image: name, version, archive }), location.origin, archive.name)
      : '';
  };

  return (
    <section className="min-w-0 rounded-[10px] border border-line bg-surface-1">
      {(stage.kind === 'gathering' || stage.kind === 'preparing' || stage.kind === 'ready') && (
        <SourceHead stage={stage} onClear={() => versionDrafts.clear(key)} />
      )}
      <div className={prepared ? 'grid md:grid-cols-2' : undefined}>
        <div className="grid content-start gap-4 p-4">
          {list.error && !list.isFetching && (
            <GatedFailure connection={connection} error={list.error} onRetry={() => void list.refetch()} />
          )}
          <div className={isNew ? 'grid gap-4 sm:grid-cols-2' : 'max-w-80'}>
            {isNew && (
              <TextField
                code
                label={t('fandogh.upload.name')}
                value={name}
                hint={
                  isTaken
                    ? t.rich('fandogh.upload.nameTaken', {
                        link: (
                          <Link
                            to={newVersionPath(connection.id, name)}
                            className="font-semibold text-accent hover:underline"
                          >
                            {t('fandogh.newVersion')}
                          </Link>
                        ),
                      })
                    : t('fandogh.upload.nameHint')
                }
                error={name !== '' && !isImageName(name) ? t('fandogh.upload.nameFault') : undefined}
                onChange={(event) => versionDrafts.change(key, { name: event.currentTarget.value })}
              />
            )}
            <TextField
              code
              label={t('fandogh.field.version')}
              value={version}
              error={
                problem && (problem !== 'missing' || draft.version === '')
                  ? t(`fandogh.upload.version.${problem}`)
                  : undefined
              }
              onFocus={() => setHeld(version)}
              onBlur={() => setHeld(undefined)}
              onChange={(event) => versionDrafts.change(key, { version: event.currentTarget.value })}
            />
          </div>
          {prepared && (
            <div aria-live="polite" className="grid gap-2.5">
              <ReportList report={prepared.report} left={prepared.left} />
            </div>
          )}
          {upload?.phase.kind === 'failed' && (
            <GatedFailure connection={connection} error={upload.phase.error} onRetry={send} />
          )}
        </div>
        {prepared && prepared.report.weights.length > 0 && (
          <div className="border-line p-4 max-md:border-t md:border-s">
            <Weights report={prepared.report} />
          </div>
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
        <p className="min-w-0 flex-1 basis-48 text-sm text-muted">
          {t(isUnderWay ? 'fandogh.upload.onItsWay' : 'fandogh.upload.nothingSent')}
        </p>
        {isNew && stage.kind === 'empty' && (
          <ImageOnly connection={connection} name={name} isPossible={isImageName(name) && !isTaken} />
        )}
        {isReady && <CopyButton text={curl}>{t('fandogh.upload.curl')}</CopyButton>}
        <Button kind="primary" icon={Upload} disabled={!isReady || isUnderWay} onClick={send}>
          {t('fandogh.upload.send')}
        </Button>
      </footer>
    </section>
  );
}

interface ImageOnlyProps {
  readonly connection: SavedConnection;
  readonly name: string;
  readonly isPossible: boolean;
}

/** Makes an image without a version: those can come later, from a pipeline as well. */
function ImageOnly({ connection, name, isPossible }: ImageOnlyProps) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const creation = useMutation({
    mutationFn: () => call(connection, fandoghEndpoints.createImage, { json: { name } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['images', connection.id] });
      versionDrafts.change(draftKey(connection, undefined), { name: '' });
      void navigate(versionsPath(connection.id, name));
    },
  });
  return (
    <>
      {creation.error && (
        <div className="order-first w-full">
          <GatedFailure connection={connection} error={creation.error} onRetry={() => creation.mutate()} />
        </div>
      )}
      <Button busy={creation.isPending} disabled={!isPossible} onClick={() => creation.mutate()}>
        {t('fandogh.upload.imageOnly')}
      </Button>
    </>
  );
}
