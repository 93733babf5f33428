import type { LucideIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { classes } from './classes.ts';

/** What a colour means here. It never stands alone: an icon or a word says the same. */
export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'neutral';

const SOFT: Readonly<Record<Tone, string>> = {
  ok: 'bg-ok-soft text-ok',
  busy: 'bg-busy-soft text-busy',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  neutral: 'bg-surface-2 text-muted',
};

/** The colour of text and icons of each tone. */
export const TONE_TEXT: Readonly<Record<Tone, string>> = {
  ok: 'text-ok',
  busy: 'text-busy',
  warn: 'text-warn',
  bad: 'text-bad',
  neutral: 'text-faint',
};

interface StatePillProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  /** Turns the icon: something is going on. */
  readonly turning?: boolean;
  /** More of it, on hover. */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** The icon alone: many rows of a list have the same. */
const Sign = memo(function Sign({
  icon: Icon,
  turning,
}: {
  readonly icon: LucideIcon;
  readonly turning: boolean;
}) {
  return <Icon size={13} aria-hidden className={classes('shrink-0', turning && 'animate-spin')} />;
});

/** The state of a thing: an icon and a word. */
export function StatePill({ tone, icon, turning = false, title, children }: StatePillProps) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-full ps-1.5 pe-2.5 text-xs font-semibold whitespace-nowrap',
        'forced-colors:border',
        SOFT[tone],
      )}
    >
      <Sign icon={icon} turning={turning} />
      <span className="truncate">{children}</span>
    </span>
  );
}
