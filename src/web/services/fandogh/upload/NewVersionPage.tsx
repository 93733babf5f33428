import { useQuery } from '@tanstack/react-query';
import { FileArchive, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useNavigate, useParams } from 'react-router';
import { FANDOGH_IMAGE_NAME, FANDOGH_IMAGE_NAME_LENGTH } from '../../../../contract/fandogh/rules.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, TextButton } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { onUploadDone, uploadQueue } from '../../../uploads/theQueue.ts';
import type { UploadJob } from '../../../uploads/queue.ts';
import { ConnectionGate, mayUpload } from '../ConnectionGate.tsx';
import { versionsPath } from '../paths.ts';
import { versionsQuery } from '../versions/calls.ts';
import { suggestVersion, versionProblem } from './nextVersion.ts';
import { prepareSource, sourceOfFiles, type Prepared, type Source } from './preparing.ts';
import { ReportList } from './ReportList.tsx';
import { versionJob } from './versionJob.ts';

/** Uploads another version of the image in the address; without one, an image with its first version. */
export function Component() {
  const { id } = useParams();
  return (
    <ConnectionGate>
      {(connection) => <NewVersion key={`${connection.id}/${id ?? ''}`} connection={connection} image={id} />}
    </ConnectionGate>
  );
}

interface NewVersionProps {
  readonly connection: SavedConnection;
  readonly image: string | undefined;
}

function NewVersion({ connection, image }: NewVersionProps) {
  const t = useText();
  const navigate = useNavigate();
  const [name, setName] = useState(image ?? '');
  const [typed, setTyped] = useState<string>();
  const { source, prepared, isMixed, choose } = useSource();
  const sent = useRef<UploadJob>(undefined);
  const [isSent, setSent] = useState(false);
  const list = useQuery({ ...versionsQuery(connection, name), enabled: image !== undefined });
  const versions = image === undefined ? [] : (list.data ?? []);
  const version = typed ?? (image !== undefined && !list.data ? '' : suggestVersion(versions));
  const title = t(image === undefined ? 'fandogh.upload.newImage' : 'fandogh.newVersion');
  const images = `/c/${connection.id}/images`;
  usePage({
    title,
    crumbs: [
      { label: connection.label, to: images },
      ...(image === undefined ? [] : [{ label: image, to: versionsPath(connection.id, image) }]),
      { label: title },
    ],
  });
  useEffect(
    () =>
      onUploadDone(({ job, phase }) => {
        if (job === sent.current && phase.kind === 'done') void navigate(phase.result.link);
      }),
    [navigate],
  );
  const zone = useDropzone({ noClick: true, noKeyboard: true, onDrop: (files) => choose(files) });

  const nameFault = name === '' || name.length > FANDOGH_IMAGE_NAME_LENGTH || !FANDOGH_IMAGE_NAME.test(name);
  const problem = versionProblem(version, versions);
  const report = prepared?.report;
  const isReady =
    report !== undefined && report.fault === undefined && report.hasDockerfile && !problem && !nameFault;
  const send = (): void => {
    if (!prepared || !source) return;
    const fileName = source.kind === 'folder' ? `${source.name}.zip` : source.name;
    const archive = new File([prepared.archive], fileName, { type: 'application/octet-stream' });
    sent.current = versionJob({ connectionId: connection.id, image: name, version, archive });
    uploadQueue.add([sent.current]);
    setSent(true);
  };

  return (
    <>
      <PageHeader title={title}>{image !== undefined && <bdi>{image}</bdi>}</PageHeader>
      <div className="grid max-w-3xl gap-4">
        {!mayUpload(connection) && (
          <Banner tone="warn" title={t('fandogh.operator')}>
            {t('fandogh.operatorHint')}
          </Banner>
        )}
        <div
          {...zone.getRootProps({ role: 'group' })}
          className={`flex items-center gap-4 rounded-lg border border-dashed p-5 ${zone.isDragActive ? 'border-accent bg-accent-soft' : 'border-accent/60 bg-accent-soft/50'}`}
        >
          <input {...zone.getInputProps({ 'aria-label': t('fandogh.upload.chooseFile') })} />
          <FileArchive size={26} aria-hidden className="shrink-0 text-accent" />
          <div>
            <p className="text-md">
              {t.rich('fandogh.upload.drop', {
                file: <TextButton onClick={zone.open}>{t('fandogh.upload.chooseFile')}</TextButton>,
                folder: <FolderButton onChoose={choose} />,
              })}
            </p>
            <p className="text-sm text-muted">{t('fandogh.upload.dropHint')}</p>
          </div>
        </div>
        {isMixed && <Banner tone="bad" title={t('fandogh.upload.mixed')} />}
        <Card
          footer={
            <>
              <p className="min-w-0 flex-1 text-sm text-muted">
                {t(isSent ? 'fandogh.upload.onItsWay' : 'fandogh.upload.nothingSent')}
              </p>
              <Button kind="primary" icon={Upload} disabled={!isReady || isSent} onClick={send}>
                {t('fandogh.upload.send')}
              </Button>
            </>
          }
        >
          <div className="grid gap-4 sm:grid-cols-2">
            {image === undefined && (
              <TextField
                code
                label={t('fandogh.upload.name')}
                value={name}
                hint={t('fandogh.upload.nameHint')}
                error={name !== '' && nameFault ? t('fandogh.upload.nameFault') : undefined}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
            <TextField
              code
              label={t('fandogh.field.version')}
              value={version}
              error={
                problem && (problem !== 'missing' || typed === '')
                  ? t(`fandogh.upload.version.${problem}`)
                  : undefined
              }
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setSent(false);
              }}
            />
          </div>
          <ReportList source={source} prepared={prepared} />
        </Card>
      </div>
    </>
  );
}

interface Chosen {
  readonly source: Source | 'mixed' | undefined;
  readonly prepared: Prepared | null | undefined;
}

/** What was chosen, and what was found in it. */
function useSource() {
  const [chosen, setChosen] = useState<Chosen>({ source: undefined, prepared: undefined });
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const choose = (files: readonly File[]): void => {
    stop.current?.();
    const source = sourceOfFiles(files);
    setChosen({ source: source ?? 'mixed', prepared: undefined });
    if (source) stop.current = prepareSource(source, (prepared) => setChosen({ source, prepared }));
  };
  return {
    source: chosen.source === 'mixed' ? undefined : chosen.source,
    isMixed: chosen.source === 'mixed',
    prepared: chosen.prepared,
    choose,
  };
}

function FolderButton({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <TextButton onClick={() => input.current?.click()}>{t('fandogh.upload.chooseFolder')}</TextButton>
      <input
        ref={input}
        type="file"
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
    </>
  );
}
