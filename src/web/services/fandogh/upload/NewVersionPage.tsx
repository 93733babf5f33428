import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { onUploadDone } from '../../../uploads/theQueue.ts';
import { ConnectionGate, mayUpload } from '../ConnectionGate.tsx';
import { versionsPath } from '../paths.ts';
import { SourceZone } from './SourceZone.tsx';
import { draftKey, useVersionDraft, versionDrafts } from './theDrafts.ts';
import { useVersionDrop } from './useVersionDrop.ts';
import { VersionCard } from './VersionCard.tsx';

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
  const key = draftKey(connection, image);
  const draft = useVersionDraft(key);
  const title = t(image === undefined ? 'fandogh.upload.newImage' : 'fandogh.newVersion');
  usePage({
    title,
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images` },
      image === undefined
        ? { label: t('app.images'), to: `/c/${connection.id}/images` }
        : { label: image, to: versionsPath(connection.id, image) },
      { label: title },
    ],
  });
  useVersionDrop(connection, image);
  const { job } = draft;
  useEffect(
    () =>
      onUploadDone((item) => {
        if (item.job === job && item.phase.kind === 'done') void navigate(item.phase.result.link);
      }),
    [job, navigate],
  );
  return (
    <>
      <PageHeader title={title}>{image === undefined ? connection.label : <Name>{image}</Name>}</PageHeader>
      <div className="grid gap-4">
        {!mayUpload(connection) && (
          <Banner tone="warn" title={t('fandogh.operator')}>
            {t('fandogh.operatorHint')}
          </Banner>
        )}
        <SourceZone onFiles={(files) => versionDrafts.choose(key, Promise.resolve(files))} />
        {draft.stage.kind === 'refused' && (
          <Banner tone="bad" title={t(`fandogh.upload.refused.${draft.stage.why}`)} />
        )}
        <VersionCard connection={connection} image={image} draft={draft} />
      </div>
    </>
  );
}
