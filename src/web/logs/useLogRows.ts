import { useEffect, useRef, useState } from 'react';
import type { LogHost } from './host.ts';
import type { FoldHead, ViewRow } from './protocol.ts';

/** What is drawn of a log: rows by their place, and the steps they belong to by the line that heads them. */
export interface LoadedRows {
  readonly rows: ReadonlyMap<number, ViewRow>;
  readonly heads: ReadonlyMap<number, FoldHead>;
}

/** A window of rows, as they are at a revision of the log. */
interface Wish {
  readonly revision: number;
  readonly from: number;
  readonly to: number;
}

const NONE: LoadedRows = { rows: new Map(), heads: new Map() };

/**
 * The rows of a window. What was there stays on screen until the worker has answered; while it works, only the last
 * window that was wished for waits.
 * @param kept a row that stays although it is outside of the window
 */
export function useLogRows(
  host: LogHost,
  revision: number,
  first: number,
  end: number,
  kept: number | undefined,
): LoadedRows {
  const [loaded, setLoaded] = useState(NONE);
  const wish = useRef<Wish | undefined>(undefined);
  const isAsking = useRef(false);
  const keptNow = useRef(kept);
  useEffect(() => {
    keptNow.current = kept;
  }, [kept]);

  // What was asked of a host that has closed since is never answered.
  useEffect(
    () => () => {
      isAsking.current = false;
    },
    [],
  );
  useEffect(() => {
    const ask = async (): Promise<void> => {
      isAsking.current = true;
      for (let next = wish.current; next; next = wish.current) {
        wish.current = undefined;
        const { from, rows, folds } = await host.ask({ kind: 'rows', from: next.from, to: next.to });
        setLoaded((before) => {
          const keptRow = before.rows.get(keptNow.current ?? -1);
          return {
            rows: new Map([
              ...(keptRow && keptNow.current !== undefined ? [[keptNow.current, keptRow] as const] : []),
              ...rows.map((row, index) => [from + index, row] as const),
            ]),
            heads: new Map(folds.map((head) => [head.header, head])),
          };
        });
      }
      isAsking.current = false;
    };
    wish.current = { revision, from: first, to: end };
    if (!isAsking.current) void ask();
  }, [host, revision, first, end]);

  return loaded;
}
