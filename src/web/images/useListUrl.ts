import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { readListUrl, writeListUrl, type ListUrl } from './listUrl.ts';

/** Text is written into the address this long after the last key, in milliseconds: browsers limit how often. */
const SETTLE = 300;

interface ListState extends ListUrl {
  readonly change: (next: Partial<ListUrl>) => void;
  /** The query of the address of this list, with what was typed but a moment ago: `?q=void`, or empty. */
  readonly search: string;
}

function searchOf(params: URLSearchParams): string {
  return params.size === 0 ? '' : `?${params.toString()}`;
}

function sameList(a: ListUrl, b: ListUrl): boolean {
  const none = new URLSearchParams();
  return writeListUrl(a, none).toString() === writeListUrl(b, none).toString();
}

/**
 * Filter and sorting of a list, kept in its address. What is typed is shown at once and reaches the address a
 * moment later; an address that changes by itself (Back, a link) changes the list.
 */
export function useListUrl(): ListState {
  const [params, setParams] = useSearchParams();
  const { state: entry } = useLocation();
  const [state, setState] = useState(() => readListUrl(params));
  const latest = useRef({ state, entry, setParams });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Queries that were written from here and have not arrived yet. */
  const written = useRef<string[]>([]);
  useEffect(() => {
    latest.current = { state, entry, setParams };
  });

  useEffect(() => {
    // The router brings what was written here some time later, when more may have been typed already.
    const arrived = written.current.indexOf(params.toString());
    if (arrived >= 0) written.current.splice(0, arrived + 1);
    else if (timer.current === undefined) {
      const told = readListUrl(params);
      if (!sameList(told, latest.current.state)) setState(told);
    }
  }, [params]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  const change = useCallback((next: Partial<ListUrl>) => {
    setState((now) => ({ ...now, ...next }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const { state: now, entry: kept, setParams: put } = latest.current;
      const write = (others: URLSearchParams): URLSearchParams => {
        const next = writeListUrl(now, others);
        // Nothing arrives where nothing changes.
        if (next.toString() !== others.toString()) written.current.push(next.toString());
        return next;
      };
      put(write, { replace: true, preventScrollReset: true, state: kept });
    }, SETTLE);
  }, []);

  return { ...state, change, search: searchOf(writeListUrl(state, params)) };
}
