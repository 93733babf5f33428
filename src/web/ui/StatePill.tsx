import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
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
  readonly children: ReactNode;
}

/** The state of a thing: an icon and a word. */
export function StatePill({ tone, icon: Icon, turning = false, children }: StatePillProps) {
  return (
    <span
      className={classes(
        'inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-full ps-1.5 pe-2.5 text-xs font-semibold whitespace-nowrap',
        'forced-colors:border',
        SOFT[tone],
      )}
    >
      <Icon size={13} aria-hidden className={classes('shrink-0', turning && 'animate-spin')} />
      <span className="truncate">{children}</span>
    </span>
  );
}
