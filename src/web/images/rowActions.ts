import { useCallback, useMemo } from 'react';
import { curlOf } from '../api/curl.ts';
import { useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { connectionOf } from './connectionOf.ts';
import { startDownloads, type Wanted } from './downloads.ts';
import type { ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

/** What can be done with an image from a row, a panel or a selection. */
export interface RowActions {
  readonly copyId: (row: ImageRow) => void;
  /** Undefined for services whose images have no name of their own to be used by. */
  readonly copyReference: ((row: ImageRow) => void) | undefined;
  readonly copyCurl: (row: ImageRow) => void;
}

/** Copies text and says what came of it. */
function useCopy(): (text: string) => void {
  const t = useText();
  return useCallback(
    (text) => {
      navigator.clipboard.writeText(text).then(
        () => announce(t('images.copied')),
        () => announce(t('images.copyFailed'), 'assertive'),
      );
    },
    [t],
  );
}

/** The actions that copy something of an image. */
export function useCopyActions(of: Pick<ImageRow, 'service'>): RowActions {
  const services = useServices();
  const copy = useCopy();
  const service = serviceOf(services, of);
  return useMemo(() => {
    const { reference } = service;
    return {
      copyId: (row) => copy(row.id),
      copyReference: reference && ((row) => copy(reference(row))),
      copyCurl: (row) => {
        const connection = connectionOf(row);
        if (connection) copy(curlOf(service.listRequest(connection), location.origin));
      },
    };
  }, [service, copy]);
}

/** Starts the downloads of those of these images that have a file; gives whether there was any. */
export function useDownload(): (rows: readonly ImageRow[]) => boolean {
  const services = useServices();
  return useCallback(
    (rows) => {
      const wanted = rows.flatMap((row): Wanted[] => {
        const file = row.download === 'yes' ? serviceOf(services, row).file?.(row) : undefined;
        const connection = connectionOf(row);
        return file && connection ? [{ connection, row, file }] : [];
      });
      void startDownloads(wanted);
      return wanted.length > 0;
    },
    [services],
  );
}
