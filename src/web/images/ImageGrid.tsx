import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useHref, useLocation } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { listKey } from '../ui/listKeys.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { usePainted } from '../ui/usePainted.ts';
import { useAtRest } from '../ui/useAtRest.ts';
import { useRowWindow } from '../ui/useRowWindow.ts';
import { gridTemplate } from './columns.ts';
import { useDeletions } from './deletion.ts';
import { GridHead } from './GridHead.tsx';
import { ImageLine, shapeOf } from './ImageCells.tsx';
import type { Sort, SortKey } from './listing.ts';
import type { ConnectionLook } from './marks.tsx';
import { isAtPanel, panelPath, useOpenPanel, usePanelWays } from './panelRoute.ts';
import type { ImageRow } from './row.ts';
import { selectAll, setSelected, NOTHING, type Selection } from './selection.ts';
import { createSlots, type Drawn } from './slots.ts';
import { useRowHeight } from '../ui/useRowHeight.ts';

/** Below this the columns would be too narrow to read, so rows become cards. */
const CARDS = '(width < 70rem)';
const CARD_HEIGHT = 68;
/** The bar at the top of the page, and the head of the table under it, in pixels: both stay in view. */
const TOP_BAR = 52;
const HEAD = 38;
/** Rows drawn beyond the view on either side. */
const OVERSCAN = 10;
/** So long after scrolling, in milliseconds, the elements of the rows follow each other as the rows do again. */
const REST = 150;

/** A row, and where it is drawn. */
interface Line extends Drawn {
  readonly row: ImageRow;
  readonly index: number;
  readonly top: number;
}

interface ImageGridProps {
  /** Its accessible name. */
  readonly label: string;
  readonly rows: readonly ImageRow[];
  /** Which of the rows are shown, in order: places in `rows`. */
  readonly shown: Int32Array;
  readonly columns: readonly SortKey[];
  /** The name of the column of places: each service calls them otherwise. */
  readonly placeLabel: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly looks: ReadonlyMap<string, ConnectionLook>;
  readonly selection: Selection;
  /** How many of the rows shown are selected. */
  readonly shownSelected: number;
  readonly onSelect: (change: (now: Selection) => Selection) => void;
  /** Asks whether to delete what is selected, whichever row has the focus. */
  readonly onDelete: () => void;
  /** Hears which rows are drawn, after that has changed. */
  readonly onScreen: (rows: readonly ImageRow[]) => void;
}

