import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import * as z from 'zod/mini';
import { labelsOf, type GcoreImage } from '../../../../contract/gcore/image.ts';
import { placeKey, placeOf } from '../../../connections/place.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Name } from '../../../ui/Name.tsx';
import { TextAreaField, TextField } from '../../../ui/TextField.tsx';
import { createDrafts, keepDraft, useDraft } from '../drafts.ts';
import { placeImagesQuery } from '../imageList.ts';
import { labelCalls } from '../metadata/calls.ts';
import { labelProblem, pastedLines } from '../metadata/draft.ts';
import { isEmptyPlan } from '../metadata/plan.ts';
import { ImagePicker } from '../sharing/ImagePicker.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { bulkPlan, lockedIn, runBulk, type BulkEdit, type BulkRun } from './run.ts';

/** What a link to this page may bring along: the images to begin with. */
const Brought = z.object({ images: z.array(z.string()) });

/** Runs that were begun, by place: they go on, and tell how they went, when the page is left and come back to. */
const runs = createDrafts<BulkRun>();

interface BulkFormProps {
  readonly connection: SavedConnection;
  /** The project's own images; nobody may change those of others. */
  readonly images: readonly GcoreImage[];
}

/** The edit, the images, and a plan with a line for each of them. */
export function BulkForm({ connection, images }: BulkFormProps) {
  const t = useText();
  const client = useQueryClient();
  const brought = z.safeParse(Brought, useLocation().state);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () =>
      new Set(brought.success ? brought.data.images.filter((id) => images.some((one) => one.id === id)) : []),
  );
  const [set, setSet] = useState('');
  const [remove, setRemove] = useState('');
  const place = `${connection.id} ${placeKey(placeOf(connection))}`;
  const run = useDraft(runs, place);
  const { labels, unread } = pastedLines(set);
  const tooLong = [...labels].find(([key, value]) => labelProblem(key, value, new Set()));
  const edit: BulkEdit = {
    set: labels,
    remove: new Set(remove.split(/[\s,]+/).filter((key) => key !== '' && !labels.has(key))),
  };
  const chosen = images.filter(({ id }) => ticked.has(id));
  const planned = chosen.filter((image) => !isEmptyPlan(bulkPlan(labelsOf(image), edit)));
  const begin = (): void => {
    const calls = {
      read: (id: string) => labelCalls(connection, id).read(),
      send: (id: string, request: Parameters<ReturnType<typeof labelCalls>['send']>[0]) =>
        labelCalls(connection, id).send(request),
    };
    const begun = runBulk(
      planned.map(({ id }) => id),
      edit,
      calls,
    );
    keepDraft(runs, place, begun);
    void begun.settled.then(() => client.invalidateQueries({ queryKey: ['images', connection.id] }));
  };
  const finish = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: placeImagesQuery(connection).queryKey });
    keepDraft(runs, place, undefined);
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="grid min-w-0 gap-4">
        <Card title={t('gcore.bulk.change')}>
          <div className="grid gap-4">
            <TextAreaField
              code
              optional
              label={t('gcore.bulk.set')}
              hint={t('gcore.bulk.setHint')}
              placeholder="owner_team=platform"
              readOnly={run !== undefined}
              error={
                unread.length > 0
                  ? t('gcore.metadata.unread', { lines: unread.join(', ') })
                  : tooLong && t('gcore.create.labelLong', { key: tooLong[0] })
              }
              value={set}
              onChange={(event) => setSet(event.currentTarget.value)}
            />
            <TextField
              code
              optional
              label={t('gcore.bulk.remove')}
              hint={t('gcore.bulk.removeHint')}
              readOnly={run !== undefined}
              value={remove}
              onChange={(event) => setRemove(event.currentTarget.value)}
            />
          </div>
        </Card>
        {!run && (
          <Card title={t('gcore.bulk.images', { count: ticked.size })}>
            <div className="mb-3 flex gap-2.5">
              <Button size="sm" onClick={() => setTicked(new Set(images.map(({ id }) => id)))}>
                {t('gcore.bulk.all', { count: images.length })}
              </Button>
              <Button size="sm" kind="quiet" onClick={() => setTicked(new Set())}>
                {t('gcore.bulk.noneOfThem')}
              </Button>
            </div>
            <ImagePicker images={images} ticked={ticked} onTick={setTicked} shares={false} />
          </Card>
        )}
      </div>
      <div className="min-w-0 lg:sticky lg:top-[calc(var(--topbar)+16px)]">
        {run ? (
          <BulkProgress connection={connection} run={run} images={images} onClose={() => void finish()} />
        ) : (
          <Card
            flush
            title={t('gcore.bulk.plan')}
            footer={
              <div className="flex w-full flex-wrap items-center justify-end gap-2.5">
                <span className="min-w-0 flex-1 text-sm text-muted">
                  {chosen.length > 0 &&
                    t('gcore.bulk.summary', {
                      changed: planned.length,
                      same: chosen.length - planned.length,
                    })}
                </span>
                <Button
                  kind="primary"
                  disabled={planned.length === 0 || unread.length > 0 || tooLong !== undefined}
                  onClick={begin}
                >
                  {t('gcore.bulk.start', { count: planned.length })}
                </Button>
              </div>
            }
          >
            {chosen.length === 0 ? (
              <p className="p-4 text-sm text-muted">{t('gcore.bulk.choose')}</p>
            ) : (
              <ul className="max-h-[min(40rem,60dvh)] overflow-y-auto">
                {chosen.map((image) => (
                  <PlanRow key={image.id} image={image} edit={edit} />
                ))}
              </ul>
            )}
          </Card>
        )}
      </div>
    </div>
  );
}

/** What the edit does to one image. */
function PlanRow({ image, edit }: { readonly image: GcoreImage; readonly edit: BulkEdit }) {
  const t = useText();
  const format = useFormats();
  const plan = bulkPlan(labelsOf(image), edit);
  const locked = lockedIn(labelsOf(image), edit);
  return (
    <li className="border-line px-4 py-2 text-sm not-first:border-t">
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1 font-medium">
          <Name>{image.name}</Name>
        </span>
        <code className="shrink-0 text-xs">
          {isEmptyPlan(plan) ? (
            <span className="text-faint">{t('gcore.bulk.same')}</span>
          ) : (
            <>
              <span className="text-ok">+{plan.added.size}</span>{' '}
              <span className="text-warn">~{plan.changed.size}</span>{' '}
              <span className="text-bad">−{plan.removed.size}</span>
            </>
          )}
        </code>
      </div>
      {locked.length > 0 && (
        <p className="text-xs text-muted">{t('gcore.bulk.locked', { keys: format.list(locked) })}</p>
      )}
    </li>
  );
}
