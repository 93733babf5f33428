import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { NavigationType, useLocation, useNavigate, useNavigation, useNavigationType } from 'react-router';
import { readFind, writeFind, type Find } from './findAddress.ts';
import { readLines, writeLines, type LineRange } from './lineRange.ts';

/** What the address says of the log that is looked at, so that a link shows the same. */
export interface LogAddress {
  readonly lines: LineRange | undefined;
  readonly hasTimes: boolean;
  readonly find: Find;
  /** The reader came here by opening, reloading, or going back and forward: what the address says counts. */
  readonly isArrival: boolean;
  /** Another page is on its way: to write the address would call that off. */
  readonly isLeaving: boolean;
  readonly setLines: (lines: LineRange) => void;
  readonly setTimes: (hasTimes: boolean) => void;
  readonly setFind: (find: Find) => void;
}

const TIMES = 'times';

/** Reads and writes the address. Nothing that is written makes a step that Back would have to undo. */
export function useLogAddress(): LogAddress {
  const navigate = useNavigate();
  const { search, hash } = useLocation();
  const isArrival = useNavigationType() === NavigationType.Pop;
  const isLeaving = useNavigation().state !== 'idle';
  const now = useRef({ search, hash });
  useLayoutEffect(() => {
    now.current = { search, hash };
  }, [search, hash]);

  const go = useCallback(
    (to: { readonly search?: string; readonly hash?: string }): void => {
      const next = { ...now.current, ...to };
      if (next.search === now.current.search && next.hash === now.current.hash) return;
      now.current = next;
      void navigate(next, { replace: true, preventScrollReset: true });
    },
    [navigate],
  );
  const setLines = useCallback((lines: LineRange): void => go({ hash: writeLines(lines) }), [go]);
  const setTimes = useCallback(
    (hasTimes: boolean): void => {
      const params = new URLSearchParams(now.current.search);
      if (hasTimes) params.set(TIMES, '');
      else params.delete(TIMES);
      go({ search: searchOf(params) });
    },
    [go],
  );
  const setFind = useCallback(
    (find: Find): void => {
      const params = new URLSearchParams(now.current.search);
      // Other spellings of the same search stay as they came.
      if (JSON.stringify(readFind(params)) === JSON.stringify(find)) return;
      go({ search: searchOf(writeFind(params, find)) });
    },
    [go],
  );

  return useMemo(() => {
    const params = new URLSearchParams(search);
    return {
      lines: readLines(hash),
      hasTimes: params.has(TIMES),
      find: readFind(params),
      isArrival,
      isLeaving,
      setLines,
      setTimes,
      setFind,
    };
  }, [search, hash, isArrival, isLeaving, setLines, setTimes, setFind]);
}

function searchOf(params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
