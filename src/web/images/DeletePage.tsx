import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOutletContext } from 'react-router';
import { CallFailure } from '../connections/CallFailure.tsx';
import type { SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { usePanelTarget, usePanelWays, type PanelContext } from './panelRoute.ts';
import { imageQuery } from './queries.ts';
import { serviceOf, useServices } from './service.ts';

/** Asks whether to delete the image that the address names. */
export function Component() {
  const t = useText();
  const target = usePanelTarget();
  const { close } = usePanelWays();
  const connection = useOutletContext<PanelContext>().connection(target.connection);
  if (connection) return <DeleteOne connection={connection} id={target.id} />;
  return <Dialog title={t('images.gone')} description={t('images.goneHint')} onClose={close} />;
}

function DeleteOne({ connection, id }: { readonly connection: SavedConnection; readonly id: string }) {
  const t = useText();
  const client = useQueryClient();
  const service = serviceOf(useServices(), connection);
  const { find } = useOutletContext<PanelContext>();
  const { close, toList } = usePanelWays();
  const known = find(connection.id, id);
  // Only somebody who followed a link to this dialog comes before the list does.
  const { data, error, refetch } = useQuery({
    ...imageQuery(client, service, connection, id),
    enabled: known === undefined && connection.authorization !== null,
  });
  const row = known ?? data?.row;
  if (row) return <DeleteDialog rows={[row]} onClose={close} onDeleted={toList} />;
  return (
    <Dialog title={t('images.deleteOne', { name: id })} onClose={close}>
      {error ? (
        <CallFailure connectionId={connection.id} error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows count={2} />
      )}
    </Dialog>
  );
}
