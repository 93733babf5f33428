import {
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  GitCompareArrows,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import { Link, useLocation } from 'react-router';
import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import type { Connection } from '../../../api/connection.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { STATES } from '../../../images/row.ts';
import type { BuildFacts } from '../../../logs/protocol.ts';
import { classes } from '../../../ui/classes.ts';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { TONE_TEXT } from '../../../ui/StatePill.tsx';
import { buildPath, comparePath } from '../paths.ts';
import { versionState } from '../row.ts';
import { lastGoodBefore } from '../versions/order.ts';

interface BuildListProps {
  readonly connection: Connection;
  readonly image: string;
  readonly version: string;
  /** Undefined before the service has told of them. */
  readonly builds: readonly BuildFacts[] | undefined;
  /** Asking for them failed, which is told elsewhere. */
  readonly failed: boolean;
  readonly shown: BuildFacts | undefined;
  /** All versions of the image, to find one to compare with. */
  readonly others: readonly FandoghVersion[];
}

function iconOf(word: string): LucideIcon {
  switch (STATES[versionState(word)].tone) {
    case 'ok':
      return CircleCheck;
    case 'bad':
      return CircleX;
    case 'neutral':
      return CircleQuestionMark;
    default:
      return LoaderCircle;
  }
}

/** The builds of a version, the last one first, and with what they can be compared. */
export function BuildList(props: BuildListProps) {
  const { connection, image, version, builds, failed, shown, others } = props;
  const t = useText();
  const format = useFormats();
  const { search } = useLocation();
  const ordered = (builds ?? []).toSorted((a, b) => (b.startDate ?? '').localeCompare(a.startDate ?? ''));
  const good = lastGoodBefore(others, version);
  const before = ordered[ordered.findIndex((one) => one === shown) + 1] ?? ordered[0];
  const comparisons =
    shown === undefined
      ? []
      : [
          ...(before !== undefined && before !== shown
            ? [{ left: { version, start: before.startDate }, label: t('fandogh.build.compareTwo') }]
            : []),
          ...(good !== undefined
            ? [{ left: { version: good }, label: t('fandogh.build.compareGood', { version: good }) }]
            : []),
          ...(others.length > 1 ? [{ left: undefined, label: t('fandogh.build.compareAny') }] : []),
        ];
  const toBuild = (build: BuildFacts, isLast: boolean): string => {
    const query = new URLSearchParams(search);
    if (isLast || build.startDate === undefined) query.delete('build');
    else query.set('build', build.startDate);
    const text = query.toString();
    return `${buildPath(connection.id, image, version)}${text === '' ? '' : `?${text}`}`;
  };
  return (
    <nav
      aria-label={t('fandogh.build.builds', { version })}
      className="overflow-hidden rounded-[10px] border border-line bg-surface-1"
    >
      <h2 className="px-3.5 py-2.5 text-sm font-semibold text-muted">
        {t('fandogh.build.builds', { version })}
      </h2>
      {builds?.length === 0 && (
        <p className="border-t border-line px-3.5 py-3 text-sm text-muted">{t('fandogh.build.none')}</p>
      )}
      {builds === undefined && !failed && (
        <div className="border-t border-line">
          <SkeletonRows count={2} />
        </div>
      )}
      <ol>
        {ordered.map((build, index) => {
          const word = build.state?.toUpperCase() ?? '';
          const Icon = iconOf(word);
          const { tone, moving } = STATES[versionState(word)];
          const from = parseFandoghDate(build.startDate ?? null);
          const to = parseFandoghDate(build.endDate ?? null);
          return (
            <li key={build.startDate ?? index} className="border-t border-line">
              <Link
                to={toBuild(build, index === 0)}
                aria-current={build === shown ? 'true' : undefined}
                className={classes(
                  'flex gap-2.5 px-3.5 py-2.5',
                  build === shown ? 'bg-selected' : 'hover:bg-hover',
                )}
              >
                <Icon
                  size={15}
                  aria-hidden
                  className={classes('mt-0.5 shrink-0', TONE_TEXT[tone], moving && 'animate-spin')}
                />
                <span className="min-w-0 flex-1">
                  <span className="flex justify-between gap-2 text-sm">
                    <span className="font-semibold">
                      {t('fandogh.build.number', { number: ordered.length - index })}
                    </span>
                    <span className="text-muted tabular-nums">
                      {t('logs.stepLines', { count: build.lines })}
                    </span>
                  </span>
                  <span className="block text-sm text-muted tabular-nums">
                    <span className="sr-only">{t(`states.${versionState(word)}`)}, </span>
                    {from !== undefined && (
                      <span title={format.dateTimeInFull(from)}>{format.time(from)}</span>
                    )}
                    {from !== undefined &&
                      to !== undefined &&
                      `${t('format.separator')}${t('fandogh.build.took', { time: format.duration(to - from) })}`}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
      {comparisons.map(({ left, label }) => (
        <Link
          key={label}
          to={comparePath(connection.id, image, left, { version, start: shown?.startDate })}
          className="flex min-h-11 items-center gap-2 border-t border-line px-3.5 py-2.5 text-sm font-semibold text-muted hover:bg-hover hover:text-text"
        >
          <GitCompareArrows size={15} aria-hidden className="shrink-0" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
