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
  useEffect(() => {
    latest.current = { state, entry, setParams };
  });

  useEffect(() => {
    if (timer.current !== undefined) return;
    const others = new URLSearchParams();
    const told = readListUrl(params);
    const differs =
      writeListUrl(told, others).toString() !== writeListUrl(latest.current.state, others).toString();
    if (differs) setState(told);
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
      put((others) => writeListUrl(now, others), { replace: true, preventScrollReset: true, state: kept });
    }, SETTLE);
  }, []);

  return { ...state, change, search: searchOf(writeListUrl(state, params)) };
}