/** The table of images: draws the rows in view, sorts, selects, and moves by the keyboard. */
export function ImageGrid(props: ImageGridProps) {
  const { label, rows, shown, columns, placeLabel, sort, onSort, looks } = props;
  const { selection, shownSelected, onSelect, onDelete, onScreen } = props;
  const t = useText();
  const { place } = usePanelWays();
  const openPanel = useOpenPanel(place);
  // The router's own links cost more than the rest of a row; the base path is all that they add.
  const root = useHref('/').replace(/\/$/, '');
  const { pathname } = useLocation();
  const card = useMediaQuery(CARDS);
  const rowHeight = useRowHeight();
  const deletions = useDeletions();
  const template = useMemo(() => gridTemplate(columns), [columns]);
  const grid = useRef<HTMLDivElement>(null);
  const keys = useId();
  const [current, setCurrent] = useState(0);
  /** The row whose menu is drawn. */
  const [menuOf, setMenuOf] = useState<string>();
  /** Where a range of Shift begins. */
  const anchor = useRef(0);
  const moved = useRef(false);
  const height = card ? CARD_HEIGHT : rowHeight;
  const active = Math.min(current, shown.length - 1);
  // Of another list the rows in view are painted first, and those around them right after: a keystroke waits only for
  // what is seen.
  const isFresh = usePainted(shown) !== shown;
  const {
    listRef,
    height: listHeight,
    rows: drawnRows,
    scrollTo,
  } = useRowWindow({
    count: shown.length,
    rowHeight: height,
    keep: active,
    overscan: isFresh ? 0 : OVERSCAN,
    inset: TOP_BAR + (card ? 0 : HEAD),
  });

  const rowAt = useCallback((index: number) => rows[shown[index] ?? -1], [rows, shown]);
  const [slots] = useState(createSlots<Line>);
  const needed = drawnRows.flatMap(({ index, top }) => {
    const row = rowAt(index);
    return row ? [{ key: row.key, shape: shapeOf(row), row, index, top }] : [];
  });
  // The window gives a new array at every drawing: the places in it say whether it is another one.
  const drawn = drawnRows.map(({ index }) => index).join(' ');
  const isAtRest = useAtRest(drawn, REST);
  const lines =
    isFresh || !isAtRest
      ? slots.swap(needed, ({ index, top }) => isFresh && index !== active && top + height <= listHeight)
      : slots.settle(needed);

  const keysBetween = useCallback(
    (from: number, to: number): string[] => {
      const keys: string[] = [];
      for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
        const row = rowAt(index);
        if (row) keys.push(row.key);
      }
      return keys;
    },
    [rowAt],
  );

  useEffect(() => {
    onScreen(drawn.split(' ').flatMap((index) => rowAt(Number(index)) ?? []));
  }, [onScreen, drawn, rowAt]);

  const tick = useCallback(
    (index: number, checked: boolean, range: boolean) => {
      const keys = keysBetween(range ? anchor.current : index, index);
      anchor.current = index;
      setCurrent(index);
      onSelect((now) => setSelected(now, keys, checked));
    },
    [keysBetween, onSelect],
  );

  const focusRow = (index: number): void => {
    moved.current = true;
    setCurrent(index);
    scrollTo(index);
  };
  // The row must be drawn before it can have the focus.
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  });

  const open = (index: number, dialog?: 'delete'): void => {
    const row = rowAt(index);
    if (row) openPanel(row, dialog);
  };

  const answerKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key.toLowerCase() !== 'a' || event.altKey) return;
      event.preventDefault();
      onSelect(() => selectAll('matching', keysBetween(0, shown.length - 1)));
      return;
    }
    const page = Math.max(1, Math.floor((window.innerHeight - TOP_BAR - HEAD) / height) - 1);
    const at = Number(event.target.dataset['index'] ?? active);
    const next = listKey(event.key, at, { count: shown.length, page });
    const row = rowAt(at);
    if (next !== undefined) {
      if (event.shiftKey) {
        onSelect((now) => setSelected(now, keysBetween(anchor.current, next), true));
      } else anchor.current = next;
      focusRow(next);
    } else if (event.key === ' ' && row) {
      tick(at, event.shiftKey || !selection.keys.has(row.key), event.shiftKey);
    } else if (event.key === 'Enter') open(at);
    else if (event.key === 'Delete') {
      // The dialog says so where it cannot be deleted.
      if (selection.keys.size > 0) onDelete();
      else open(at, 'delete');
    } else if (event.key === 'Escape' && selection.keys.size > 0) onSelect(() => NOTHING);
    else return;
    event.preventDefault();
  };

  const click = (event: MouseEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof Element) || event.target.closest('[popover]')) return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? Number.NaN);
    const row = rowAt(index);
    if (!row) return;
    if (event.target.closest('[data-menu]')) setMenuOf(row.key);
    else if (event.target.closest('a')) {
      // With a key held down the browser opens another tab, or what it does then.
      if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setCurrent(index);
      open(index);
    } else if (!event.target.closest('button, input')) press(index, row, event);
  };

  /** A press beside all buttons. Marking text with the mouse is none. */
  const press = (index: number, row: ImageRow, event: MouseEvent): void => {
    if (getSelection()?.type === 'Range') return;
    if (event.shiftKey) tick(index, true, true);
    else if (event.ctrlKey || event.metaKey) tick(index, !selection.keys.has(row.key), false);
    else {
      anchor.current = index;
      focusRow(index);
      open(index);
    }
  };

  const selectScreen = (): void => {
    const inView = [...(grid.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])].filter((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return bottom > TOP_BAR + (card ? 0 : HEAD) && top < window.innerHeight;
    });
    const keys = inView.flatMap((line) => rowAt(Number(line.dataset['index']))?.key ?? []);
    onSelect((now) => (now.keys.size > 0 ? NOTHING : selectAll('screen', keys)));
  };

  return (
    <>
      <p id={keys} className="sr-only">
        {t('images.keys')}
      </p>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-describedby={keys}
        aria-rowcount={shown.length + 1}
        aria-multiselectable
        onKeyDown={answerKey}
        onClick={click}
        // A press with Shift would mark the text between, rather than rows.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        className="rounded-[10px] border border-line bg-surface-1 outline-none"
      >
        <GridHead
          columns={columns}
          placeLabel={placeLabel}
          template={card ? undefined : template}
          height={HEAD}
          sort={sort}
          onSort={onSort}
          ticked={shownSelected === 0 ? 'none' : shownSelected < shown.length ? 'some' : 'all'}
          onTick={selectScreen}
        />
        <div role="rowgroup" ref={listRef} className="relative" style={{ height: listHeight }}>
          {[...lines].map(([slot, { row, index, top }]) => (
            <ImageLine
              key={slot}
              row={row}
              index={index}
              top={top}
              height={height}
              columns={columns}
              template={template}
              look={looks.get(row.connection)}
              href={`${root}${panelPath(place, row)}`}
              withMenu={row.key === menuOf}
              selected={selection.keys.has(row.key)}
              open={isAtPanel(pathname, panelPath(place, row))}
              current={index === active}
              card={card}
              deletion={deletions.get(row.key)}
              onTick={tick}
            />
          ))}
        </div>
      </div>
    </>
  );
}
