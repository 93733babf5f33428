import { useCallback, useLayoutEffect, useState } from 'react';
import type { LogFacts } from './protocol.ts';

/** Following a log that grows: its end stays in view for as long as the reader stays there. */
export interface Following {
  readonly isOn: boolean;
  /** Lines that have come since following ended. */
  readonly newLines: number;
  readonly stop: () => void;
  readonly toEnd: () => void;
  /** To be called when the log has scrolled. */
  readonly onScroll: () => void;
}

/** So close to its end counts as there, in pixels. */
const NEAR_END = 6;

/** @param isFirst whether to begin at the end */
export function useFollowing(
  scroller: HTMLElement | null,
  { lines, rows }: Pick<LogFacts, 'lines' | 'rows'>,
  isLive: boolean,
  isFirst: boolean,
): Following {
  const [isOn, setOn] = useState(isFirst);
  /** How many lines the reader has seen come. */
  const [seen, setSeen] = useState(lines);
  if (isOn && seen !== lines) setSeen(lines);

  useLayoutEffect(() => {
    if (isOn && rows > 0) scroller?.scrollTo({ top: scroller.scrollHeight });
  }, [isOn, rows, scroller]);

  return {
    isOn,
    newLines: isLive && !isOn ? lines - seen : 0,
    stop: useCallback(() => setOn(false), []),
    toEnd: () => {
      setOn(isLive);
      scroller?.scrollTo({ top: scroller.scrollHeight });
    },
    onScroll: () => {
      if (!scroller || !isLive) return;
      setOn(scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - NEAR_END);
    },
  };
}
