import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { EntityType } from '../../../../contract/gcore/sharing.ts';
import { parseGcoreDate } from '../../../../contract/gcore/wire.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { Time } from '../../../i18n/Time.tsx';
import { useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { Banner, Notice } from '../../../ui/Banner.tsx';
import { Button, TextButton } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { projectsQuery } from '../connection.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { useGcoreConnection, usePlaceSearch } from '../place.ts';
import { RequestLines } from '../RequestLines.tsx';
import {
  readRecords,
  recordsQuery,
  resellerQuery,
  sharedQuery,
  sharingKey,
  storeChoice,
  storeRequest,
} from './calls.ts';
import { effectOf, widerChoices } from './effect.ts';
import { EffectSummary } from './EffectCard.tsx';
import { Forbidden } from './Forbidden.tsx';
import { ImagePicker } from './ImagePicker.tsx';
import { LiftDialog } from './LiftDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { recordPath, useSharingNames } from './names.ts';
import {
  chosen,
  entityKey,
  formOf,
  sameChoice,
  type Choice,
  type ChoiceForm,
  type Entity,
  type SharingRecord,
  type StoredChoice,
} from './record.ts';
import { SeenDialog } from './SeenDialog.tsx';

/** Which images the clients of one entity get in one region. */
export function Component() {
  const { keeper, type, id = '', region = '' } = useParams();
  const connection = useGcoreConnection();
  const known = EntityType.options.find((option) => option === type);
  if (!connection || !known || !/^\d+$/.test(id) || !/^\d+$/.test(region)) return null;
  const entity: Entity = {
    keeper: keeper === 'reseller' ? 'reseller' : 'shared',
    type: known,
    id: Number(id),
    region: Number(region),
  };
  return <RecordPage key={entityKey(entity)} connection={connection} entity={entity} />;
}

interface OfEntity {
  readonly connection: SavedConnection;
  readonly entity: Entity;
}

/** The dialog that the address names, and the ways to open one and to close it. */
function useDialog() {
  const [search, setSearch] = useSearchParams();
  const open = (name: string): void => {
    const next = new URLSearchParams(search);
    next.set('dialog', name);
    setSearch(next);
  };
  const close = (): void => {
    const next = new URLSearchParams(search);
    next.delete('dialog');
    setSearch(next, { replace: true });
  };
  return { dialog: search.get('dialog'), open, close };
}

function RecordPage({ connection, entity }: OfEntity) {
  const t = useText();
  const search = usePlaceSearch();
  const { dialog, close } = useDialog();
  const names = useSharingNames(connection);
  const records = useQuery(recordsQuery(connection, entity));
  const images = useQuery(placeImagesQuery({ ...connection, region: entity.region }));
  const who = names.entity(entity);
  usePage({
    title: who,
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${search}` },
      { label: t('gcore.sharing.title'), to: `/c/${connection.id}/sharing${search}` },
      { label: who },
    ],
  });
  const failed = records.error ?? images.error;
  const record = records.data?.find((one) => entityKey(one.entity) === entityKey(entity));
  return (
    <>
      <PageHeader title={who}>
        <bdi>{names.region(entity.region)}</bdi>
        <span>{t(`gcore.sharing.keeper.${entity.keeper}`)}</span>
      </PageHeader>
      {failed ? (
        <Forbidden
          connection={connection}
          error={failed}
          onRetry={() => void Promise.all([records.refetch(), images.refetch()])}
        />
      ) : records.data && images.data ? (
        <RecordForm
          // What was stored elsewhere meanwhile begins the form anew; what is typed is kept on a mere refetch.
          key={JSON.stringify(record?.choice)}
          connection={connection}
          entity={entity}
          record={record}
        />
      ) : (
        <Card flush>
          <SkeletonRows count={6} />
        </Card>
      )}
      {/* Outside the form, which begins anew when the list is gone: what went with it is still to be told. */}
      {dialog === 'lift' && records.data && (
        <LiftDialog connection={connection} entity={entity} names={names} onClose={close} />
      )}
    </>
  );
}

/** The choices of entities around this one, and records that count instead of it. */
function useAround({ connection, entity }: OfEntity) {
  const shared = useQuery(sharedQuery(connection)).data ?? [];
  const old = useQuery({
    ...resellerQuery(connection, entity.id),
    enabled: entity.type === 'reseller' && connection.authorization !== null,
  }).data;
  const projects = useQuery(projectsQuery(connection)).data?.results ?? [];
  const clientOf = (project: number) => projects.find(({ id }) => id === project)?.client_id ?? undefined;
  const wider = widerChoices(entity, [...shared, ...(old ?? [])], clientOf);
  const instead =
    entity.keeper === 'reseller'
      ? shared.find((one) => entityKey(one.entity) === entityKey({ ...entity, keeper: 'shared' }))
      : undefined;
  const narrower = shared.filter(
    ({ entity: one }) =>
      one.region === entity.region &&
      (entity.type === 'reseller'
        ? one.type !== 'reseller'
        : entity.type === 'client' && one.type === 'project'),
  );
  return { wider, instead, narrower };
}

const NO_RECORD: Choice = { kind: 'noRecord' };

interface RecordFormProps extends OfEntity {
  readonly record: SharingRecord | undefined;
}

function RecordForm({ connection, entity, record }: RecordFormProps) {
  const t = useText();
  const queries = useQueryClient();
  const { dialog, open, close } = useDialog();
  const place = usePlaceSearch();
  const names = useSharingNames(connection);
  const { data: images = [] } = useQuery(placeImagesQuery({ ...connection, region: entity.region }));
  const { wider, instead, narrower } = useAround({ connection, entity });
  const stored: Choice = record?.choice ?? NO_RECORD;
  const [form, setForm] = useState<ChoiceForm>(() => formOf(stored));
  const choice: Choice | undefined = chosen(form);
  const effect = useMemo(
    () => effectOf(images, stored, choice ?? stored, wider),
    [images, stored, choice, wider],
  );
  const who = names.entity(entity);
  const changed = choice !== undefined && choice.kind !== 'noRecord' && !sameChoice(choice, stored);

  const save = useMutation({
    mutationFn: async (wanted: StoredChoice) => {
      await storeChoice(connection, entity, wanted);
      const after = await readRecords(connection, entity);
      const found = after.find((one) => entityKey(one.entity) === entityKey(entity));
      return { asSent: found !== undefined && sameChoice(found.choice, wanted) };
    },
    onSuccess: async () => {
      announce(t('gcore.sharing.saved'));
      await queries.invalidateQueries({ queryKey: sharingKey(connection) });
    },
  });
  const updatedAt = record?.updatedAt ? parseGcoreDate(record.updatedAt) : undefined;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
      <Card
        title={t('gcore.sharing.which')}
        {...(updatedAt !== undefined && {
          aside: t.rich('gcore.sharing.lastSet', { when: <Time at={updatedAt} /> }),
        })}
      >
        <div className="grid gap-4">
          {stored.kind === 'noRecord' && (
            <Banner tone="neutral" title={t('gcore.sharing.says.noRecord')}>
              {t('gcore.sharing.noRecordHint')}
            </Banner>
          )}
          {instead && (
            <Banner tone="warn" title={t('gcore.sharing.instead')}>
              <Link
                className="font-semibold text-accent underline"
                to={recordPath(connection.id, place, instead.entity)}
              >
                {t('gcore.sharing.toShared')}
              </Link>
            </Banner>
          )}
          <RadioCards
            legend={t('gcore.sharing.which')}
            legendHidden
            value={form.kind === 'noRecord' ? undefined : form.kind}
            cards={[
              {
                value: 'all',
                title: t('gcore.sharing.all'),
                description: t('gcore.sharing.allHint'),
                code: 'image_ids: null',
              },
              {
                value: 'only',
                title: t('gcore.sharing.only'),
                description: t('gcore.sharing.onlyHint'),
                code: `image_ids: [${form.ticked.size}]`,
              },
              {
                value: 'none',
                title: t('gcore.sharing.none'),
                description: t('gcore.sharing.noneHint'),
                code: 'image_ids: []',
              },
            ]}
            onChange={(kind) => setForm({ ...form, kind })}
          />
          {form.kind === 'only' && (
            <ImagePicker
              images={images}
              ticked={form.ticked}
              onTick={(ticked) => setForm({ ...form, ticked })}
            />
          )}
        </div>
      </Card>
      <Card
        title={t('gcore.sharing.changes')}
        footer={
          <div className="flex w-full flex-wrap justify-end gap-2.5">
            {record && (
              <Button kind="dangerSoft" onClick={() => open('lift')}>
                {t('gcore.sharing.lift')}
              </Button>
            )}
            <Button
              kind="primary"
              busy={save.isPending}
              disabled={!changed}
              onClick={() => choice && choice.kind !== 'noRecord' && save.mutate(choice)}
            >
              {t('gcore.sharing.save')}
            </Button>
          </div>
        }
      >
        <div className="grid gap-4">
          <EffectSummary effect={effect} />
          {choice === undefined && <Notice tone="warn" title={t('gcore.sharing.nothingTicked')} />}
          {narrower.length > 0 && (
            <Notice tone="neutral" title={t('gcore.sharing.narrower', { count: narrower.length })}>
              {narrower.map((one) => names.entity(one.entity)).join(', ')}
            </Notice>
          )}
          {changed && (
            <RequestLines
              base={connection.base}
              requests={[{ request: storeRequest(connection, entity, choice) }]}
            />
          )}
          <div>
            <Button size="sm" kind="quiet" icon={Eye} onClick={() => open('seen')}>
              {t('gcore.sharing.seeAs')}
            </Button>
          </div>
          {save.error && (
            <CallFailure
              connectionId={connection.id}
              error={save.error}
              onRetry={() => save.variables && save.mutate(save.variables)}
            />
          )}
          {save.data?.asSent === false && <Notice tone="warn" title={t('gcore.sharing.notAsSent')} />}
          {entity.keeper === 'reseller' && (
            <Notice tone="warn" title={t('gcore.sharing.deprecated')}>
              {t('gcore.sharing.deprecatedHint')}{' '}
              {record && <TextButton onClick={() => open('move')}>{t('gcore.sharing.moveThere')}</TextButton>}
            </Notice>
          )}
        </div>
      </Card>
      {dialog === 'seen' && <SeenDialog who={who} images={effect.after} onClose={close} />}
      {dialog === 'move' && record && (
        <MoveDialog connection={connection} record={record} names={names} onClose={close} />
      )}
    </div>
  );
}
