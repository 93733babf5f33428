import {
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  Clock,
  CloudDownload,
  LoaderCircle,
  Lock,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { useNow } from '../i18n/clock.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { StatePill } from '../ui/StatePill.tsx';
import { STALL } from './follow.ts';
import { isGivenUp, quietTime } from './followers.ts';
import type { Entry } from './outbox.ts';
import { STATES, type ImageRow, type ImageState } from './row.ts';

const ICONS: Readonly<Record<ImageState, LucideIcon>> = {
  noVersion: CircleDashed,
  pending: Clock,
  building: LoaderCircle,
  built: CircleCheck,
  failed: CircleX,
  buildFailed: CircleX,
  queued: Clock,
  importing: CloudDownload,
  importFailed: CircleX,
  ready: CircleCheck,
  saving: LoaderCircle,
  active: CircleCheck,
  locked: Lock,
  deleting: Trash2,
  unknown: CircleQuestionMark,
};

/** Is the image on its way out by the word of somebody here? */
export function isLeaving(deletion: Entry | undefined): boolean {
  return deletion !== undefined && deletion.state !== 'failed';
}

interface StateMarkProps {
  readonly row: Pick<ImageRow, 'state' | 'stateWord' | 'reason'>;
  readonly deletion: Entry | undefined;
}

/** The state of an image: icon and word, with its reason on hover. */
export function StateMark({ row, deletion }: StateMarkProps) {
  const t = useText();
  const state = isLeaving(deletion) ? 'deleting' : row.state;
  const unknown = state === 'unknown' && row.stateWord !== '';
  const Icon = ICONS[state];
  return (
    <StatePill
      tone={STATES[state].tone}
      icon={Icon}
      turning={Icon === LoaderCircle}
      title={row.reason || undefined}
    >
      {unknown ? <bdi>{row.stateWord}</bdi> : t(`states.${state}`)}
    </StatePill>
  );
}

/** That a moving image has shown no change for long, in a few words and in full; undefined before it is long. */
export function useQuiet(row: ImageRow): { readonly short: string; readonly full: string } | undefined {
  const t = useText();
  const format = useFormats();
  const now = useNow();
  const quiet = quietTime(row, now);
  if (quiet < STALL) return undefined;
  const time = format.duration(quiet);
  const short = t('images.quiet', { time });
  return { short, full: isGivenUp(row) ? t('images.quietStopped', { time }) : short };
}
