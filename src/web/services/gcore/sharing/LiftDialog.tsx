import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RequestLines } from '../RequestLines.tsx';
import { recordsQuery, removeRequest, saveChoice, sharingKey, storeRequest } from './calls.ts';
import { forgetLifted, liftRecord, restoreRecords, useLifted } from './lift.ts';
import type { SharingNames } from './names.ts';
import { choiceOf, entityKey, fallWith, type Entity, type SharingRecord } from './record.ts';

interface LiftDialogProps {
  readonly connection: SavedConnection;
  readonly entity: Entity;
  readonly names: SharingNames;
  readonly onClose: () => void;
}

const ALL = { kind: 'all' } as const;

/**
 * Two ways to lift a limit: "all public images" touches this record only; deleting is broader than it sounds, so
 * everything that may go is named first, and what really went is read afterwards and can be stored again. The dialog
 * stays open while something is under way.
 */
export function LiftDialog({ connection, entity, names, onClose }: LiftDialogProps) {
  const t = useText();
  const queries = useQueryClient();
  const records = useQuery(recordsQuery(connection, entity));
  const shown = records.data ?? [];
  const lifted = useLifted(connection, entity);
  const renew = () => queries.invalidateQueries({ queryKey: sharingKey(connection) });
  const done = (): void => {
    forgetLifted(connection, entity);
    onClose();
  };

  const toAll = useMutation({
    mutationFn: () => saveChoice(connection, entity, choiceOf(entity, shown), ALL),
    onSuccess: async (outcome) => {
      await renew();
      if (outcome === 'asSent') onClose();
    },
  });
  const removal = useMutation({
    mutationFn: () => liftRecord(connection, entity, shown),
    onSettled: renew,
  });
  const restore = useMutation({
    mutationFn: (before: readonly SharingRecord[]) => restoreRecords(connection, entity, before),
    onSuccess: (different) => {
      if (different.length === 0) done();
    },
    onSettled: renew,
  });
  const busy = toAll.isPending || removal.isPending || restore.isPending;
  // What a deletion took is told once it has been read, which belongs to it.
  const took = removal.isPending ? undefined : lifted?.took;
  const unknown = lifted && !removal.isPending && !took;
  const changed = took && (took.gone || took.others.length > 0);
  const error =
    restore.error ?? toAll.error ?? (took?.gone ? null : removal.error) ?? (unknown ? records.error : null);

  const close = (): void => {
    if (busy) return;
    if (took?.gone && took.others.length === 0) done();
    else onClose();
  };
  const count = others(entity, shown).length + 1;
  return (
    <Dialog
      width="lg"
      title={t('gcore.sharing.liftTitle', { who: names.entity(entity) })}
      description={names.region(entity.region)}
      onClose={close}
      footer={
        unknown ? (
          <>
            <Button disabled={busy} onClick={close}>
              {t('gcore.sharing.notNow')}
            </Button>
            <Button busy={records.isFetching} onClick={() => void records.refetch()}>
              {t('gcore.sharing.compareAgain')}
            </Button>
            <Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate(lifted.before)}>
              {t('gcore.sharing.restoreMissing')}
            </Button>
          </>
        ) : lifted && changed ? (
          <>
            <Button disabled={busy} onClick={done}>
              {t(took.others.length > 0 ? 'gcore.sharing.leaveAway' : 'gcore.sharing.close')}
            </Button>
            {took.others.length > 0 && (
              <Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate(lifted.before)}>
                {t('gcore.sharing.restore', { count: took.others.length })}
              </Button>
            )}
          </>
        ) : (
          <>
            <Button disabled={busy} onClick={close}>
              {t('gcore.sharing.cancel')}
            </Button>
            <Button
              kind="danger"
              busy={removal.isPending}
              disabled={!records.data || toAll.isPending}
              onClick={() => removal.mutate()}
            >
              {t('gcore.sharing.delete', { count })}
            </Button>
            <Button
              kind="primary"
              busy={toAll.isPending}
              disabled={!records.data || removal.isPending}
              onClick={() => toAll.mutate()}
            >
              {t('gcore.sharing.toAll')}
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-4">
        {unknown ? (
          <>
            <Notice tone="warn" title={t('gcore.sharing.notCompared')}>
              {t('gcore.sharing.notComparedHint')}
            </Notice>
            <Named as="mayHaveGone" records={others(entity, lifted.before)} names={names} />
          </>
        ) : changed ? (
          <>
            {took.gone && <Notice tone="ok" title={t('gcore.sharing.gone')} />}
            <Named as="othersGone" records={took.others} names={names} />
          </>
        ) : (
          <Plan connection={connection} entity={entity} shown={shown} names={names} />
        )}
        {(toAll.data === 'overtaken' || removal.data === 'overtaken') && (
          <Notice tone="warn" title={t('gcore.sharing.overtaken')}>
            {t('gcore.sharing.notSent')}
          </Notice>
        )}
        {toAll.data === 'otherwise' && <Notice tone="warn" title={t('gcore.sharing.notAsSent')} />}
        {removal.data === 'sent' && took && !took.gone && (
          <Notice tone="warn" title={t('gcore.sharing.notGone')} />
        )}
        <Named as="notAsBefore" records={restore.data ?? []} names={names} />
        {error && <CallFailure connectionId={connection.id} error={error} />}
      </div>
    </Dialog>
  );
}

/** What may go with an entity's record. */
function others(entity: Entity, records: readonly SharingRecord[]): readonly SharingRecord[] {
  return fallWith(entity, records).filter((record) => entityKey(record.entity) !== entityKey(entity));
}

interface NamedProps {
  /** What is said of them. */
  readonly as: 'alsoGo' | 'mayHaveGone' | 'othersGone' | 'notAsBefore';
  readonly records: readonly SharingRecord[];
  readonly names: SharingNames;
}

/** Says something of records, each by its name; nothing of none. */
function Named({ as, records, names }: NamedProps) {
  const t = useText();
  const format = useFormats();
  if (records.length === 0) return null;
  return (
    <Notice tone="bad" title={t(`gcore.sharing.${as}`, { count: records.length })}>
      {format.enumeration(
        records.map(({ entity }) => `${names.entity(entity)} · ${names.region(entity.region)}`),
      )}
    </Notice>
  );
}

interface PlanProps {
  readonly connection: SavedConnection;
  readonly entity: Entity;
  readonly shown: readonly SharingRecord[];
  readonly names: SharingNames;
}

/** The two ways with their requests, and what the broader one may take along. */
function Plan({ connection, entity, shown, names }: PlanProps) {
  const t = useText();
  const { base } = connection;
  return (
    <>
      <section className="grid gap-1.5">
        <h3 className="text-md font-semibold">{t('gcore.sharing.toAll')}</h3>
        <p className="text-sm text-muted">{t('gcore.sharing.toAllHint')}</p>
        <RequestLines base={base} requests={[{ request: storeRequest(connection, entity, ALL) }]} />
      </section>
      <section className="grid gap-1.5">
        <h3 className="text-md font-semibold">{t('gcore.sharing.deleteRecord')}</h3>
        <p className="text-sm text-muted">
          {t(entity.keeper === 'shared' ? 'gcore.sharing.deleteHint' : 'gcore.sharing.deleteResellerHint')}
        </p>
        <RequestLines base={base} requests={[{ request: removeRequest(connection, entity) }]} />
        <Named as="alsoGo" records={others(entity, shown)} names={names} />
      </section>
    </>
  );
}
