import { CircleCheck, CircleX, Clock, KeyRound, LoaderCircle, WifiOff, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { isFailure } from '../api/error.ts';
import { failureText } from '../connections/failureText.ts';
import { useConnection } from '../connections/store.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { CopyIconButton } from '../ui/CopyButton.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Name } from '../ui/Name.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { StatePill } from '../ui/StatePill.tsx';
import { isMoving, sentOf, type QueuedUpload } from './queue.ts';
import { paceOf } from './rate.ts';
import { uploadQueue } from './theQueue.ts';

/** So long may nothing move before it is said. */
const STALL = 10_000;

/** The time, renewed each second while somebody needs it. */
function useSeconds(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/** One upload: its name and state, how it goes, and what can be done. The dock and the page show the same. */
export function UploadRow({ item }: { readonly item: QueuedUpload }) {
  const { job } = item;
  return (
    <li className="grid gap-1.5 border-t border-line px-3.5 py-3 first:border-t-0">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 text-sm font-semibold">
          <Name>{job.fileName}</Name>
        </span>
        <State item={item} />
      </div>
      <Details item={item} />
    </li>
  );
}

function State({ item }: { readonly item: QueuedUpload }) {
  const t = useText();
  const format = useFormats();
  const { phase, job } = item;
  const dismiss = (
    <IconButton
      icon={X}
      size="sm"
      label={t('uploads.dismiss', { name: job.fileName })}
      onClick={() => uploadQueue.dismiss(item.id)}
    />
  );
  switch (phase.kind) {
    case 'waiting':
      return (
        <StatePill tone="neutral" icon={Clock}>
          {t('uploads.waiting')}
        </StatePill>
      );
    case 'sending':
      return (
        <span className="text-sm text-muted tabular-nums">
          {format.percent(job.size > 0 ? sentOf(item) / job.size : 0)}
        </span>
      );
    case 'checking':
      return <LoaderCircle size={15} aria-hidden className="animate-spin text-busy" />;
    case 'needsToken':
      return (
        <StatePill tone="warn" icon={KeyRound}>
          {t('uploads.needsToken')}
        </StatePill>
      );
    case 'done':
      return (
        <>
          <StatePill tone="ok" icon={CircleCheck}>
            {t(job.sha256() === undefined ? 'uploads.ready' : 'uploads.readyHashed')}
          </StatePill>
          {dismiss}
        </>
      );
    case 'failed': {
      const lost = isFailure(phase.error, 'unreachable');
      return (
        <>
          <StatePill tone="bad" icon={lost ? WifiOff : CircleX}>
            {t(lost ? 'uploads.lost' : 'uploads.failed')}
          </StatePill>
          {dismiss}
        </>
      );
    }
    case 'cancelled':
      return (
        <>
          <StatePill tone="neutral" icon={X}>
            {t('uploads.cancelled')}
          </StatePill>
          {dismiss}
        </>
      );
  }
}

/** What is said below the name, with the one thing to do at its end. */
function Line({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-3 text-sm text-muted">
      <div className="min-w-0 flex-1 tabular-nums">{children}</div>
      {action}
    </div>
  );
}

function Details({ item }: { readonly item: QueuedUpload }) {
  const t = useText();
  const format = useFormats();
  const connection = useConnection(item.job.connectionId);
  const now = useSeconds(isMoving(item));
  const { phase, job, id } = item;
  const cancel = (
    <Button
      kind="quiet"
      size="sm"
      aria-label={t('uploads.cancelName', { name: job.fileName })}
      onClick={() => uploadQueue.cancel(id)}
    >
      {t('uploads.cancel')}
    </Button>
  );
  const retry = (
    <Button
      kind="quiet"
      size="sm"
      aria-label={t('uploads.retryName', { name: job.fileName })}
      onClick={() => uploadQueue.retry(id)}
    >
      {t('uploads.retry')}
    </Button>
  );
  switch (phase.kind) {
    case 'waiting':
      return <Line action={cancel}>{format.bytes(job.size)}</Line>;
    case 'sending': {
      const sent = sentOf(item);
      const sentText = format.bytesOf(sent, job.size);
      const { rate, left } = paceOf(phase.samples, phase.total, now);
      const still = now - phase.movedAt;
      return (
        <>
          <ProgressBar
            label={t('uploads.progress', { name: job.fileName })}
            fraction={job.size > 0 ? sent / job.size : undefined}
            valueText={sentText}
          />
          <Line action={cancel}>
            {still >= STALL ? (
              <span className="text-warn">{t('uploads.stalled', { time: format.duration(still) })}</span>
            ) : rate === undefined || left === undefined ? (
              t('uploads.sentOnly', { sent: sentText })
            ) : (
              t('uploads.sent', {
                sent: sentText,
                rate: format.rate(rate),
                left: format.duration(left * 1000),
              })
            )}
          </Line>
        </>
      );
    }
    case 'checking': {
      const since = now - phase.since;
      return (
        <>
          <ProgressBar label={t('uploads.checking')} fraction={undefined} />
          <Line action={cancel}>
            {since >= STALL
              ? t('uploads.checkingFor', { time: format.duration(since) })
              : t('uploads.checking')}
          </Line>
        </>
      );
    }
    case 'needsToken':
      return (
        <Line action={cancel}>
          <p>{t('uploads.needsTokenHint', { connection: connection?.label ?? job.connectionId })}</p>
          <ButtonLink kind="quiet" size="sm" to={`/connections/${job.connectionId}/edit`}>
            {t('uploads.giveToken')}
          </ButtonLink>
        </Line>
      );
    case 'failed': {
      const text = failureText(phase.error, t, format);
      return (
        <Line action={retry}>
          <p>{text.title}</p>
          {text.words && (
            <p dir="auto" className="text-text">
              {text.words}
            </p>
          )}
          <p>
            {phase.sent > 0
              ? t('uploads.stoppedAt', { sent: format.bytesOf(phase.sent, job.size) })
              : text.advice}
          </p>
        </Line>
      );
    }
    case 'cancelled':
      return <Line action={retry}>{format.bytesOf(phase.sent, job.size)}</Line>;
    case 'done': {
      const sha256 = job.sha256();
      return (
        <Line
          action={
            <Link
              to={phase.result.link}
              aria-label={t('uploads.openName', { name: job.name })}
              className="font-semibold text-accent"
            >
              {t('uploads.open')}
            </Link>
          }
        >
          {sha256 !== undefined && (
            <span className="inline-flex min-w-0 items-center gap-1">
              <code dir="ltr" className="text-xs">
                {`sha256:${sha256.slice(0, 12)}…`}
              </code>
              <CopyIconButton text={sha256} label={t('uploads.copyHash')} />
            </span>
          )}
        </Line>
      );
    }
  }
}
