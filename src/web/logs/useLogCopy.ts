import { useEffect } from 'react';
import type { Position } from '../../buildlog/log-document.ts';
import type { LoadedRows } from './useLogRows.ts';

/** What is selected of a log, from its first place to its last. */
export interface Selected {
  readonly start: Position;
  readonly end: Position;
}

interface Picked {
  readonly row: number;
  readonly position: Position;
}

/** Where in the log a place of the document is. */
function pick(
  list: HTMLElement,
  { rows }: LoadedRows,
  node: Node | null,
  offset: number,
): Picked | undefined {
  if (!node || !list.contains(node)) return undefined;
  const element = node instanceof Element ? node : node.parentElement;
  const rowElement = element?.closest<HTMLElement>('[data-row]');
  const index = Number(rowElement?.dataset['row'] ?? Number.NaN);
  const row = rows.get(index);
  const text = rowElement?.querySelector('[data-text]');
  if (!row || !text) return undefined;
  if (!text.contains(node)) return { row: index, position: { line: row.line, column: row.from } };
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return { row: index, position: { line: row.line, column: row.from + before.toString().length } };
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}

/**
 * Lets a selection reach beyond the rows that are drawn: the row it began in stays drawn, and what is copied comes
 * from the log itself, with what is folded, without line numbers.
 * @param onAnchor hears which row to keep; undefined when nothing is selected
 * @param onCopy copies what is selected over more than one row
 */
export function useLogCopy(
  list: HTMLElement | null,
  loaded: LoadedRows,
  onAnchor: (row: number | undefined) => void,
  onCopy: (selected: Selected) => void,
): void {
  useEffect(() => {
    if (!list) return undefined;
    const ends = (): { readonly anchor: Picked; readonly focus: Picked } | undefined => {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed) return undefined;
      const anchor = pick(list, loaded, selection.anchorNode, selection.anchorOffset);
      const focus = pick(list, loaded, selection.focusNode, selection.focusOffset);
      return anchor && focus && { anchor, focus };
    };
    const select = (): void => onAnchor(ends()?.anchor.row);
    const copy = (event: ClipboardEvent): void => {
      const picked = ends();
      if (!picked || picked.anchor.row === picked.focus.row) return;
      event.preventDefault();
      const [one, other] = [picked.anchor.position, picked.focus.position];
      onCopy(isBefore(one, other) ? { start: one, end: other } : { start: other, end: one });
    };
    document.addEventListener('selectionchange', select);
    document.addEventListener('copy', copy);
    return () => {
      document.removeEventListener('selectionchange', select);
      document.removeEventListener('copy', copy);
    };
  }, [list, loaded, onAnchor, onCopy]);
}
