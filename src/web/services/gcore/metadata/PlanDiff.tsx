import { classes } from '../../../ui/classes.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import type { LabelPlan, Labels } from './plan.ts';

interface DiffLine {
  readonly sign: '+' | '-';
  readonly key: string;
  readonly value: string;
}

function linesOf({ added, changed, removed }: LabelPlan, before: Labels): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  for (const [key, value] of changed) {
    lines.push({ sign: '-', key, value: before.get(key) ?? '' }, { sign: '+', key, value });
  }
  for (const [key, value] of added) lines.push({ sign: '+', key, value });
  for (const [key, value] of removed) lines.push({ sign: '-', key, value });
  return lines;
}

/** What a plan changes: every line that comes and goes, and how many stay. */
export function PlanDiff({ plan, before }: { readonly plan: LabelPlan; readonly before: Labels }) {
  const t = useText();
  return (
    <ul dir="ltr" className="max-h-96 overflow-y-auto py-2 font-mono text-sm">
      {linesOf(plan, before).map(({ sign, key, value }) => (
        <li
          key={`${sign}${key}`}
          className={classes('flex gap-2.5 px-4 py-0.5', sign === '+' ? 'bg-ok-soft' : 'bg-bad-soft')}
        >
          <span aria-hidden className={classes('font-bold', sign === '+' ? 'text-ok' : 'text-bad')}>
            {sign === '+' ? '+' : '−'}
          </span>
          <span className="sr-only">{t(sign === '+' ? 'gcore.metadata.comes' : 'gcore.metadata.goes')}</span>
          <span className="min-w-0 wrap-anywhere">
            {key} = <bdi>{value}</bdi>
          </span>
        </li>
      ))}
      <li dir="auto" className="px-4 py-0.5 ps-9.5 font-sans text-muted">
        {t('gcore.metadata.untouched', { count: plan.untouched.size })}
      </li>
    </ul>
  );
}
