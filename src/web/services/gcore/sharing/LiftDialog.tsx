import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RequestLines } from '../RequestLines.tsx';
import {
  readRecords,
  recordsQuery,
  removeRecord,
  removeRequest,
  sharingKey,
  storeChoice,
  storeRequest,
} from './calls.ts';
import type { SharingNames } from './names.ts';
import { entityKey, fallen, fallWith, type Entity, type SharingRecord } from './record.ts';

interface LiftDialogProps {
  readonly connection: SavedConnection;
  readonly entity: Entity;
  readonly names: SharingNames;
  readonly onClose: () => void;
}

const ALL = { kind: 'all' } as const;

/**
 * Two ways to lift a limit: "all public images" touches this record only; deleting is broader than it sounds, so
 * everything that may go is named first, and what really went is read afterwards and can be stored again.
 */
export function LiftDialog({ connection, entity, names, onClose }: LiftDialogProps) {
  const t = useText();
  const format = useFormats();
  const queries = useQueryClient();
  const records = useQuery(recordsQuery(connection, entity));
  const renew = () => queries.invalidateQueries({ queryKey: sharingKey(connection) });
  const atRisk = fallWith(entity, records.data ?? []);
  const others = atRisk.filter((record) => entityKey(record.entity) !== entityKey(entity));
  const name = ({ entity: of }: SharingRecord): string => `${names.entity(of)} · ${names.region(of.region)}`;

  const toAll = useMutation({
    mutationFn: () => storeChoice(connection, entity, ALL),
    onSuccess: async () => {
      await renew();
      onClose();
    },
  });
  const removal = useMutation({
    mutationFn: async () => {
      const before = await readRecords(connection, entity);
      await removeRecord(connection, entity);
      return fallen(entity, before, await readRecords(connection, entity));
    },
    onSettled: renew,
  });
  const restore = useMutation({
    mutationFn: async (lost: readonly SharingRecord[]) => {
      for (const record of lost) await storeChoice(connection, record.entity, record.choice);
    },
    onSuccess: async () => {
      await renew();
      onClose();
    },
  });
  const went = removal.data;
  const error = toAll.error ?? removal.error ?? restore.error;
  return (
    <Dialog
      width="lg"
      title={t('gcore.sharing.liftTitle', { who: names.entity(entity) })}
      description={names.region(entity.region)}
      onClose={onClose}
      footer={
        went ? (
          <>
            {went.others.length > 0 && (
              <Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate(went.others)}>
                {t('gcore.sharing.restore', { count: went.others.length })}
              </Button>
            )}
            <Button onClick={onClose}>{t('gcore.sharing.close')}</Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('gcore.sharing.cancel')}</Button>
            <Button
              kind="danger"
              busy={removal.isPending}
              disabled={!records.data}
              onClick={() => removal.mutate()}
            >
              {t('gcore.sharing.delete', { count: Math.max(atRisk.length, 1) })}
            </Button>
            <Button kind="primary" busy={toAll.isPending} onClick={() => toAll.mutate()}>
              {t('gcore.sharing.toAll')}
            </Button>
          </>
        )
      }
    >
      {went ? (
        <div className="grid gap-3">
          <Notice
            tone={went.gone ? 'ok' : 'warn'}
            title={t(went.gone ? 'gcore.sharing.gone' : 'gcore.sharing.notGone')}
          />
          {went.others.length > 0 && (
            <Notice tone="bad" title={t('gcore.sharing.othersGone', { count: went.others.length })}>
              {format.enumeration(went.others.map(name))}
            </Notice>
          )}
        </div>
      ) : (
        <div className="grid gap-4">
          <section className="grid gap-1.5">
            <h3 className="text-md font-semibold">{t('gcore.sharing.toAll')}</h3>
            <p className="text-sm text-muted">{t('gcore.sharing.toAllHint')}</p>
            <RequestLines
              base={connection.base}
              requests={[{ request: storeRequest(connection, entity, ALL) }]}
            />
          </section>
          <section className="grid gap-1.5">
            <h3 className="text-md font-semibold">{t('gcore.sharing.deleteRecord')}</h3>
            <p className="text-sm text-muted">
              {t(
                entity.keeper === 'shared' ? 'gcore.sharing.deleteHint' : 'gcore.sharing.deleteResellerHint',
              )}
            </p>
            <RequestLines
              base={connection.base}
              requests={[{ request: removeRequest(connection, entity) }]}
            />
            {others.length > 0 && (
              <Notice tone="bad" title={t('gcore.sharing.alsoGo', { count: others.length })}>
                {format.enumeration(others.map(name))}
              </Notice>
            )}
          </section>
          {error && <CallFailure connectionId={connection.id} error={error} />}
        </div>
      )}
    </Dialog>
  );
}
