import { NumberList } from './number-list.ts';
import type { Fold } from './steps.ts';

/**
 * Which lines a view shows, in order: the way from rows on the screen to lines of the log and back, both in O(log n).
 * A map never changes; a view that opens a fold takes a new one.
 */
export class LineMap {
  /** Where stretches of shown lines start, and the rows above each. */
  readonly #starts = new NumberList();
  readonly #rows = new NumberList();
  #rowCount = 0;

  private constructor(ranges: Iterable<readonly [number, number]>) {
    for (const [from, to] of ranges) {
      if (to <= from) continue;
      this.#starts.push(from);
      this.#rows.push(this.#rowCount);
      this.#rowCount += to - from;
    }
  }

  /** All of the lines but those in closed folds, of which only the header stays. */
  static folded(lineCount: number, folds: readonly Fold[], isClosed: (fold: Fold) => boolean): LineMap {
    const ranges: [number, number][] = [];
    let from = 0;
    for (const fold of folds) {
      if (!isClosed(fold)) continue;
      ranges.push([from, fold.header + 1]);
      from = fold.end;
    }
    ranges.push([from, lineCount]);
    return new LineMap(ranges);
  }

  /** Only the given lines (ascending), each with `context` lines before and after it. */
  static matching(lineCount: number, lines: Iterable<number>, context: number): LineMap {
    const ranges: [number, number][] = [];
    let last: [number, number] | undefined;
    for (const line of lines) {
      const from = Math.max(0, line - context);
      const to = Math.min(lineCount, line + context + 1);
      if (last && from <= last[1]) last[1] = to;
      else {
        last = [from, to];
        ranges.push(last);
      }
    }
    return new LineMap(ranges);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** The line in a row; the last line for rows beyond the end, -1 when nothing is shown. */
  lineAt(row: number): number {
    const inside = Math.min(Math.max(row, 0), this.#rowCount - 1);
    const index = this.#rows.indexAtOrBelow(inside);
    return index < 0 ? -1 : this.#starts.at(index) + inside - this.#rows.at(index);
  }

  /** The row of a line; for a line that is not shown, the last row before it (a closed fold's header), at least 0. */
  rowOf(line: number): number {
    const index = this.#starts.indexAtOrBelow(line);
    if (index < 0) return 0;
    const nextRow = index + 1 < this.#rows.length ? this.#rows.at(index + 1) : this.#rowCount;
    return Math.min(this.#rows.at(index) + line - this.#starts.at(index), nextRow - 1);
  }

  /** Whether a line is shown. */
  shows(line: number): boolean {
    return this.#rowCount > 0 && this.lineAt(this.rowOf(line)) === line;
  }
}

/** The fold that a line lies in, header included; undefined outside of any. */
export function foldOf(folds: readonly Fold[], line: number): Fold | undefined {
  let low = 0;
  let high = folds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((folds[middle]?.header ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const fold = folds[low - 1];
  return fold && line < fold.end ? fold : undefined;
}

/**
 * How many of the marked lines (ascending) fall to each of `height` pixels beside a view: for the strip next to the
 * scroll bar. Lines in a closed fold count for its header.
 */
export function stripCounts(marked: NumberList, map: LineMap, height: number): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(height);
  if (map.rowCount === 0 || marked.length === 0) return counts;
  let from = 0;
  for (let pixel = 0; pixel < height; pixel++) {
    const nextRow = Math.ceil(((pixel + 1) * map.rowCount) / height);
    const isLast = nextRow >= map.rowCount;
    const to = isLast ? marked.length : marked.lowerBound(map.lineAt(nextRow));
    counts[pixel] = to - from;
    from = to;
    if (isLast) break;
  }
  return counts;
}
