import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ChevronsDownUp,
  ChevronsUpDown,
  CircleAlert,
  Clock,
  Download,
  Link2,
  Maximize2,
  Minimize2,
  WrapText,
} from 'lucide-react';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { classes } from '../ui/classes.ts';
import { useHotkey } from '../ui/useHotkey.ts';
import { useRowWindow } from '../ui/useRowWindow.ts';
import { BarButton } from './BarButton.tsx';
import type { LogHost } from './host.ts';
import { extendTo, readLines, writeLines } from './lineRange.ts';
import './log.css';
import { LogRow, StickyHead } from './LogRow.tsx';
import { LogSearch } from './LogSearch.tsx';
import { LogStrip } from './LogStrip.tsx';
import type { Place } from './protocol.ts';
import { useLogCopy } from './useLogCopy.ts';
import { useLogRows } from './useLogRows.ts';
import { useTopRow } from './useTopRow.ts';

interface LogViewerProps {
  readonly host: LogHost;
  /** What the log is of: its accessible name. */
  readonly label: string;
  /** The log may still grow. */
  readonly isLive: boolean;
  /** Said where no line is. */
  readonly whenEmpty: string;
  /** The name of the file that it is saved as. */
  readonly fileName: string;
  /** Times in front of the lines, as the service puts them there when asked. */
  readonly times: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void };
  /** The line to begin at, counted from 0, where the address names none. */
  readonly start: number | undefined;
}

/** What scrolls takes the focus, so that the keys that scroll reach it (WCAG 2.1.1). */
const FOCUSABLE = { tabIndex: 0 } as const;
const ROW = 21;
/** So close to its end counts as there, in pixels. */
const NEAR_END = 6;

