import { LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { failureText } from '../connections/failureText.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { Button, TextButton } from '../ui/Button.tsx';
import { DarkBar } from '../ui/DarkBar.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { outbox, useBatches } from './deletion.ts';
import type { Batch, Entry } from './outbox.ts';

/** One bar for each batch of deletions: what can still be undone, what is being deleted, what was not. */
export function OutboxBars() {
  return useBatches().map((batch) => <BatchBar key={batch.id} batch={batch} />);
}

function BatchBar({ batch }: { readonly batch: Batch }) {
  const { entries } = batch;
  if (entries.some(({ state }) => state === 'waiting')) return <Waiting batch={batch} />;
  if (entries.some(({ state }) => state === 'queued' || state === 'sending')) {
    return <Sending entries={entries} />;
  }
  return <Failed batch={batch} />;
}

/** The whole seconds left until a moment, counted down. */
function useSecondsTo(due: number): number {
  const [left, setLeft] = useState(() => Math.ceil((due - Date.now()) / 1000));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.ceil((due - Date.now()) / 1000)), 250);
    return () => clearInterval(timer);
  }, [due]);
  return Math.max(0, left);
}

function Waiting({ batch }: { readonly batch: Batch }) {
  const t = useText();
  const format = useFormats();
  const time = format.duration(useSecondsTo(batch.due) * 1000);
  const [first] = batch.entries;
  const said =
    first && batch.entries.length === 1
      ? t('images.outboxWaiting', { name: first.name, time })
      : t('images.outboxWaitingMany', { count: batch.entries.length, time });
  // Said once: a voice that counts down would drown everything else.
  const sayFirst = useEffectEvent(() => announce(said));
  useEffect(() => sayFirst(), []);
  return (
    <DarkBar label={t('images.outbox')}>
      <span>{said}</span>
      <Button
        kind="bar"
        size="sm"
        onClick={() => {
          outbox.undo(batch.id);
          announce(t('images.undone'));
        }}
      >
        <span className="underline underline-offset-2">{t('images.undo')}</span>
      </Button>
    </DarkBar>
  );
}

function Sending({ entries }: Pick<Batch, 'entries'>) {
  const t = useText();
  const [first] = entries;
  const done = entries.filter(({ state }) => state === 'done').length;
  return (
    <DarkBar label={t('images.outbox')}>
      <LoaderCircle size={15} aria-hidden className="animate-spin" />
      <span>
        {first && entries.length === 1
          ? t('images.outboxSending', { name: first.name })
          : t('images.outboxSendingMany', { count: entries.length, done })}
      </span>
    </DarkBar>
  );
}

type FailedEntry = Extract<Entry, { state: 'failed' }>;

/** What was not deleted, and why; stays until it is tried again or dismissed. */
function Failed({ batch }: { readonly batch: Batch }) {
  const t = useText();
  const format = useFormats();
  const failed = batch.entries.filter((entry): entry is FailedEntry => entry.state === 'failed');
  const why = ({ error }: FailedEntry): string => {
    const { title, words } = failureText(error, t, format);
    return words === '' ? title : `${title}: ${words}`;
  };
  const [first] = failed;
  const single = first && batch.entries.length === 1;
  const said = single
    ? t('images.outboxFailed', { name: first.name, why: why(first) })
    : t('images.outboxFailedMany', { count: failed.length, whole: batch.entries.length });
  const sayIt = useEffectEvent(() => announce(said, 'assertive'));
  useEffect(() => sayIt(), []);
  return (
    <DarkBar label={t('images.failures')}>
      <TriangleAlert size={15} aria-hidden />
      <span className="max-w-[36rem] min-w-0">{said}</span>
      {!single && (
        <Popover
          label={t('images.failures')}
          renderTrigger={(trigger) => (
            <Button kind="bar" size="sm" {...trigger}>
              {t('images.details')}
            </Button>
          )}
        >
          {() => (
            <ul className="flex w-96 max-w-full flex-col gap-2 text-sm">
              {failed.map((entry) => (
                <li key={entry.key} className="flex items-start gap-3">
                  <span className="min-w-0 flex-1">
                    <bdi className="font-semibold">{entry.name}</bdi>
                    <span dir="auto" className="block text-muted">
                      {why(entry)}
                    </span>
                  </span>
                  <TextButton onClick={() => outbox.retry(entry.key)}>{t('images.retry')}</TextButton>
                </li>
              ))}
            </ul>
          )}
        </Popover>
      )}
      <Button
        kind="bar"
        size="sm"
        onClick={() => {
          for (const { key } of failed) outbox.retry(key);
        }}
      >
        {t(single ? 'images.retry' : 'images.retryAll')}
      </Button>
      <IconButton
        onBar
        size="sm"
        icon={X}
        label={t('images.dismiss')}
        onClick={() => outbox.dismiss(batch.id)}
      />
    </DarkBar>
  );
}
