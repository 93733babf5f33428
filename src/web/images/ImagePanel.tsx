import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { useOutletContext } from 'react-router';
import { CallFailure } from '../connections/CallFailure.tsx';
import type { SavedConnection } from '../connections/store.ts';
import { TokenRequest } from '../connections/TokenRequest.tsx';
import { useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Name } from '../ui/Name.tsx';
import { usePage } from '../ui/page.ts';
import { Panel } from '../ui/Panel.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useDeletions } from './deletion.ts';
import { FieldGroups } from './FieldGroups.tsx';
import { panelPath, useLinkToPanel, usePanelTarget, usePanelWays, type PanelContext } from './panelRoute.ts';
import { imageQuery } from './queries.ts';
import { STATES, type ImageRow } from './row.ts';
import { useDownload } from './rowActions.ts';
import { serviceOf, useServices } from './service.ts';
import { isLeaving, StateMark, useQuiet } from './StateMark.tsx';

/** Everything about one image, over the list it is in. */
export function Component() {
  const t = useText();
  const target = usePanelTarget();
  const { close } = usePanelWays();
  const connection = useOutletContext<PanelContext>().connection(target.connection);
  if (connection) return <ImagePanel connection={connection} id={target.id} />;
  return (
    <Panel title={t('images.gone')} onClose={close}>
      <p className="text-muted">{t('images.goneHint')}</p>
    </Panel>
  );
}

function ImagePanel({ connection, id }: { readonly connection: SavedConnection; readonly id: string }) {
  const t = useText();
  const client = useQueryClient();
  const service = serviceOf(useServices(), connection);
  const { find } = useOutletContext<PanelContext>();
  const { place, close } = usePanelWays();
  const { data, error, isFetching, refetch } = useQuery(imageQuery(client, service, connection, id));
  const row = data?.row ?? find(connection.id, id);
  const name = row?.name ?? id;
  const deletion = useDeletions().get(row?.key ?? '');
  usePage({
    title: name,
    over: true,
    crumbs: [
      { label: place.mixed ? t('images.all') : connection.label, to: `${place.path}${place.search}` },
      { label: name },
    ],
  });
  return (
    <Panel
      title={<Name>{name}</Name>}
      onClose={close}
      actions={row && <StateMark row={row} deletion={deletion} />}
      footer={row && <Actions row={row} leaving={isLeaving(deletion)} />}
    >
      <div className="flex flex-col gap-3 not-empty:mb-4">
        {connection.authorization === null && !error && (
          <Banner tone="warn" title={t('images.noticeToken', { connection: connection.label })}>
            <TokenRequest connection={connection} />
          </Banner>
        )}
        {error && !isFetching && (
          <CallFailure connectionId={connection.id} error={error} onRetry={() => void refetch()} />
        )}
        {isLeaving(deletion) && <Banner tone="busy" title={t('images.panelDeleting')} />}
        {row && <Happening row={row} />}
        {row && service.Panel && !isLeaving(deletion) && <service.Panel connection={connection} row={row} />}
      </div>
      <div>{data ? <FieldGroups groups={data.groups} /> : isFetching && <SkeletonRows count={8} />}</div>
    </Panel>
  );
}

/** Why it failed, or how long nothing has changed. */
function Happening({ row }: { readonly row: ImageRow }) {
  const t = useText();
  const quiet = useQuiet(row);
  if (row.reason !== '') {
    return (
      <Banner
        tone="bad"
        title={t(STATES[row.state].tone === 'bad' ? 'images.panelReason' : 'images.panelTaskFailed')}
      >
        <span dir="auto" className="whitespace-pre-wrap">
          {row.reason}
        </span>
      </Banner>
    );
  }
  return quiet === undefined ? null : <Banner tone="warn" title={quiet.full} />;
}

function Actions({ row, leaving }: { readonly row: ImageRow; readonly leaving: boolean }) {
  const t = useText();
  const download = useDownload();
  const { place } = usePanelWays();
  const toPanel = useLinkToPanel();
  const { reference, file, below, callsOffImport } = serviceOf(useServices(), row);
  const inside = below?.(row);
  return (
    <>
      {row.remove === 'yes' && !leaving && (
        <ButtonLink kind="dangerSoft" icon={Trash2} to={panelPath(place, row, 'delete')} {...toPanel}>
          {t(callsOffImport?.(row) ? 'images.cancelImport' : 'images.delete')}
        </ButtonLink>
      )}
      {row.remove !== 'yes' && (
        <p className="flex-1 self-center text-sm text-muted">{t(`images.hindrance.${row.remove}`)}</p>
      )}
      {inside && <ButtonLink to={inside.to}>{t(inside.label)}</ButtonLink>}
      {reference && <CopyButton text={() => reference(row)}>{t('images.copyReference')}</CopyButton>}
      {file && (
        <Button
          kind="primary"
          icon={Download}
          disabled={row.download !== 'yes' || leaving}
          title={row.download === 'yes' ? undefined : t(`images.hindrance.${row.download}`)}
          onClick={() => download([row])}
        >
          {t('images.download')}
        </Button>
      )}
    </>
  );
}
