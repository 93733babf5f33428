import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { usePlaceSearch } from '../place.ts';
import { RequestLines } from '../RequestLines.tsx';
import { saveChoice, sharedQuery, sharingKey, storeRequest } from './calls.ts';
import { recordPath, type SharingNames } from './names.ts';
import { choiceOf, sameChoice, type SharingRecord } from './record.ts';

interface MoveDialogProps {
  readonly connection: SavedConnection;
  /** A record of the deprecated endpoint. */
  readonly record: SharingRecord;
  readonly names: SharingNames;
  readonly onClose: () => void;
}

/** Stores a deprecated record's choice as a shared record, which from then on is the one that counts. */
export function MoveDialog({ connection, record, names, onClose }: MoveDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const search = usePlaceSearch();
  const queries = useQueryClient();
  const target = { ...record.entity, keeper: 'shared' } as const;
  const shared = useQuery(sharedQuery(connection));
  const there = choiceOf(target, shared.data ?? []);
  const move = useMutation({
    mutationFn: () => saveChoice(connection, target, there, record.choice),
    onSuccess: async (outcome) => {
      await queries.invalidateQueries({ queryKey: sharingKey(connection) });
      if (outcome === 'asSent') void navigate(recordPath(connection.id, search, target));
    },
  });
  const error = shared.error ?? move.error;
  return (
    <Dialog
      width="lg"
      title={t('gcore.sharing.moveTitle', { who: names.entity(target) })}
      description={t('gcore.sharing.moveHint')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('gcore.sharing.cancel')}</Button>
          <Button kind="primary" busy={move.isPending} disabled={!shared.data} onClick={() => move.mutate()}>
            {t('gcore.sharing.move')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <RequestLines
          base={connection.base}
          requests={[{ request: storeRequest(connection, target, record.choice) }]}
        />
        {there.kind !== 'noRecord' && !sameChoice(there, record.choice) && (
          <Notice tone="warn" title={t('gcore.sharing.moveOver')}>
            {t(`gcore.sharing.says.${there.kind}`, { count: there.kind === 'only' ? there.ids.length : 0 })}
          </Notice>
        )}
        {move.data === 'overtaken' && (
          <Notice tone="warn" title={t('gcore.sharing.overtaken')}>
            {t('gcore.sharing.notSent')}
          </Notice>
        )}
        {move.data === 'otherwise' && <Notice tone="warn" title={t('gcore.sharing.notAsSent')} />}
        {error && <CallFailure connectionId={connection.id} error={error} />}
      </div>
    </Dialog>
  );
}
