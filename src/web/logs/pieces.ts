import type { Colour, Style } from '../../buildlog/style.ts';
import type { ViewRow } from './protocol.ts';

/** A piece of a row that looks the same from end to end. */
export interface Piece {
  readonly text: string;
  readonly style: Style | undefined;
  /** The picture of a character that would not be seen. */
  readonly isControl: boolean;
  /** Part of the time in front of the line. */
  readonly isStamp: boolean;
  /** Which of the row's hits it belongs to, -1 for none. */
  readonly hit: number;
}

/** Cuts a row where its style, its hits or its time end. */
export function piecesOf(row: Pick<ViewRow, 'spans' | 'hits' | 'from' | 'stamp'>): Piece[] {
  const pieces: Piece[] = [];
  let column = row.from;
  for (const { text, style, control } of row.spans) {
    const end = column + text.length;
    const cuts = [column, end, row.stamp, ...row.hits].filter((cut) => cut >= column && cut <= end);
    const ordered = [...new Set(cuts)].sort((a, b) => a - b);
    for (const [index, from] of ordered.entries()) {
      const to = ordered[index + 1];
      if (to === undefined) break;
      pieces.push({
        text: text.slice(from - column, to - column),
        style,
        isControl: control ?? false,
        isStamp: from < row.stamp,
        hit: hitAt(row.hits, from),
      });
    }
    column = end;
  }
  return pieces;
}

function hitAt(hits: readonly number[], column: number): number {
  for (let index = 0; index + 1 < hits.length; index += 2) {
    if (column >= (hits[index] ?? 0) && column < (hits[index + 1] ?? 0)) return index / 2;
  }
  return -1;
}

/** How a style is drawn: the theme's sixteen colours and attributes by class, others as they are. */
export interface Look {
  readonly className: string;
  readonly style: { readonly color?: string; readonly backgroundColor?: string };
}

const CUBE = [0, 95, 135, 175, 215, 255];

/** A colour of the 256-colour palette beyond the theme's sixteen: the cube of 6, then 24 greys (as xterm has them). */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const place = index - 16;
  const level = (of: number): number => CUBE[of] ?? 0;
  return `rgb(${level(Math.floor(place / 36))} ${level(Math.floor(place / 6) % 6)} ${level(place % 6)})`;
}

/** What a style looks like on the log's ground. */
export function lookOf(style: Style | undefined): Look {
  if (!style) return { className: '', style: {} };
  const [front, back]: (Colour | undefined)[] = style.inverse
    ? [style.background, style.foreground]
    : [style.foreground, style.background];
  const names: string[] = [];
  const own: { color?: string; backgroundColor?: string } = {};
  if (front === undefined) {
    if (style.inverse) names.push('log-inverse');
  } else if (typeof front === 'number' && front < 16) names.push(`log-fg-${front}`);
  else own.color = typeof front === 'number' ? paletteColour(front) : front;
  if (back === undefined) {
    if (style.inverse) names.push('log-inverse-ground');
  } else if (typeof back === 'number' && back < 16) names.push(`log-bg-${back}`);
  else own.backgroundColor = typeof back === 'number' ? paletteColour(back) : back;
  if (style.bold) names.push('font-bold');
  if (style.dim) names.push('opacity-70');
  if (style.italic) names.push('italic');
  if (style.underline) names.push('underline');
  if (style.strike) names.push('line-through');
  return { className: names.join(' '), style: own };
}
