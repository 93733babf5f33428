import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { classes } from '../ui/classes.ts';
import { useHotkey } from '../ui/useHotkey.ts';
import type { LogHost } from './host.ts';
import { extendTo, writeLines, type LineRange } from './lineRange.ts';
import './log.css';
import { LogLines } from './LogLines.tsx';
import { LogSearch } from './LogSearch.tsx';
import { LogStrip } from './LogStrip.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import type { Place } from './protocol.ts';
import { useClipboard } from './useClipboard.ts';
import { useFollowing } from './useFollowing.ts';
import { useLogAddress } from './useLogAddress.ts';

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
  /** The line to begin at, counted from 0, where the address names none. */
  readonly start: number | undefined;
}

/** A log of any length: searched, folded, linked, followed. The lines stay in the host's worker. */
export function LogViewer({ host, label, isLive, whenEmpty, fileName, start }: LogViewerProps) {
  const t = useText();
  const address = useLogAddress();
  const { lines: linked, hasTimes, setLines } = address;
  const facts = useSyncExternalStore(host.facts.subscribe, host.facts.get);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [isWrapped, setWrapped] = useState(false);
  const [isFull, setFull] = useState(false);
  const [hit, setHit] = useState<Place>();
  const [goal, setGoal] = useState<{ readonly row: number }>();
  const following = useFollowing(scroller, facts, isLive, isLive && linked === undefined);
  const [viewer, setViewer] = useState<HTMLElement | null>(null);
  const clipboard = useClipboard(host, facts, viewer);
  const { stop } = following;

  useHotkey('Escape', () => (clipboard.notice === undefined ? setFull(false) : clipboard.clear()));
  useEffect(() => void host.ask({ kind: 'times', areShown: hasTimes }), [host, hasTimes]);

  const show = useCallback(
    (place: Place): void => {
      if (place.row < 0) return;
      stop();
      setGoal({ row: place.row });
    },
    [stop],
  );
  // A search that came with the address begins at its own first hit.
  const [isSearched] = useState(address.find.query.text !== '');
  const target = linked ? linked.first - 1 : isSearched ? undefined : start;
  const isThere = target !== undefined && facts.lines > target;
  const reached = useRef<number>(undefined);
  useEffect(() => {
    if (!isThere || reached.current === target) return;
    reached.current = target;
    void host.ask({ kind: 'reveal', line: target }).then(show);
  }, [host, isThere, target, show]);

  const topLine = useRef(0);
  const onTop = useCallback((line: number): void => {
    topLine.current = line;
  }, []);
  const lookedAt = useCallback(() => topLine.current, []);
  const onHit = useCallback(
    (place: Place): void => {
      setHit(place);
      show(place);
    },
    [show],
  );
  const latest = useRef(linked);
  useEffect(() => {
    latest.current = linked;
  }, [linked]);
  /** Links to lines that are looked at already: they stay where they are. */
  const link = useCallback(
    (range: LineRange): void => {
      reached.current = range.first - 1;
      // The address follows a little later than quick fingers.
      latest.current = range;
      setLines(range);
    },
    [setLines],
  );
  const onNumber = useCallback(
    (line: number, isRange: boolean): void =>
      link(isRange ? extendTo(latest.current, line) : { first: line, last: line }),
    [link],
  );
  /** Goes on from the line that is linked, and links the error: so it is marked, and in the address. */
  const goToError = async (isForward: boolean): Promise<void> => {
    const line = (latest.current?.first ?? 0) - 1;
    const place = await host.ask({ kind: 'error', line, isForward });
    if (place.line < 0) return;
    show(place);
    onNumber(place.line + 1, false);
    announce(t('logs.atLine', { line: place.line + 1 }));
  };
  const copyLink = (): void => {
    const range = linked ?? { first: topLine.current + 1, last: topLine.current + 1 };
    const there = new URL(location.href);
    there.hash = writeLines(range);
    navigator.clipboard.writeText(there.href).then(
      () => announce(t('logs.linkCopied')),
      () => announce(t('logs.copyFailed'), 'assertive'),
    );
    if (!linked) link(range);
  };

  return (
    <section
      ref={setViewer}
      aria-label={label}
      className={classes(
        'log flex min-w-0 flex-col overflow-hidden',
        clipboard.isAll && 'log-all',
        isFull ? 'log-full fixed inset-0 z-40' : 'h-full min-h-96 rounded-lg border border-log-line',
      )}
    >
      <div className="flex flex-wrap items-center gap-1.5 border-b border-log-line px-2.5 py-1.5">
        <LogSearch
          host={host}
          facts={facts}
          address={address}
          line={lookedAt}
          onPlace={onHit}
          current={hit?.index ?? -1}
        />
        <LogToolbar
          host={host}
          facts={facts}
          times={{ isOn: hasTimes, toggle: () => address.setTimes(!hasTimes) }}
          wrap={{ isOn: isWrapped, toggle: () => setWrapped(!isWrapped) }}
          follow={
            isLive ? { isOn: following.isOn, toggle: following.isOn ? stop : following.toEnd } : undefined
          }
          full={{ isOn: isFull, toggle: () => setFull(!isFull) }}
          onError={(isForward) => void goToError(isForward)}
          onLink={copyLink}
          fileName={fileName}
        />
      </div>
      <div dir="ltr" className="relative flex min-h-0 flex-1">
        <LogLines
          host={host}
          facts={facts}
          label={label}
          whenEmpty={whenEmpty}
          scroller={scroller}
          scrollerRef={setScroller}
          onScroll={following.onScroll}
          isWrapped={isWrapped}
          linked={linked}
          hit={hit}
          goal={goal}
          onTop={onTop}
          onNumber={onNumber}
          onCopy={clipboard.copy}
        />
        <LogStrip
          host={host}
          strip={facts.strip}
          onJump={(fraction) => setGoal({ row: Math.round(fraction * facts.rows) })}
        />
        {clipboard.notice !== undefined && (
          <p
            dir="auto"
            className="absolute start-4 bottom-4 z-3 max-w-[calc(100%-3rem)] rounded-md bg-(--log-accent-ground) px-3 py-1.5 text-sm text-(--log-text) shadow-float"
          >
            {clipboard.notice}
          </p>
        )}
        {following.newLines > 0 && (
          <button
            type="button"
            dir="auto"
            onClick={following.toEnd}
            className="absolute inset-x-0 bottom-4 z-3 mx-auto inline-flex w-fit h-8.5 items-center gap-1.5 rounded-full bg-(--log-accent-ground) px-3.5 text-sm font-semibold text-(--log-accent) shadow-float pointer-coarse:min-h-11"
          >
            <ArrowDown size={15} aria-hidden />
            {t('logs.newLines', { count: following.newLines })}
          </button>
        )}
      </div>
    </section>
  );
}
