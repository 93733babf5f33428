import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigation, useSearchParams } from 'react-router';
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
  const leaving = useNavigation().state !== 'idle';
  const [state, setState] = useState(() => readListUrl(params));
  const search = searchOf(writeListUrl(state, params));
  const latest = useRef(state);
  /** Is something shown that the address does not say yet? */
  const ahead = useRef(false);
  /** Queries that were written from here and have not arrived yet. */
  const written = useRef<string[]>([]);
  useEffect(() => {
    latest.current = state;
  });

  useEffect(() => {
    // The router brings what was written here some time later, when more may have been typed already.
    const arrived = written.current.indexOf(params.toString());
    if (arrived >= 0) written.current.splice(0, arrived + 1);
    else if (!ahead.current) {
      const told = readListUrl(params);
      if (!sameList(told, latest.current)) setState(told);
    }
  }, [params]);

  useEffect(() => {
    ahead.current = search !== location.search;
    // Writing the address would call off the way to another page, which may be a panel over this list.
    if (!ahead.current || leaving) return undefined;
    const timer = setTimeout(() => {
      // A panel that was opened meanwhile has seen to it, and a dialog has its own place in the address: what is
      // written from here would take it away again. Its address arrives here in a moment.
      if (search === location.search) return;
      if (new URLSearchParams(location.search).toString() !== params.toString()) return;
      const next = new URLSearchParams(search);
      written.current.push(next.toString());
      setParams(next, { replace: true, preventScrollReset: true, state: entry });
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [search, params, leaving, entry, setParams]);

  const change = useCallback((next: Partial<ListUrl>) => setState((now) => ({ ...now, ...next })), []);
  return { ...state, change, search };
}
