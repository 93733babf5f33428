import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Row } from '../../../../buildlog/log-document.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import type { LogHost } from '../../../logs/host.ts';
import { writeLines } from '../../../logs/lineRange.ts';
import { classes } from '../../../ui/classes.ts';
import { sourceOf } from '../builds/useBuilds.ts';
import { buildPath, type BuildPlace } from '../paths.ts';
import { differingWords, type Change, type Side } from './changes.ts';

/** Two builds, and a place where their logs differ. */
export interface DifferenceProps {
  readonly host: LogHost;
  readonly connection: string;
  readonly image: string;
  readonly left: BuildPlace;
  readonly right: BuildPlace;
  readonly change: Change;
}

/** More lines of one place are not worth reading beside each other: the log itself is the place for them. */
const MOST_LINES = 200;

/** The lines of a side as they are shown; undefined until the worker has answered. */
function useLines(host: LogHost, { version, start }: BuildPlace, side: Side): readonly Row[] | undefined {
  const { shownFrom, shownTo } = side;
  const [rows, setRows] = useState<readonly Row[]>();
  useEffect(() => {
    let isOver = false;
    const build = { source: sourceOf({ version, hasTimes: false }), startDate: start };
    const to = Math.min(shownTo, shownFrom + MOST_LINES);
    void host.ask({ kind: 'lines', build, from: shownFrom, to }).then((found) => {
      if (!isOver) setRows(found);
    });
    return () => {
      isOver = true;
    };
  }, [host, version, start, shownFrom, shownTo]);
  return rows;
}

function textOf(row: Row | undefined): string {
  return row?.spans.map(({ text }) => text).join('') ?? '';
}

/** A place where two logs differ: its lines from both, beside each other. */
export function Difference({ host, connection, image, left, right, change }: DifferenceProps) {
  const t = useText();
  const leftRows = useLines(host, left, change.left);
  const rightRows = useLines(host, right, change.right);
  const isPaired = change.left.count === change.right.count;
  const shared = { connection, image, isPaired };
  return (
    <>
      {change.skipped > 0 && (
        <p className="text-center text-sm text-faint">
          {t('fandogh.compare.skipped', { count: change.skipped })}
        </p>
      )}
      <div className="grid overflow-hidden rounded-[10px] border border-line bg-surface-1 md:grid-cols-2">
        <Lines {...shared} place={left} side={change.left} rows={leftRows} others={rightRows} look="left" />
        <Lines
          {...shared}
          place={right}
          side={change.right}
          rows={rightRows}
          others={leftRows}
          look="right"
        />
      </div>
    </>
  );
}

/** What tells the two sides apart beside their place. */
const LOOKS = {
  left: { sign: '−', ground: 'bg-bad-soft', mark: 'bg-bad/20' },
  right: { sign: '+', ground: 'bg-ok-soft', mark: 'bg-ok/20' },
} as const;

interface LinesProps extends Pick<DifferenceProps, 'connection' | 'image'> {
  readonly place: BuildPlace;
  readonly side: Side;
  readonly rows: readonly Row[] | undefined;
  /** The lines of the other side. */
  readonly others: readonly Row[] | undefined;
  /** Does each line stand beside the one that it took the place of? */
  readonly isPaired: boolean;
  readonly look: keyof typeof LOOKS;
}

function Lines({ connection, image, place, side, rows, others, isPaired, look }: LinesProps) {
  const t = useText();
  const format = useFormats();
  const { version, start } = place;
  const { from, count, shownFrom, shownTo } = side;
  const { sign, ground, mark } = LOOKS[look];
  const range =
    count === 0
      ? t('fandogh.compare.nothing')
      : t('fandogh.compare.lines', { from: from + 1, to: from + count, count });
  const search = start === undefined ? '' : `?${new URLSearchParams({ build: start }).toString()}`;
  const hidden = shownTo - shownFrom - MOST_LINES;
  return (
    <section
      aria-label={`${version}${t('format.separator')}${range}`}
      className="min-w-0 border-line not-first:border-s max-md:not-first:border-s-0 max-md:not-first:border-t"
    >
      <h2 className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-3.5 py-2 text-sm">
        <bdi className="font-semibold">{version}</bdi>
        {count === 0 ? (
          <span className="text-muted">{range}</span>
        ) : (
          <Link
            to={`${buildPath(connection, image, version)}${search}${writeLines({ first: from + 1, last: from + count })}`}
            className="text-accent tabular-nums hover:underline"
          >
            {range}
          </Link>
        )}
      </h2>
      <ol dir="ltr" className="py-1.5 font-mono text-xs leading-5">
        {rows?.map((row, index) => {
          const { line } = row;
          const isChanged = line >= from && line < from + count;
          return (
            <li key={line} className={classes('flex', isChanged && ground)}>
              <span className="w-12 shrink-0 pe-2 text-end text-faint select-none">{line + 1}</span>
              <span className="w-4 shrink-0 text-muted select-none">{isChanged && sign}</span>
              <span
                className={classes(
                  'min-w-0 flex-1 pe-3 wrap-anywhere whitespace-pre-wrap',
                  !isChanged && 'text-muted',
                )}
              >
                <Words
                  text={textOf(row)}
                  other={isChanged && isPaired ? textOf(others?.[index]) : undefined}
                  mark={mark}
                />
              </span>
            </li>
          );
        })}
      </ol>
      {hidden > 0 && (
        <p className="border-t border-line px-3.5 py-2 text-sm text-muted">
          {t('fandogh.compare.hidden', { count: format.number(hidden) })}
        </p>
      )}
    </section>
  );
}

interface WordsProps {
  readonly text: string;
  /** What stands in its place on the other side. */
  readonly other: string | undefined;
  readonly mark: string;
}

/** A line, with the words marked in which it differs from the other side's. */
function Words({ text, other, mark }: WordsProps) {
  const words = other === undefined ? undefined : differingWords(text, other);
  if (!words || words.leftTo <= words.from) return text;
  return (
    <>
      {text.slice(0, words.from)}
      <mark className={classes('rounded-sm text-inherit', mark)}>{text.slice(words.from, words.leftTo)}</mark>
      {text.slice(words.leftTo)}
    </>
  );
}
