import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Braces, ClipboardPaste, Copy, Table2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { labelsOf, type GcoreImage } from '../../../../contract/gcore/image.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import { late } from '../../../connections/late.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { gcoreImageQuery, placeImagesQuery } from '../imageList.ts';
import { ImageHead } from '../ImageHead.tsx';
import { CopyDialog, PasteDialog } from './BringDialogs.tsx';
import { labelCalls, labelsQuery } from './calls.ts';
import { draftOf, draftProblems, matchLabels, rebase, setLabels, wantedOf, type Draft } from './draft.ts';
import { keepEditing, useEditing, type Editing } from './drafts.ts';
import { LabelTable } from './LabelTable.tsx';
import { lockedKeys, planLabels, writable, type Labels, type ServerLabel } from './plan.ts';
import { PlanCard } from './PlanCard.tsx';
import { meet, saveLabels, undo, type Wish } from './save.ts';
import { SavingCard } from './SavingCard.tsx';

const JsonEditor = late(async () => (await import('./JsonEditor.tsx')).JsonEditor);

/** The metadata of one image, edited as a draft whose plan is shown before anything is sent. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <GcorePage>
      {(connection) => <MetadataPage key={`${connection.id}/${id}`} connection={connection} id={id} />}
    </GcorePage>
  );
}

interface OfImage {
  readonly connection: SavedConnection;
  readonly id: string;
}

function MetadataPage({ connection, id }: OfImage) {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const image = useQuery(gcoreImageQuery(connection, id));
  const labels = useQuery(labelsQuery(connection, id));
  const json = search.get('view') === 'json';
  const show = (view: 'json' | undefined): void => {
    const next = new URLSearchParams(search);
    if (view) next.set('view', view);
    else next.delete('view');
    setSearch(next);
  };
  const failed = image.error ?? labels.error;
  return (
    <>
      <ImageHead
        connection={connection}
        id={id}
        image={image.data}
        title={(name) => t('gcore.metadata.title', { name })}
        actions={
          <Button icon={json ? Table2 : Braces} onClick={() => show(json ? undefined : 'json')}>
            {t(json ? 'gcore.metadata.asTable' : 'gcore.metadata.asJson')}
          </Button>
        }
      />
      {failed && !labels.data ? (
        <CallFailure
          connectionId={connection.id}
          error={failed}
          onRetry={() => void Promise.all([image.refetch(), labels.refetch()])}
        />
      ) : labels.data ? (
        <Editor
          connection={connection}
          id={id}
          image={image.data}
          server={labels.data}
          readAt={labels.dataUpdatedAt}
          json={json}
        />
      ) : (
        <Card flush>
          <SkeletonRows count={6} />
        </Card>
      )}
    </>
  );
}

interface EditorProps extends OfImage {
  readonly image: GcoreImage | undefined;
  readonly server: readonly ServerLabel[];
  readonly readAt: number;
  readonly json: boolean;
}

/** Why nothing can be changed, or nothing now. */
type Hindrance = 'notYours' | 'observer' | 'busy' | undefined;

function hindranceOf(connection: SavedConnection, image: GcoreImage | undefined): Hindrance {
  if (image && image.project_id !== null && image.project_id !== connection.project) return 'notYours';
  if (connection.may?.includes('Project Observer')) return 'observer';
  return image?.task_id ? 'busy' : undefined;
}

/** One value of every key that the images of the place have, for suggestions. */
function useKnownLabels(connection: SavedConnection): Labels {
  const { data } = useQuery(placeImagesQuery(connection));
  return new Map((data ?? []).flatMap((one) => [...writable(labelsOf(one))]));
}

