import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import * as z from 'zod/mini';
import { labelsOf, type GcoreImage } from '../../../../contract/gcore/image.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import { failureText } from '../../../connections/failureText.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Name } from '../../../ui/Name.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { TONE_TEXT } from '../../../ui/StatePill.tsx';
import { TextAreaField, TextField } from '../../../ui/TextField.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { labelCalls } from '../metadata/calls.ts';
import { labelProblem, pastedLines } from '../metadata/draft.ts';
import { isEmptyPlan } from '../metadata/plan.ts';
import { useGcoreConnection, usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { ImagePicker } from '../sharing/ImagePicker.tsx';
import { bulkPlan, lockedIn, runBulk, type BulkEdit, type BulkRun, type ItemState } from './run.ts';

/** What a link to this page may bring along: the images to begin with. */
const Brought = z.object({ images: z.array(z.string()) });

/** Sets and removes metadata of many images by one plan. */
export function Component() {
  const connection = useGcoreConnection();
  return connection ? (
    <BulkPage key={`${connection.project}/${connection.region}`} connection={connection} />
  ) : null;
}

function BulkPage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const place = usePlaceSearch();
  const images = useQuery(placeImagesQuery(connection));
  usePage({
    title: t('gcore.bulk.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('app.images'), to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.bulk.title') },
    ],
  });
  return (
    <>
      <PageHeader title={t('gcore.bulk.title')}>
        <PlaceSwitch connection={connection} />
      </PageHeader>
      {images.error ? (
        <CallFailure
          connectionId={connection.id}
          error={images.error}
          onRetry={() => void images.refetch()}
        />
      ) : images.data ? (
        <BulkForm
          connection={connection}
          images={images.data.filter(
            (image) => image.project_id === null || image.project_id === connection.project,
          )}
        />
      ) : (
        <Card flush>
          <SkeletonRows count={6} />
        </Card>
      )}
    </>
  );
}

interface BulkFormProps {
  readonly connection: SavedConnection;
  /** The project's own images; nobody may change those of others. */
  readonly images: readonly GcoreImage[];
}

function BulkForm({ connection, images }: BulkFormProps) {
  const t = useText();
  const client = useQueryClient();
  const brought = z.safeParse(Brought, useLocation().state);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () =>
      new Set(brought.success ? brought.data.images.filter((id) => images.some((one) => one.id === id)) : []),
  );
  const [set, setSet] = useState('');
  const [remove, setRemove] = useState('');
  const [run, setRun] = useState<BulkRun>();
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
    setRun(begun);
    void begun.settled.then(() => client.invalidateQueries({ queryKey: ['images', connection.id] }));
  };
  const finish = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: placeImagesQuery(connection).queryKey });
    setRun(undefined);
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
            <ImagePicker images={images} ticked={ticked} onTick={setTicked} />
          </Card>
        )}
      </div>
      {run ? (
        <Running connection={connection} run={run} images={images} onClose={() => void finish()} />
      ) : (
        <Card
          flush
          title={t('gcore.bulk.plan')}
          footer={
            <div className="flex w-full flex-wrap items-center justify-end gap-2.5">
              <span className="min-w-0 flex-1 text-sm text-muted">
                {t('gcore.bulk.summary', { changed: planned.length, same: chosen.length - planned.length })}
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
            <ul className="max-h-160 overflow-y-auto">
              {chosen.map((image) => (
                <PlanRow key={image.id} image={image} edit={edit} />
              ))}
            </ul>
          )}
        </Card>
      )}
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

const LOOKS = {
  waiting: { icon: CircleDashed, tone: 'neutral' },
  working: { icon: LoaderCircle, tone: 'busy' },
  done: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
} as const;

type Item = readonly [id: string, state: ItemState];

/** Once there are many, nobody should have to look for those that failed. */
function failedFirst(items: readonly Item[]): readonly Item[] {
  const isFailed = ([, { step }]: Item): boolean => step === 'failed';
  return [...items.filter(isFailed), ...items.filter((item) => !isFailed(item))];
}

interface RunningProps extends BulkFormProps {
  readonly run: BulkRun;
  readonly onClose: () => void;
}

function Running({ connection, run, images, onClose }: RunningProps) {
  const t = useText();
  const items = useSyncExternalStore(run.items.subscribe, run.items.get);
  const names = new Map(images.map(({ id, name }) => [id, name]));
  const of = (step: ItemState['step']): number =>
    [...items.values()].filter((item) => item.step === step).length;
  const failed = of('failed');
  const left = of('waiting') + of('working');
  const client = useQueryClient();
  const again = async (): Promise<void> => {
    await run.retry();
    await client.invalidateQueries({ queryKey: ['images', connection.id] });
  };
  return (
    <Card
      flush
      title={t('gcore.bulk.progress', { done: of('done'), all: items.size })}
      footer={
        <div className="flex w-full flex-wrap items-center justify-end gap-2.5">
          {failed > 0 && left === 0 && (
            <Button onClick={() => void again()}>{t('gcore.bulk.retry', { count: failed })}</Button>
          )}
          <Button kind="primary" disabled={left > 0} onClick={onClose}>
            {t('gcore.metadata.close')}
          </Button>
        </div>
      }
    >
      <div aria-live="polite" className="px-4 py-3 empty:hidden">
        {left === 0 && (
          <Notice
            tone={failed === 0 ? 'ok' : 'bad'}
            title={failed === 0 ? t('gcore.bulk.allDone') : t('gcore.bulk.someFailed', { count: failed })}
          />
        )}
      </div>
      <ul className="max-h-160 overflow-y-auto">
        {failedFirst([...items]).map(([id, item]) => (
          <ResultRow key={id} name={names.get(id) ?? id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function ResultRow({ name, item }: { readonly name: string; readonly item: ItemState }) {
  const t = useText();
  const format = useFormats();
  const { icon: Icon, tone } = LOOKS[item.step];
  const failure = item.step === 'failed' ? failureText(item.error, t, format) : undefined;
  return (
    <li className="flex items-start gap-2.5 border-line px-4 py-2 text-sm not-first:border-t">
      <Icon
        size={15}
        aria-hidden
        className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]} ${item.step === 'working' ? 'animate-spin' : ''}`}
      />
      <div className="min-w-0 flex-1">
        <span className="font-medium">
          <Name>{name}</Name>
        </span>
        {failure && (
          <p className="text-muted">
            {failure.title} <span dir="auto">{failure.words}</span>
          </p>
        )}
      </div>
      <span className="shrink-0 text-xs text-muted">
        {item.step === 'done'
          ? t('gcore.bulk.sent', { count: item.requests })
          : t(`gcore.bulk.step.${item.step}`)}
      </span>
    </li>
  );
}
