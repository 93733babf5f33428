import { useNow } from './clock.ts';
import type { Moment } from './format.ts';
import { useFormats } from './useLanguage.ts';

/** A moment said relatively ("4 min ago"), kept up to date; hovering tells it in full. */
export function Time({ at }: { readonly at: Moment }) {
  const now = useNow();
  const format = useFormats();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTimeInFull(at)}>
      {format.relative(at, now)}
    </time>
  );
}

/** A moment said absolutely ("12 Nov 2026, 14:05"); hovering adds the zone and, in Persian, the Gregorian date. */
export function DateTime({ at }: { readonly at: Moment }) {
  const format = useFormats();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTimeInFull(at)} className="tabular-nums">
      {format.dateTime(at)}
    </time>
  );
}
