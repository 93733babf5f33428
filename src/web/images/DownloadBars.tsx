import { CircleCheck, CloudDownload, TriangleAlert, X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { IncompleteError } from '../api/download.ts';
import { failureText } from '../connections/failureText.ts';
import type { Formats } from '../i18n/format.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import type { Text } from '../i18n/text.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { DarkBar } from '../ui/DarkBar.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { cancelDownload, dismissDownload, retryDownload, useDownloads, type Download } from './downloads.ts';

/** One bar for each download of this tab: how far it is, or what came of it. */
export function DownloadBars() {
  return useDownloads().map((download) => <DownloadBar key={download.id} download={download} />);
}

function why(t: Text, format: Formats, error: unknown): string {
  if (error instanceof IncompleteError) {
    const [received, promised] = [format.bytes(error.received), format.bytes(error.promised)];
    return t('images.downloadIncomplete', { received, promised });
  }
  const { title, words } = failureText(error, t, format);
  return words === '' ? title : `${title}: ${words}`;
}

function said(t: Text, format: Formats, download: Download): string {
  const { fileName: name, received, total } = download;
  switch (download.state) {
    case 'running': {
      const progress = total === null ? format.bytes(received) : format.bytesOf(received, total);
      return t('images.downloadProgress', { name, progress });
    }
    case 'handedOver':
      return t('images.downloadHanded', { name });
    case 'done':
      return t('images.downloadDone', { name, size: format.bytes(received) });
    case 'failed':
      return t('images.downloadFailed', { name, why: why(t, format, download.error) });
  }
}

const ICONS = {
  running: CloudDownload,
  handedOver: CloudDownload,
  done: CircleCheck,
  failed: TriangleAlert,
} as const;

function DownloadBar({ download }: { readonly download: Download }) {
  const t = useText();
  const format = useFormats();
  const { id, state, received, total } = download;
  const words = said(t, format, download);
  const Icon = ICONS[state];
  const tell = useEffectEvent(() => announce(words, state === 'failed' ? 'assertive' : 'polite'));
  useEffect(() => {
    if (state !== 'running') tell();
  }, [state]);
  return (
    <DarkBar label={t('images.downloads')}>
      <Icon size={15} aria-hidden />
      <span className="max-w-[36rem] min-w-0">{words}</span>
      {state === 'running' && (
        <>
          <span className="w-28">
            <ProgressBar
              label={t('images.downloading', { name: download.fileName })}
              fraction={total === null || total === 0 ? undefined : received / total}
              valueText={words}
            />
          </span>
          <Button kind="bar" size="sm" onClick={() => cancelDownload(id)}>
            {t('images.downloadCancel')}
          </Button>
        </>
      )}
      {state === 'failed' && (
        <Button kind="bar" size="sm" onClick={() => void retryDownload(id)}>
          {t('images.retry')}
        </Button>
      )}
      {state !== 'running' && (
        <IconButton
          onBar
          size="sm"
          icon={X}
          label={t('images.dismiss')}
          onClick={() => dismissDownload(id)}
        />
      )}
    </DarkBar>
  );
}
