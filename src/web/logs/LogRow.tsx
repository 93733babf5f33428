import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { classes } from '../ui/classes.ts';
import { lookOf, piecesOf } from './pieces.ts';
import type { FoldHead, ViewRow } from './protocol.ts';

interface LogRowProps {
  readonly row: ViewRow;
  /** The step that the row heads. */
  readonly head: FoldHead | undefined;
  readonly index: number;
  /** How far below the top of the list it stands, in pixels; undefined in the flow of wrapped rows. */
  readonly top: number | undefined;
  readonly isLinked: boolean;
  /** Which of its hits is the current one, -1 for none. */
  readonly currentHit: number;
  /** How many digits the highest line number has. */
  readonly digits: number;
  readonly onNumber: (line: number, isRange: boolean) => void;
  readonly onFold: (header: number, isClosed: boolean) => void;
}

/** One line of a log. Its text is text, whatever it holds. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { row, head, index, top, isLinked, currentHit, digits, onNumber, onFold } = props;
  const t = useText();
  const number = row.line + 1;
  const Arrow = head?.isClosed ? ChevronRight : ChevronDown;
  return (
    <div
      data-row={index}
      className={classes(
        'group flex min-h-5.25 min-w-full text-[12.5px] leading-5.25',
        top === undefined ? 'whitespace-pre-wrap' : 'absolute inset-s-0 top-0 h-5.25 w-max whitespace-pre',
        row.skipped > 0 && 'border-t border-log-line',
        isLinked
          ? 'bg-(--log-linked)'
          : row.level === 'error'
            ? 'bg-(--log-bad-ground)'
            : row.level === 'warning'
              ? 'bg-(--log-warn-ground)'
              : head && 'bg-(--log-head-ground)',
      )}
      {...(top !== undefined && { style: { transform: `translateY(${top}px)` } satisfies CSSProperties })}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('logs.linkLine', { line: number })}
        onClick={(event) => onNumber(number, event.shiftKey)}
        style={{ minWidth: `${digits + 4}ch` }}
        className={classes(
          'log-text sticky start-0 z-1 shrink-0 bg-inherit ps-3 pe-3 text-end tabular-nums select-none hover:text-(--log-text) hover:underline',
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
            className="-ms-1 me-1 inline-flex size-5 shrink-0 items-center justify-center self-start rounded-sm text-log-faint select-none hover:text-(--log-text)"
          >
            <Arrow size={13} aria-hidden />
          </button>
          <RowText row={row} currentHit={currentHit} />
          <StepFacts head={head} />
        </span>
      ) : (
        <span className={classes('min-w-0 pe-4', top === undefined && 'wrap-anywhere')}>
          <RowText row={row} currentHit={currentHit} />
        </span>
      )}
    </div>
  );
});

interface StickyHeadProps {
  readonly head: FoldHead;
  readonly digits: number;
  readonly onFold: LogRowProps['onFold'];
}

/** The header of the step that the first row in view belongs to, while its own row is above. */
export function StickyHead({ head, digits, onFold }: StickyHeadProps) {
  const t = useText();
  return (
    <button
      type="button"
      onClick={() => onFold(head.header, true)}
      aria-label={t('logs.fold', { step: `${head.label} ${head.title}` })}
      className="absolute inset-s-0 end-3 top-0 z-2 flex h-5.25 items-center overflow-hidden border-b border-log-line bg-(--log-head-ground) text-start text-[12.5px] leading-5.25 whitespace-pre"
    >
      <span
        style={{ minWidth: `${digits + 4}ch` }}
        className="log-text shrink-0 ps-3 pe-3 text-end text-(--log-accent) tabular-nums"
      >
        {head.header + 1}
      </span>
      <ChevronDown size={13} aria-hidden className="me-1 shrink-0 text-log-faint" />
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
  return <span className="log-text ms-1 text-log-faint select-none">· {facts.join(' · ')}</span>;
}

function RowText({ row, currentHit }: { readonly row: ViewRow; readonly currentHit: number }) {
  const t = useText();
  return (
    <span data-text className="log-text">
      {piecesOf(row).map((piece, index) => {
        const { className, style } = lookOf(piece.style);
        const names = classes(
          className,
          piece.isStamp && 'text-log-faint',
          piece.isControl && 'text-log-faint opacity-80',
        );
        if (piece.hit >= 0) {
          return (
            <mark
              key={index}
              className={classes(
                'rounded-[3px]',
                piece.hit === currentHit
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
      {row.from + row.spans.reduce((sum, { text }) => sum + text.length, 0) < row.columns && (
        <span className="text-log-faint select-none"> {t('logs.cut', { count: row.columns })}</span>
      )}
    </span>
  );
}
