import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { classes } from '../ui/classes.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { isDone, type QueuedUpload } from './queue.ts';
import { onUploadDone, useUploads } from './theQueue.ts';
import { UploadRow } from './UploadRow.tsx';

/** Tells a screen reader how uploads end; what is in between it can read in the dock. */
function useAnnouncements(items: readonly QueuedUpload[]): void {
  const t = useText();
  const failed = useRef(new Set<string>());
  useEffect(
    () => onUploadDone(({ job }) => announce(t('uploads.announceDone', { name: job.fileName }))),
    [t],
  );
  useEffect(() => {
    for (const { id, attempt, phase, job } of items) {
      const key = `${id}/${attempt}`;
      if (phase.kind !== 'failed' || failed.current.has(key)) continue;
      failed.current.add(key);
      announce(t('uploads.announceFailed', { name: job.fileName }), 'assertive');
    }
  }, [items, t]);
}

/** The page of what was uploaded; undefined until it is there. */
function linkOf({ phase }: QueuedUpload): string | undefined {
  return phase.kind === 'done' ? phase.result.link : undefined;
}

/**
 * The dock in the corner: what is uploading, wherever one goes. Where everything is done and one is on the page of an
 * upload, it makes itself small; a page that needs its bottom keeps clear of `[data-dock]`.
 */
export function Dock() {
  const t = useText();
  const items = useUploads();
  const { pathname } = useLocation();
  const [isFoldedAway, setFoldedAway] = useState(false);
  /** The page on which it was unfolded, although it made itself small there. */
  const [unfoldedAt, setUnfoldedAt] = useState<string>();
  const isShown = items.every(isDone) && items.some((item) => linkOf(item) === pathname);
  const folded = isFoldedAway || (isShown && unfoldedAt !== pathname);
  const toggle = (): void => {
    setFoldedAway(!folded);
    setUnfoldedAt(pathname);
  };
  useAnnouncements(items);
  // The page of uploads shows the same rows.
  if (items.length === 0 || pathname === '/uploads') return null;
  const done = items.filter(isDone).length;
  return (
    <section
      data-dock
      aria-label={t('uploads.title')}
      className={classes(
        'fixed end-6 bottom-5 z-20 max-w-[calc(100vw-2rem)] overflow-hidden rounded-lg border border-line bg-surface-3 shadow-float max-md:end-4 [html:has([data-panel])_&]:bottom-20',
        !folded && 'w-96',
      )}
    >
      <header className="flex h-11 items-center gap-2 border-b border-line ps-3.5 pe-2">
        <h2 className="text-md font-semibold">{t('uploads.title')}</h2>
        <span className="flex-1 text-sm text-muted tabular-nums">
          {t('uploads.done', { done, count: items.length })}
        </span>
        <IconButton
          icon={folded ? ChevronUp : ChevronDown}
          size="sm"
          label={t(folded ? 'uploads.unfold' : 'uploads.fold')}
          aria-expanded={!folded}
          onClick={toggle}
        />
      </header>
      {!folded && (
        <ul className="max-h-[min(26rem,60vh)] overflow-y-auto">
          {items.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}
