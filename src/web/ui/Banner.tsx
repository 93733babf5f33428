import { CircleCheck, CircleX, Info, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { TONE_TEXT, type Tone } from './StatePill.tsx';

const ICONS: Readonly<Record<Tone, LucideIcon>> = {
  ok: CircleCheck,
  busy: LoaderCircle,
  warn: TriangleAlert,
  bad: CircleX,
  neutral: Info,
};

const GROUND: Readonly<Record<Tone, string>> = {
  ok: 'bg-ok-soft',
  busy: 'bg-busy-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  neutral: 'bg-surface-2',
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links at its end. */
  readonly actions?: ReactNode;
}

/** A message about a whole page or card, in a coloured box. Text keeps the page's colour: the icon carries the tone. */
export function Banner({ tone, title, children, actions }: NoticeProps) {
  return (
    <div
      className={classes(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md px-3.5 py-2.5',
        GROUND[tone],
      )}
    >
      <Notice tone={tone} title={title}>
        {children}
      </Notice>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

/** One finding among several, without a box: icon, a line in bold, the reason under it. */
export function Notice({ tone, title, children }: Omit<NoticeProps, 'actions'>) {
  const Icon = ICONS[tone];
  return (
    <div className="flex min-w-0 flex-1 gap-2.5 text-sm">
      <Icon
        size={15}
        aria-hidden
        className={classes('mt-0.5 shrink-0', TONE_TEXT[tone], tone === 'busy' && 'animate-spin')}
      />
      <div className="min-w-0">
        <div className="font-semibold">{title}</div>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
    </div>
  );
}
