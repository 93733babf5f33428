import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyIconButton } from './CopyButton.tsx';
import { useWords } from './words.ts';

interface ErrorNoticeProps {
  /** What happened, in the console's words. */
  readonly title: ReactNode;
  /** What can be done about it, in the console's words. */
  readonly advice?: ReactNode;
  /** The service's own words, shown as they are. */
  readonly detail?: string | undefined;
  /** What to give to the service's support. */
  readonly requestId?: string | undefined;
  /** Retry and other ways on. */
  readonly actions?: ReactNode;
}

/** A failure, shown where the result would stand. */
export function ErrorNotice({ title, advice, detail, requestId, actions }: ErrorNoticeProps) {
  const words = useWords();
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-bad/30 bg-bad-soft px-4 py-3 text-sm">
      <CircleX size={16} aria-hidden className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {advice !== undefined && <p className="mt-0.5 text-muted">{advice}</p>}
        {detail !== undefined && detail !== '' && (
          <p
            dir="auto"
            className="mt-2 max-h-48 overflow-y-auto border-s-2 border-bad/40 ps-3 whitespace-pre-wrap text-muted"
          >
            {detail}
          </p>
        )}
        {requestId !== undefined && (
          <p className="mt-2 flex items-center gap-1 text-xs text-muted">
            {words.requestId} <code className="truncate">{requestId}</code>
            <CopyIconButton text={requestId} label={words.copy} />
          </p>
        )}
        {actions !== undefined && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
