import { ChevronDown, ChevronRight, StepBack, StepForward } from 'lucide-react';
import { Fragment, memo, type CSSProperties } from 'react';
import { ROW_COLUMNS } from '../../buildlog/log-document.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { classes } from '../ui/classes.ts';
import { lookOf, piecesOf } from './pieces.ts';
import type { FoldHead, ViewRow } from './protocol.ts';

/** Of every row that is not wrapped, in pixels. */
export const ROW_HEIGHT = 24;

interface LogRowProps {
  readonly row: ViewRow;
  /** The step that the row heads. */
  readonly head: FoldHead | undefined;
  readonly index: number;
  /** How far below the first row of its block it stands, in pixels; undefined in the flow of wrapped rows. */
  readonly top: number | undefined;
  readonly isLinked: boolean;
  /** Which of its hits is the current one, -1 for none. */
  readonly currentHit: number;
  /** The Tab key reaches its number. */
  readonly isStop: boolean;
  readonly onNumber: (line: number, isRange: boolean) => void;
  /** Goes to the number of the row above or below. */
  readonly onStep: (index: number) => void;
  readonly onFold: (header: number, isClosed: boolean) => void;
  /** Shows a line that is longer than a row from a column on. */
  readonly onReadFrom: (line: number, column: number) => void;
}

/** One line of a log. Its text is text, whatever it holds. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { row, head, index, top, currentHit, isStop, onNumber, onStep, onFold, onReadFrom } = props;
  const t = useText();
  const number = row.line + 1;
  const Arrow = head?.isClosed ? ChevronRight : ChevronDown;
  return (
    <div
      data-row={index}
      className={classes(
        'group flex min-h-6 min-w-full text-[12.5px] leading-6',
        top === undefined ? 'whitespace-pre-wrap' : 'absolute inset-s-0 top-0 h-6 w-max whitespace-pre',
        row.skipped > 0 && 'border-t border-log-line',
        groundOf(props),
      )}
      {...(top !== undefined && { style: { transform: `translateY(${top}px)` } satisfies CSSProperties })}
    >
      <button
        type="button"
        data-number
        tabIndex={isStop ? 0 : -1}
        // The digits that are seen, which are not the language's.
        aria-label={t('logs.linkLine', { line: String(number) })}
        onClick={(event) => onNumber(number, event.shiftKey)}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (by === 0) return;
          event.preventDefault();
          onStep(index + by);
        }}
        className={classes(
          'log-text sticky start-0 z-1 min-w-[calc((var(--log-digits)+4)*1ch)] shrink-0 bg-inherit ps-3 pe-3 text-end tabular-nums select-none hover:text-(--log-text) hover:underline',
          row.level === 'error' ? 'text-(--log-bad)' : head ? 'text-(--log-accent)' : 'text-(--log-number)',
        )}
      >
        {number}
      </button>
      {head ? (
        <span className="flex min-w-0 pe-4">
          <button
            type="button"
            aria-expanded={!head.isClosed}
            aria-label={t(head.isClosed ? 'logs.unfold' : 'logs.fold', {
              step: `${head.label} ${head.title}`,
            })}
            onClick={() => onFold(head.header, !head.isClosed)}
            className="me-0.5 inline-flex size-6 shrink-0 items-center justify-center self-start rounded-sm text-(--log-quiet) select-none hover:text-(--log-text)"
          >
            <Arrow size={13} aria-hidden />
          </button>
          <RowText row={row} currentHit={currentHit} onReadFrom={onReadFrom} />
          <StepFacts head={head} />
        </span>
      ) : (
        <span className={classes('min-w-0 pe-4', top === undefined && 'wrap-anywhere')}>
          <RowText row={row} currentHit={currentHit} onReadFrom={onReadFrom} />
        </span>
      )}
    </div>
  );
});

/** What a row stands on. None is bare: its number takes the ground over, and hides the text scrolled below it. */
function groundOf({ row, head, isLinked }: LogRowProps): string {
  if (isLinked) return 'bg-(--log-linked)';
  if (row.level === 'error') return 'bg-(--log-bad-ground)';
  if (row.level === 'warning') return 'bg-(--log-warn-ground)';
  return head ? 'bg-(--log-head-ground)' : 'bg-log-bg';
}

interface StickyHeadProps {
  readonly head: FoldHead;
  /** How many digits the highest line number has. */
  readonly digits: number;
  readonly onFold: LogRowProps['onFold'];
}

