import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { curlOf } from '../api/curl.ts';
import { useConnections } from '../connections/store.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { CodeBlock } from '../ui/CodeBlock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { connectionOf } from './connectionOf.ts';
import { useDelete, useDeletions } from './deletion.ts';
import { UNDO_TIME } from './outbox.ts';
import { usePanelWays } from './panelRoute.ts';
import { fold, type Hindrance, type ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';
import { isLeaving } from './StateMark.tsx';

/** More than so many at once ask for their number to be typed. */
const MANY = 10;
/** Names and requests beyond these are counted only. */
const LISTED = 8;

interface BulkDeleteProps {
  readonly rows: readonly ImageRow[];
  readonly onDeleted: () => void;
}

/** Asks whether to delete what is selected. After a reload nothing is, and the address forgets the dialog. */
export function BulkDelete({ rows, onDeleted }: BulkDeleteProps) {
  const { close } = usePanelWays();
  const [, setParams] = useSearchParams();
  const none = rows.length === 0;
  useEffect(() => {
    if (!none) return;
    setParams(
      (others) => {
        others.delete('delete');
        return others;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [none, setParams]);
  if (none) return null;
  const done = (): void => {
    close();
    onDeleted();
  };
  return <DeleteDialog rows={rows} onClose={close} onDeleted={done} />;
}

interface DeleteDialogProps {
  readonly rows: readonly ImageRow[];
  readonly onClose: () => void;
  /** Called when the deletion is in the outbox. */
  readonly onDeleted: () => void;
}

/** Says what goes, names what is skipped and why, and asks for the name of what others may need. */
export function DeleteDialog({ rows, onClose, onDeleted }: DeleteDialogProps) {
  const t = useText();
  const format = useFormats();
  const form = useId();
  const services = useServices();
  const connections = useConnections();
  const deletions = useDeletions();
  const remove = useDelete();
  const [typed, setTyped] = useState('');

  const skipped = rows.filter((row) => row.remove !== 'yes' || isLeaving(deletions.get(row.key)));
  const gone = rows.filter((row) => !skipped.includes(row));
  const [only] = rows;
  const one = rows.length === 1 ? only : undefined;
  const service = one && serviceOf(services, one);
  const importing = one && service?.callsOffImport?.(one);
  const asks = gone.some((row) => serviceOf(services, row).asksForName(row));
  const wanted = one
    ? asks
      ? one.name
      : undefined
    : gone.length > MANY || asks
      ? String(gone.length)
      : undefined;
  const confirmed = wanted === undefined || (one ? typed === wanted : fold(typed).trim() === wanted);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!confirmed || gone.length === 0) return;
    remove(gone);
    onDeleted();
  };

  const requests = gone.slice(0, LISTED).flatMap((row) => {
    const connection = connectionOf(row);
    return connection
      ? [curlOf(serviceOf(services, row).removeRequest(connection, row), location.origin)]
      : [];
  });
  const label = connections.find(({ id }) => id === one?.connection)?.label ?? '';

  return (
    <Dialog
      title={
        one
          ? t.rich(importing ? 'images.cancelImportOne' : 'images.deleteOne', { name: <bdi>{one.name}</bdi> })
          : t('images.deleteMany', { count: rows.length })
      }
      description={
        one ? t.rich('images.deleteOneHint', { connection: <bdi>{label}</bdi> }) : t('images.deleteManyHint')
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('images.keep')}</Button>
          <Button kind="danger" type="submit" form={form} disabled={!confirmed || gone.length === 0}>
            {one
              ? t(importing ? 'images.cancelImportButton' : 'images.deleteButton')
              : t('images.deleteButtonMany', { count: gone.length })}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4 text-md">
        {one && <Identity row={one} />}
        {one && gone.length === 1 && <Toll row={one} />}
        {!one && gone.length > 0 && <TollOfMany rows={gone} />}
        {skipped.length > 0 && <Skipped rows={skipped} gone={gone.length} />}
        {wanted !== undefined && gone.length > 0 && (
          <TextField
            label={
              one
                ? t('images.deleteType', { name: one.name })
                : t('images.deleteTypeMany', { count: gone.length })
            }
            hint={service?.hasVersions ? t('images.deleteTypeVersions') : t('images.deleteTypeHint')}
            code
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {gone.length > 0 && (
          <>
            <details className="text-sm">
              <summary className="w-fit rounded-sm text-muted hover:text-text">
                {t('images.deleteRequest')}
              </summary>
              <div className="mt-2">
                <CodeBlock copyLabel={t('images.copyRequest')}>{requests.join('\n')}</CodeBlock>
              </div>
            </details>
            <p className="text-sm text-muted">
              {t('images.deleteUndoHint', { time: format.duration(UNDO_TIME) })}
            </p>
          </>
        )}
      </form>
    </Dialog>
  );
}

/** Where a service has names twice, the id and the place tell which one is meant. */
function Identity({ row }: { readonly row: ImageRow }) {
  if (row.id === row.name) return null;
  return (
    <p className="text-sm text-muted">
      {row.place !== '' && (
        <>
          <bdi>{row.place}</bdi>
          {' · '}
        </>
      )}
      <code className="wrap-anywhere">{row.id}</code>
    </p>
  );
}

/** What goes with a single image. */
function Toll({ row }: { readonly row: ImageRow }) {
  const t = useText();
  const format = useFormats();
  const services = useServices();
  const { data, isError } = useQuery({
    queryKey: ['toll', row.key],
    queryFn: ({ signal }) => {
      const connection = connectionOf(row);
      if (!connection) throw new Error(`The connection ${row.connection} was removed`);
      return serviceOf(services, row).toll(connection, row, signal);
    },
    staleTime: 0,
    networkMode: 'always',
  });
  if (isError) return <Banner tone="warn" title={t('images.tollFailed')} />;
  if (!data) return <p className="text-muted">{t('images.tollLoading')}</p>;
  const words = [
    ...(data.versions === undefined ? [] : [t('images.deleteVersions', { count: data.versions })]),
    ...(data.size === null ? [] : [t('images.deleteSize', { size: format.bytes(data.size) })]),
  ];
  return words.length === 0 ? null : <p>{words.join(' ')}</p>;
}

/** What goes with several: their names, their bytes. */
function TollOfMany({ rows }: { readonly rows: readonly ImageRow[] }) {
  const t = useText();
  const format = useFormats();
  const services = useServices();
  const bytes = rows.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const size = format.bytes(bytes);
  const known = rows.every((row) => row.size !== null);
  return (
    <div>
      <h3 className="text-sm font-semibold text-muted">{t('images.deleteNames')}</h3>
      <ul className="mt-1">
        {rows.slice(0, LISTED).map((row) => (
          <li key={row.key} className="truncate">
            <bdi>{row.name}</bdi>
          </li>
        ))}
        {rows.length > LISTED && (
          <li className="text-muted">{t('images.deleteMore', { count: rows.length - LISTED })}</li>
        )}
      </ul>
      <p className="mt-2 text-muted">
        {rows.some((row) => serviceOf(services, row).hasVersions) && `${t('images.deleteAllVersions')} `}
        {bytes > 0 && t(known ? 'images.deleteSize' : 'images.deleteSizeKnown', { size })}
      </p>
    </div>
  );
}

function Skipped({ rows, gone }: { readonly rows: readonly ImageRow[]; readonly gone: number }) {
  const t = useText();
  const why = (row: ImageRow): 'images.panelDeleting' | `images.hindrance.${Hindrance}` =>
    row.remove === 'yes' ? 'images.panelDeleting' : `images.hindrance.${row.remove}`;
  return (
    <Banner
      tone="warn"
      title={gone === 0 ? t('images.deleteNothing') : t('images.deleteSkipped', { gone, count: rows.length })}
    >
      <ul>
        {rows.slice(0, LISTED).map((row) => (
          <li key={row.key}>
            <bdi>{row.name}</bdi>: {t(why(row))}
          </li>
        ))}
        {rows.length > LISTED && <li>{t('images.deleteMore', { count: rows.length - LISTED })}</li>}
      </ul>
    </Banner>
  );
}