/** A log of any length: searched, folded, linked, followed. The lines stay in the host's worker. */
export function LogViewer({ host, label, isLive, whenEmpty, fileName, times, start }: LogViewerProps) {
  const t = useText();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const facts = useSyncExternalStore(host.facts.subscribe, host.facts.get);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const [isWrapped, setWrapped] = useState(false);
  const [isFull, setFull] = useState(false);
  const [isFollowing, setFollowing] = useState(isLive && hash === '');
  /** How many lines there were when following ended. */
  const [seen, setSeen] = useState(0);
  const [hit, setHit] = useState<Place | undefined>();
  const [kept, setKept] = useState<number>();

  // Wrapped rows are taller than their place: the last one may be scrolled up to the top, so that all of it is seen.
  const spare = isWrapped ? Math.max(0, Math.floor((scroller?.clientHeight ?? 0) / ROW) - 2) : 0;
  const { listRef, height, rows, scrollTo } = useRowWindow({
    count: facts.rows + spare,
    rowHeight: ROW,
    overscan: isWrapped ? 0 : 25,
    scroller,
    keep: isWrapped ? undefined : kept,
    inset: ROW,
  });
  const drawn = rows.filter(({ index }) => index < facts.rows && index !== kept);
  const first = drawn[0]?.index ?? 0;
  const end = (drawn.at(-1)?.index ?? 0) + 1;
  const loaded = useLogRows(host, facts.revision, first, end, kept);
  useLogCopy(host, list, loaded, setKept);

  useHotkey('Escape', () => setFull(false));

  const linked = readLines(hash);
  const digits = String(facts.lines).length;
  const topRow = useTopRow(scroller, facts.rows + spare, ROW);
  const topLine = useRef(0);
  useEffect(() => {
    topLine.current = loaded.rows.get(topRow)?.line ?? 0;
  }, [loaded, topRow]);

  // A row may have been folded away: it is scrolled to when the height knows it.
  const [goal, setGoal] = useState<Place>();
  const scrollToGoal = useEffectEvent((row: number) => scrollTo(row, 'center'));
  useLayoutEffect(() => {
    if (goal) scrollToGoal(goal.row);
  }, [goal]);
  const show = useCallback((place: Place): void => {
    if (place.row < 0) return;
    setFollowing(false);
    setGoal({ ...place });
  }, []);

  const target = linked ? linked.first - 1 : start;
  const isThere = target !== undefined && facts.lines > target;
  const reached = useRef<number>(undefined);
  useEffect(() => {
    if (!isThere || reached.current === target) return;
    reached.current = target;
    void host.ask({ kind: 'reveal', line: target }).then(show);
  }, [host, isThere, target, show]);

  useLayoutEffect(() => {
    if (isFollowing && facts.rows > 0) scroller?.scrollTo({ top: scroller.scrollHeight });
  }, [isFollowing, facts.rows, scroller]);

  const onScroll = (): void => {
    if (!scroller || !isLive) return;
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - NEAR_END;
    if (isAtEnd === isFollowing) return;
    setFollowing(isAtEnd);
    setSeen(facts.lines);
  };
  const toEnd = (): void => {
    setFollowing(isLive);
    scroller?.scrollTo({ top: scroller.scrollHeight });
  };

  const onHit = useCallback(
    (place: Place): void => {
      setHit(place);
      show(place);
    },
    [show],
  );
  const lookedAt = useCallback(() => topLine.current, []);
  const errorFrom = useRef(-1);
  const goToError = async (isForward: boolean): Promise<void> => {
    const place = await host.ask({ kind: 'error', line: errorFrom.current, isForward });
    errorFrom.current = place.line;
    show(place);
    if (place.line >= 0) announce(t('logs.atLine', { line: place.line + 1 }));
  };

  const link = useCallback(
    (line: number, isRange: boolean): void => {
      const range = isRange ? extendTo(readLines(location.hash), line) : { first: line, last: line };
      reached.current = range.first - 1;
      void navigate({ search: location.search, hash: writeLines(range) }, { replace: true });
    },
    [navigate],
  );
  const fold = useCallback(
    (header: number, isClosed: boolean): void => void host.ask({ kind: 'fold', header, isClosed }),
    [host],
  );
  const copyLink = (): void => {
    const range = linked ?? { first: topLine.current + 1, last: topLine.current + 1 };
    const address = new URL(location.href);
    address.hash = writeLines(range);
    navigator.clipboard.writeText(address.href).then(
      () => announce(t('logs.linkCopied')),
      () => announce(t('logs.copyFailed'), 'assertive'),
    );
    if (!linked) link(range.first, false);
  };
  const save = async (): Promise<void> => {
    const address = URL.createObjectURL(
      new Blob([...(await host.ask({ kind: 'raw' }))], { type: 'text/plain' }),
    );
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = fileName;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  const top = loaded.rows.get(topRow);
  const head = top && top.header >= 0 && top.line > top.header ? loaded.heads.get(top.header) : undefined;
  const newLines = facts.lines - seen;
  return (
    <section
      aria-label={label}
      className={classes(
        'log flex min-w-0 flex-col overflow-hidden',
        isFull ? 'fixed inset-0 z-40' : 'h-full min-h-96 rounded-lg border border-log-line',
      )}
    >
      <div className="flex flex-wrap items-center gap-1.5 border-b border-log-line px-2.5 py-1.5">
        <LogSearch host={host} facts={facts} line={lookedAt} onPlace={onHit} current={hit?.index ?? -1} />
        <div role="toolbar" aria-label={t('logs.tools')} className="flex flex-wrap items-center gap-0.5">
          {facts.errors > 0 && (
            <>
              <BarButton
                icon={ArrowUp}
                label={t('logs.previousError')}
                onClick={() => void goToError(false)}
              />
              <BarButton
                icon={CircleAlert}
                label={t('logs.errors', { count: facts.errors })}
                hasWords
                isBad
                onClick={() => void goToError(true)}
              />
            </>
          )}
          {facts.steps > 1 && (
            <>
              <BarButton
                icon={ChevronsDownUp}
                label={t('logs.foldAll')}
                onClick={() => void host.ask({ kind: 'foldAll', isClosed: true })}
              />
              <BarButton
                icon={ChevronsUpDown}
                label={t('logs.unfoldAll')}
                onClick={() => void host.ask({ kind: 'foldAll', isClosed: false })}
              />
            </>
          )}
          <BarButton
            icon={Clock}
            label={t('logs.times')}
            isOn={times.isOn}
            onClick={() => times.onChange(!times.isOn)}
          />
          <BarButton
            icon={WrapText}
            label={t('logs.wrap')}
            hasWords
            isOn={isWrapped}
            onClick={() => setWrapped(!isWrapped)}
          />
          {isLive && (
            <BarButton
              icon={ArrowDownToLine}
              label={t('logs.follow')}
              hasWords
              isOn={isFollowing}
              onClick={() => (isFollowing ? setFollowing(false) : toEnd())}
            />
          )}
          <BarButton icon={Link2} label={t('logs.lineLink')} hasWords onClick={copyLink} />
          <BarButton icon={Download} label={t('logs.raw')} hasWords onClick={() => void save()} />
          <BarButton
            icon={isFull ? Minimize2 : Maximize2}
            label={t(isFull ? 'logs.leaveFull' : 'logs.full')}
            onClick={() => setFull(!isFull)}
          />
        </div>
      </div>
      <div dir="ltr" className="relative flex min-h-0 flex-1">
        {head && <StickyHead head={head} digits={digits} onFold={fold} />}
        <div
          ref={setScroller}
          role="group"
          aria-label={label}
          {...FOCUSABLE}
          onScroll={onScroll}
          className="min-w-0 flex-1 overflow-auto -outline-offset-2"
        >
          {facts.lines === 0 ? (
            <p dir="auto" className="p-4 text-sm text-log-faint">
              {whenEmpty}
            </p>
          ) : (
            <div
              ref={(element) => {
                setList(element);
                listRef(element);
              }}
              className="relative w-max min-w-full"
              style={{ height, ...(isWrapped && { width: '100%' }) }}
            >
              <div
                {...(isWrapped && {
                  className: 'absolute inset-x-0 top-0',
                  style: { transform: `translateY(${drawn[0]?.top ?? 0}px)` },
                })}
              >
                {rows.map(({ index, top: rowTop }) => {
                  const row = loaded.rows.get(index);
                  if (!row) return null;
                  const line = row.line + 1;
                  return (
                    <LogRow
                      key={row.line}
                      row={row}
                      head={row.header === row.line ? loaded.heads.get(row.line) : undefined}
                      index={index}
                      top={isWrapped ? undefined : rowTop}
                      isLinked={linked !== undefined && line >= linked.first && line <= linked.last}
                      currentHit={hit?.line === row.line ? hit.within : -1}
                      digits={digits}
                      onNumber={link}
                      onFold={fold}
                    />
                  );
                })}
              </div>
            </div>
          )}
        </div>
        <LogStrip
          host={host}
          strip={facts.strip}
          onJump={(fraction) => scrollTo(Math.round(fraction * facts.rows), 'center')}
        />
        {isLive && !isFollowing && newLines > 0 && (
          <button
            type="button"
            dir="auto"
            onClick={toEnd}
            className="absolute end-6 bottom-4 z-3 inline-flex h-8.5 items-center gap-1.5 rounded-full bg-(--log-accent-ground) px-3.5 text-sm font-semibold text-(--log-accent) shadow-float pointer-coarse:min-h-11"
          >
            <ArrowDown size={15} aria-hidden />
            {t('logs.newLines', { count: newLines })}
          </button>
        )}
      </div>
    </section>
  );
}
