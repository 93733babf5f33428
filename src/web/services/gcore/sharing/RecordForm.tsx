import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { Link } from 'react-router';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { parseGcoreDate } from '../../../../contract/gcore/wire.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { Time } from '../../../i18n/Time.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { Banner, Notice } from '../../../ui/Banner.tsx';
import { Button, TextButton } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { projectsQuery } from '../connection.tsx';
import { createDrafts, keepDraft, useDraft } from '../drafts.ts';
import { usePlaceSearch } from '../place.ts';
import { RequestLines } from '../RequestLines.tsx';
import { resellerQuery, saveChoice, sharedQuery, sharingKey, storeRequest } from './calls.ts';
import { effectOf, widerChoices } from './effect.ts';
import { EffectSummary } from './EffectCard.tsx';
import { ImagePicker } from './ImagePicker.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { recordPath, useSharingNames } from './names.ts';
import {
  choiceOf,
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
import { useRecordDialog } from './recordDialog.ts';
import { SeenDialog } from './SeenDialog.tsx';

/** The choices of entities around this one, and records that count instead of it. */
function useAround(connection: SavedConnection, entity: Entity) {
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

interface FormDraft {
  readonly form: ChoiceForm;
  /** What was stored when the form was begun. */
  readonly from: Choice;
}

const drafts = createDrafts<FormDraft>();

interface Sent {
  /** The form as it was when it was sent. */
  readonly form: ChoiceForm;
  readonly choice: StoredChoice;
}

interface RecordFormProps {
  readonly connection: SavedConnection;
  readonly entity: Entity;
  readonly record: SharingRecord | undefined;
  /** Every image of the region. */
  readonly images: readonly GcoreImage[];
}

/** The choice of one entity: three cards and ticks, what changes by them, and the request that stores them. */
export function RecordForm({ connection, entity, record, images }: RecordFormProps) {
  const t = useText();
  const format = useFormats();
  const queries = useQueryClient();
  const { dialog, open, close } = useRecordDialog();
  const place = usePlaceSearch();
  const names = useSharingNames(connection);
  const { wider, instead, narrower } = useAround(connection, entity);
  const stored = choiceOf(entity, record ? [record] : []);
  const key = `${connection.id} ${entityKey(entity)}`;
  const kept = useDraft(drafts, key);
  const form = kept?.form ?? formOf(stored);
  const setForm = (next: ChoiceForm): void => {
    save.reset();
    keepDraft(drafts, key, { form: next, from: kept?.from ?? stored });
  };
  const choice: Choice | undefined = chosen(form);
  const effect = effectOf(images, stored, choice ?? stored, wider);
  const who = names.entity(entity);
  const changed = choice !== undefined && choice.kind !== 'noRecord' && !sameChoice(choice, stored);

  const save = useMutation({
    mutationFn: ({ choice: wanted }: Sent) => saveChoice(connection, entity, stored, wanted),
    onSuccess: async (outcome, sent) => {
      await queries.invalidateQueries({ queryKey: sharingKey(connection) });
      if (outcome === 'overtaken') return;
      // What was chosen meanwhile is the next draft, begun from what has just been stored.
      const now = drafts.get().get(key)?.form;
      const next = now && now !== sent.form ? { form: now, from: sent.choice } : undefined;
      keepDraft(drafts, key, next);
      announce(t('gcore.sharing.saved'));
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
          {kept && !sameChoice(kept.from, stored) && (
            <Banner tone="warn" title={t('gcore.sharing.overtaken')}>
              {t('gcore.sharing.overtakenHint')}
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
                // Nothing ticked is no list yet, and must not look like one of a zero.
                code: `image_ids: [${form.ticked.size === 0 ? '…' : form.ticked.size}]`,
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
              shares
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
            {kept && (
              <Button onClick={() => keepDraft(drafts, key, undefined)}>{t('gcore.sharing.discard')}</Button>
            )}
            <Button
              kind="primary"
              busy={save.isPending}
              disabled={!changed}
              onClick={() => choice && choice.kind !== 'noRecord' && save.mutate({ form, choice })}
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
              {format.enumeration(narrower.map((one) => names.entity(one.entity)))}
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
          {save.data === 'asSent' && !changed && <Notice tone="ok" title={t('gcore.sharing.saved')} />}
          {save.data === 'otherwise' && <Notice tone="warn" title={t('gcore.sharing.notAsSent')} />}
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
