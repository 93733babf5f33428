import { useEffect, useRef, useState } from 'react';
import type { LogHost } from './host.ts';
import type { FoldHead, LogFacts, RowsResult, ViewRow } from './protocol.ts';

/** What is drawn of a log: rows by their place, and the steps they belong to by the line that heads them. */
export interface LoadedRows {
  /** The revision of the log that the rows are of. */
  readonly revision: number;
  readonly rows: ReadonlyMap<number, ViewRow>;
  readonly heads: ReadonlyMap<number, FoldHead>;
}

/** A window of rows, as they are at a revision of the log. */
interface Wish {
  readonly revision: number;
  readonly from: number;
  readonly to: number;
  /** A row that stays although it is outside of the window. */
  readonly kept: number | undefined;
}

const NONE: LoadedRows = { revision: -1, rows: new Map(), heads: new Map() };
/** So many rows beyond the window are fetched with it, and so many times as many kept: for who scrolls on, or back. */
const AHEAD = 60;
const BEHIND = 3 * AHEAD;

/** The rows to ask for; undefined when all that is wished for is there. */
function missing({ revision, rows }: LoadedRows, wish: Wish): { from: number; to: number } | undefined {
  let { from, to } = wish;
  if (revision === wish.revision) {
    while (from < to && rows.has(from)) from++;
    while (from < to && rows.has(to - 1)) to--;
    if (from === to) return undefined;
  }
  return {
    from: from > wish.from ? from : Math.max(0, from - AHEAD),
    to: to < wish.to ? to : to + AHEAD,
  };
}

/** What was known already, if it is the same: then it need not be drawn again. */
function unchanged<T>(known: T | undefined, told: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(told) ? known : told;
}

function merge(before: LoadedRows, wish: Wish, answer: RowsResult): LoadedRows {
  const isSame = before.revision === wish.revision;
  const rows = new Map<number, ViewRow>();
  for (const [index, row] of before.rows) {
    const isNear = index >= wish.from - BEHIND && index < wish.to + BEHIND;
    if (index === wish.kept || (isSame && isNear)) rows.set(index, row);
  }
  for (const [offset, row] of answer.rows.entries()) {
    const index = answer.from + offset;
    rows.set(index, unchanged(before.rows.get(index), row));
  }
  const heads = new Map(isSame ? before.heads : []);
  for (const head of answer.folds) heads.set(head.header, unchanged(before.heads.get(head.header), head));
  return { revision: wish.revision, rows, heads };
}

/** Whether the rows of a window are all among those that were told. */
function covers({ from, rows }: RowsResult, first: number, end: number): boolean {
  return from <= first && end <= from + rows.length;
}

/**
 * The rows of a window. They come with the facts while the reader stays where he is, and are asked for when he goes
 * elsewhere: what was there stays on screen until the worker has answered, and while it works, only the last window
 * that was wished for waits.
 * @param kept a row that stays although it is outside of the window
 */
export function useLogRows(
  host: LogHost,
  facts: Pick<LogFacts, 'revision' | 'rows' | 'window'>,
  first: number,
  end: number,
  kept: number | undefined,
): LoadedRows {
  const { revision, rows, window } = facts;
  const [shown, setShown] = useState(NONE);
  const loaded = useRef(NONE);
  const wish = useRef<Wish | undefined>(undefined);
  const isAsking = useRef(false);

  const isTold = shown.revision < revision && rows > 0 && covers(window, first, Math.min(end, rows));
  const now = isTold ? merge(shown, { revision, from: first, to: end, kept }, window) : shown;
  if (isTold) setShown(now);

  // What was asked of a host that has closed since is never answered.
  useEffect(
    () => () => {
      isAsking.current = false;
      loaded.current = NONE;
    },
    [],
  );
  useEffect(() => {
    if (now.revision > loaded.current.revision) loaded.current = now;
  }, [now]);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      isAsking.current = true;
      for (let next = wish.current; next; next = wish.current) {
        wish.current = undefined;
        const range = missing(loaded.current, next);
        if (!range) continue;
        const looksAt = { from: next.from, to: next.to + AHEAD };
        const answer = await host.ask({ kind: 'rows', ...range, looksAt });
        // Facts that came meanwhile had rows that are newer.
        if (next.revision < loaded.current.revision) continue;
        loaded.current = merge(loaded.current, next, answer);
        setShown(loaded.current);
      }
      isAsking.current = false;
    };
    wish.current = { revision, from: first, to: end, kept };
    if (!isAsking.current) void ask();
  }, [host, revision, first, end, kept]);

  return now;
}
