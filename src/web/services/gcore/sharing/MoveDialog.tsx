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
import { sharedQuery, sharingKey, storeChoice, storeRequest } from './calls.ts';
import { recordPath, type SharingNames } from './names.ts';
import { entityKey, sameChoice, type SharingRecord } from './record.ts';

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
  const there = shared.data?.find((one) => entityKey(one.entity) === entityKey(target));
  const move = useMutation({
    mutationFn: () => storeChoice(connection, target, record.choice),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sharingKey(connection) });
      void navigate(recordPath(connection.id, search, target));
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
        {there && !sameChoice(there.choice, record.choice) && (
          <Notice tone="warn" title={t('gcore.sharing.moveOver')}>
            {t(`gcore.sharing.says.${there.choice.kind}`, {
              count: there.choice.kind === 'only' ? there.choice.ids.length : 0,
            })}
          </Notice>
        )}
        {error && <CallFailure connectionId={connection.id} error={error} />}
      </div>
    </Dialog>
  );
}