function Editor({ connection, id, image, server, readAt, json }: EditorProps) {
  const t = useText();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [broken, setBroken] = useState(false);
  // Counts up when the draft changes from outside the JSON text, which is then written anew.
  const [written, setWritten] = useState(0);
  const known = useKnownLabels(connection);
  const key = [connection.id, connection.project, connection.region, id].join('/');
  const kept = useEditing(key);
  const now = writable(server);
  const editing: Editing = kept ?? { base: server, draft: draftOf(now), replace: false, saving: undefined };
  const { base, draft, replace, saving } = editing;
  const locked = server.filter((label) => label.read_only);
  const hindrance = hindranceOf(connection, image);
  const readOnly = hindrance === 'notYours' || hindrance === 'observer' || saving !== undefined;
  const problems = draftProblems(draft, lockedKeys(server));

  const wish: Wish = { base: writable(base), wanted: wantedOf(draft), replace };
  const merged = meet(wish, now);
  const plan = planLabels(server, merged.labels, replace);
  const news = [...merged.taken, ...merged.conflicts.map((conflict) => conflict.key)];

  const edit = (next: Draft): void => keepEditing(key, { ...editing, draft: next });
  const bring = (labels: Labels): void => {
    edit(setLabels(draft, labels));
    setWritten(written + 1);
    closeDialog();
  };
  const openDialog = (dialog: string): void => {
    const next = new URLSearchParams(search);
    next.set('bring', dialog);
    setSearch(next);
  };
  const closeDialog = (): void => {
    const next = new URLSearchParams(search);
    next.delete('bring');
    setSearch(next, { replace: true });
  };
  const renew = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: labelsQuery(connection, id).queryKey });
    void queries.invalidateQueries({ queryKey: ['images', connection.id] });
    void queries.invalidateQueries({ queryKey: ['image', connection.id] });
    void queries.invalidateQueries({ queryKey: gcoreImageQuery(connection, id).queryKey });
  };
  const start = (from: Wish, begun: Editing): void =>
    keepEditing(key, { ...begun, saving: saveLabels(from, labelCalls(connection, id)) });
  const discard = (): void => {
    keepEditing(key, undefined);
    setWritten(written + 1);
  };
  const putAway = async (): Promise<void> => {
    await renew();
    discard();
  };
  const back = async (): Promise<void> => {
    await renew();
    // What was done is there now: the draft goes on from it and asks for the same.
    const fresh = queries.getQueryData(labelsQuery(connection, id).queryKey) ?? server;
    const wanted = meet(wish, writable(fresh)).labels;
    keepEditing(key, {
      base: fresh,
      draft: rebase(draft, writable(fresh), wanted),
      replace,
      saving: undefined,
    });
    setWritten(written + 1);
  };
  const takeBack = (): void => {
    const state = saving?.state.get();
    if (state?.step !== 'saved' || !state.server) return;
    const from = undo(state.server, state.before);
    start(from, { base: state.server, draft: draftOf(from.wanted), replace: false, saving: undefined });
    setWritten(written + 1);
  };

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
      <div className="grid min-w-0 gap-3">
        {hindrance && (
          <Banner tone={hindrance === 'busy' ? 'busy' : 'neutral'} title={t(`gcore.metadata.${hindrance}`)}>
            {t(`gcore.metadata.${hindrance}Hint`)}
          </Banner>
        )}
        <Card flush>
          {json ? (
            <Suspense fallback={<SkeletonRows count={4} />}>
              <JsonEditor
                key={written}
                labels={wantedOf(draft)}
                readOnly={readOnly}
                onChange={(labels) => edit(matchLabels(draft, labels))}
                onBroken={setBroken}
              />
            </Suspense>
          ) : (
            <LabelTable
              draft={draft}
              locked={locked}
              problems={problems}
              known={known}
              readOnly={readOnly}
              onChange={edit}
            />
          )}
        </Card>
        {!readOnly && (
          <div className="flex flex-wrap gap-2.5">
            <Button kind="quiet" size="sm" icon={ClipboardPaste} onClick={() => openDialog('lines')}>
              {t('gcore.metadata.paste')}
            </Button>
            <Button kind="quiet" size="sm" icon={Copy} onClick={() => openDialog('image')}>
              {t('gcore.metadata.copy')}
            </Button>
          </div>
        )}
      </div>
      {saving ? (
        <SavingCard
          connection={connection}
          image={id}
          saving={saving}
          onBack={() => void back()}
          onClose={() => void putAway()}
          onUndo={takeBack}
        />
      ) : (
        !readOnly && (
          <PlanCard
            connection={connection}
            image={id}
            plan={plan}
            server={server}
            comparedAt={readAt}
            replace={replace}
            news={kept ? news : []}
            obstacle={
              json && broken
                ? t('gcore.metadata.jsonBroken')
                : problems.size > 0
                  ? t('gcore.metadata.problems', { count: problems.size })
                  : undefined
            }
            onReplace={(next) => keepEditing(key, { ...editing, replace: next })}
            onDiscard={kept && discard}
            onSave={() => start(wish, editing)}
          />
        )
      )}
      {search.get('bring') === 'lines' && <PasteDialog onBring={bring} onClose={closeDialog} />}
      {search.get('bring') === 'image' && (
        <CopyDialog connection={connection} image={id} onBring={bring} onClose={closeDialog} />
      )}
    </div>
  );
}
