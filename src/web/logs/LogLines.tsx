import {
  useCallback,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { usePainted } from '../ui/usePainted.ts';
import { useRowWindow } from '../ui/useRowWindow.ts';
import type { LogHost } from './host.ts';
import type { LineRange } from './lineRange.ts';
import { LogRow, ROW_HEIGHT, StickyHead } from './LogRow.tsx';
import type { LogFacts, Place } from './protocol.ts';
import { useLogCopy, type Selected } from './useLogCopy.ts';
import { useLogRows } from './useLogRows.ts';

declare module 'react' {
  interface CSSProperties {
    /** How many digits the highest line number has: rows need not be drawn anew when a log grows. */
    readonly '--log-digits'?: number;
  }
}

interface LogLinesProps {
  readonly host: LogHost;
  readonly facts: LogFacts;
  /** What the log is of: its accessible name. */
  readonly label: string;
  /** Said where no line is. */
  readonly whenEmpty: string;
  /** What scrolls, once it is drawn. */
  readonly scroller: HTMLElement | null;
  readonly scrollerRef: (element: HTMLDivElement | null) => void;
  readonly onScroll: () => void;
  readonly isWrapped: boolean;
  readonly linked: LineRange | undefined;
  /** The current hit of the search. */
  readonly hit: Place | undefined;
  /** The row to bring into view; another object each time. */
  readonly goal: { readonly row: number } | undefined;
  /** Hears which line is the first in view. */
  readonly onTop: (line: number) => void;
  readonly onNumber: (line: number, isRange: boolean) => void;
  readonly onCopy: (selected: Selected) => void;
}

/** What scrolls takes the focus, so that the keys that scroll reach it (WCAG 2.1.1). */
const FOCUSABLE = { tabIndex: 0 } as const;
/** Rows are placed from the first one of their block: so they stay where they are while the block is moved. */
const BLOCK = 4096;

/** The lines of a log: only those in view are drawn. */
export function LogLines(props: LogLinesProps) {
  const { host, facts, scroller, isWrapped, linked, hit, goal, onTop, onNumber, onCopy } = props;
  const { label, whenEmpty, scrollerRef, onScroll } = props;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const [kept, setKept] = useState<number>();

  // Wrapped rows are taller than their place: the last one may be scrolled up to the top, so that all of it is seen.
  const spare = isWrapped ? Math.max(0, Math.floor((scroller?.clientHeight ?? 0) / ROW_HEIGHT) - 2) : 0;
  const count = facts.rows + spare;
  const keep = isWrapped ? undefined : kept;
  const hasLines = facts.lines > 0;
  const isPainted = usePainted(hasLines) && hasLines;
  useEffect(() => {
    if (isPainted) void host.ask({ kind: 'drawn' });
  }, [host, isPainted]);
  const { listRef, height, seen, rows, scrollTo } = useRowWindow({
    count,
    rowHeight: ROW_HEIGHT,
    // The first rows are painted before those out of view.
    overscan: isWrapped || !isPainted ? 0 : 25,
    scroller,
    keep,
    inset: ROW_HEIGHT,
  });
  const holdList = useCallback(
    (element: HTMLDivElement | null): void => {
      setList(element);
      listRef(element);
    },
    [listRef],
  );
  const drawn = rows.filter(({ index }) => index < facts.rows && index !== keep);
  const first = drawn[0]?.index ?? 0;
  const end = (drawn.at(-1)?.index ?? 0) + 1;
  const loaded = useLogRows(host, facts, first, end, kept);
  // Rows out of view are drawn when those in view have been; of another revision they may be other lines.
  const settled = useDeferredValue(loaded);
  const beyond = settled.revision === loaded.revision ? settled : loaded;
  const topRow = seen.first;
  useLogCopy(list, loaded, setKept, onCopy);

  const base = isWrapped ? first : first - (first % BLOCK);
  const baseTop = (drawn[0]?.top ?? 0) - (first - base) * ROW_HEIGHT;

  const top = loaded.rows.get(topRow);
  const topLine = top?.line ?? 0;
  useEffect(() => onTop(topLine), [onTop, topLine]);
  const head = top && top.header >= 0 && top.line > top.header ? loaded.heads.get(top.header) : undefined;

  // A row may have been folded away: it is scrolled to when the height knows it.
  const scrollToGoal = useEffectEvent((row: number) => scrollTo(row, 'center'));
  useLayoutEffect(() => {
    if (goal) scrollToGoal(goal.row);
  }, [goal]);
  const hitRow = hit && loaded.rows.get(hit.row);
  // Once for each hit: the reader may have gone elsewhere when its row is drawn again.
  const shownHit = useRef<Place>(undefined);
  const showHit = useEffectEvent((place: Place) => {
    const mark = list?.querySelector('[data-now]');
    if (!mark || shownHit.current === place) return;
    shownHit.current = place;
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  useLayoutEffect(() => {
    if (hit && hitRow) showHit(hit);
  }, [hit, hitRow]);

  const digits = String(facts.lines).length;
  // The number that Tab reaches, from where arrows go on: of the line that is linked, or the first in view.
  const isLink = ({ index }: { index: number }) => loaded.rows.get(index)?.line === (linked?.first ?? 0) - 1;
  const stop = drawn.find(isLink)?.index ?? topRow + (head ? 1 : 0);
  const fold = useCallback(
    (header: number, isClosed: boolean): void => void host.ask({ kind: 'fold', header, isClosed }),
    [host],
  );
  const readFrom = useCallback(
    (line: number, from: number): void => void host.ask({ kind: 'columns', line, from }),
    [host],
  );
  const goToNumber = useEffectEvent((index: number) => {
    list?.querySelector<HTMLElement>(`[data-row="${index}"] [data-number]`)?.focus({ preventScroll: true });
    scrollTo(index);
  });
  const [numberGoal, setNumberGoal] = useState<{ readonly row: number }>();
  useLayoutEffect(() => {
    if (numberGoal) goToNumber(numberGoal.row);
  }, [numberGoal]);
  const onStep = useCallback((row: number): void => setNumberGoal({ row }), []);

  return (
    <>
      {head && <StickyHead head={head} digits={digits} onFold={fold} />}
      <div
        ref={scrollerRef}
        role="group"
        aria-label={label}
        {...FOCUSABLE}
        onScroll={onScroll}
        className="min-w-0 flex-1 overflow-auto -outline-offset-2"
      >
        {facts.lines === 0 && (
          <p dir="auto" className="p-4 text-sm text-log-faint">
            {whenEmpty}
          </p>
        )}
        {/* It is there from the start: measured when rows come, it would have them laid out twice. */}
        <div
          ref={holdList}
          className="relative w-max min-w-full"
          style={{ height, '--log-digits': digits, ...(isWrapped && { width: '100%' }) }}
        >
          <div className="absolute inset-x-0 top-0" style={{ transform: `translateY(${baseTop}px)` }}>
            {rows.map(({ index }) => {
              const isSeen = index >= seen.first && index < seen.end;
              const row = (isSeen ? loaded : beyond).rows.get(index);
              if (!row) return null;
              const line = row.line + 1;
              return (
                <LogRow
                  key={row.line}
                  row={row}
                  head={row.header === row.line ? loaded.heads.get(row.line) : undefined}
                  index={index}
                  top={isWrapped ? undefined : (index - base) * ROW_HEIGHT}
                  isLinked={linked !== undefined && line >= linked.first && line <= linked.last}
                  currentHit={hit?.line === row.line ? hit.within : -1}
                  isStop={index === stop}
                  onNumber={onNumber}
                  onStep={onStep}
                  onFold={fold}
                  onReadFrom={readFrom}
                />
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}