/** The header of the step that the first row in view belongs to, while its own row is above. */
export function StickyHead({ head, digits, onFold }: StickyHeadProps) {
  return (
    <button
      type="button"
      onClick={() => onFold(head.header, true)}
      aria-expanded
      className="absolute inset-s-0 end-3 top-0 z-2 flex h-6 items-center overflow-hidden border-b border-log-line bg-(--log-head-ground) text-start text-[12.5px] leading-6 whitespace-pre"
    >
      <span
        style={{ minWidth: `${digits + 4}ch` }}
        className="log-text shrink-0 ps-3 pe-3 text-end text-(--log-accent) tabular-nums"
      >
        {head.header + 1}
      </span>
      <ChevronDown size={13} aria-hidden className="me-1 shrink-0 text-(--log-quiet)" />
      <span className="log-text truncate">
        {head.label} {head.title}
      </span>
      <StepFacts head={head} />
    </button>
  );
}

/** How much a step has folded, how long it took, and how it ended when not well. */
function StepFacts({ head }: { readonly head: FoldHead }) {
  const t = useText();
  const format = useFormats();
  const lines = head.end - head.header - 1;
  const facts = [
    ...(head.isClosed && lines > 0 ? [t('logs.stepLines', { count: lines })] : []),
    ...(head.seconds === undefined ? [] : [format.duration(head.seconds * 1000)]),
    ...(head.state === 'failed' || head.state === 'cached' || head.state === 'cancelled'
      ? [t(`logs.step.${head.state}`)]
      : []),
  ];
  if (facts.length === 0) return null;
  return (
    <span className="log-text ms-1 text-(--log-quiet) select-none">
      {facts.map((fact) => (
        <Fragment key={fact}>
          {'· '}
          <bdi>{fact}</bdi>{' '}
        </Fragment>
      ))}
    </span>
  );
}

interface RowTextProps extends Pick<LogRowProps, 'row' | 'currentHit' | 'onReadFrom'> {}

function RowText({ row, currentHit, onReadFrom }: RowTextProps) {
  const end = row.from + row.spans.reduce((sum, { text }) => sum + text.length, 0);
  const isBegun = row.from > row.stamp;
  const isCut = end < row.columns;
  return (
    <>
      {isBegun && (
        <ReadOn row={row} from={Math.max(0, row.from - ROW_COLUMNS)} isBack onReadFrom={onReadFrom} />
      )}
      <span data-text className="log-text">
        {piecesOf(row).map((piece, index) => {
          const { className, style } = lookOf(piece.style);
          const names = classes(
            className,
            piece.isStamp && 'text-(--log-quiet)',
            piece.isControl && 'text-(--log-quiet) opacity-80',
          );
          if (piece.hit >= 0) {
            const isNow = piece.hit === currentHit;
            return (
              <mark
                key={index}
                {...(isNow && { 'data-now': '' })}
                className={classes(
                  'scroll-mx-32 rounded-[3px]',
                  isNow
                    ? 'bg-(--log-hit-now) text-(--log-on-hit)'
                    : `bg-(--log-hit) ${className === '' ? 'text-inherit' : className}`,
                )}
              >
                {piece.text}
              </mark>
            );
          }
          if (names === '' && Object.keys(style).length === 0) return piece.text;
          return (
            <span key={index} className={names} style={style}>
              {piece.text}
            </span>
          );
        })}
      </span>
      {isCut && <ReadOn row={row} from={end} onReadFrom={onReadFrom} />}
    </>
  );
}

interface ReadOnProps extends Pick<LogRowProps, 'row' | 'onReadFrom'> {
  readonly from: number;
  readonly isBack?: boolean;
}

/** Shows another part of a line that is too long for a row: a browser lays out a megabyte for seconds. */
function ReadOn({ row, from, isBack = false, onReadFrom }: ReadOnProps) {
  const t = useText();
  const Icon = isBack ? StepBack : StepForward;
  const to = Math.min(from + ROW_COLUMNS, row.columns);
  return (
    <button
      type="button"
      onClick={() => onReadFrom(row.line, from)}
      className="mx-2 inline-flex h-4.5 items-center gap-1 self-center rounded-sm bg-(--log-accent-ground) px-1.5 align-middle text-xs text-(--log-accent) select-none hover:underline"
    >
      <Icon size={12} aria-hidden />
      {t(isBack ? 'logs.readBack' : 'logs.readOn', { from: from + 1, to, count: row.columns })}
    </button>
  );
}
