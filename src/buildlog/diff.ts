import { HunkList } from './hunks.ts';
import type { Hunk } from './hunks.ts';

interface Range {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Myers' algorithm takes time and memory by the square of the number of differences: not more than these. */
const MOST_EDITS = 400;
/** Each level of anchors splits what lies between them; logs need few. */
const DEEPEST = 40;

/**
 * The differences between two sequences of line ids, as the alternating stretches of a diff. Lines that are unique in
 * both anchor it (patience diff), what lies between is compared by Myers' algorithm; where that would take
 * too long, all of it counts as changed. So any two logs are compared in about linear time.
 */
export function diffIds(left: Uint32Array, right: Uint32Array): readonly Hunk[] {
  const differ = new Differ(left, right);
  differ.compare({ leftFrom: 0, leftTo: left.length, rightFrom: 0, rightTo: right.length }, 0);
  return differ.hunks.list;
}

class Differ {
  readonly hunks = new HunkList();
  readonly #left: Uint32Array;
  readonly #right: Uint32Array;

  constructor(left: Uint32Array, right: Uint32Array) {
    this.#left = left;
    this.#right = right;
  }

  compare(range: Range, depth: number): void {
    const left = this.#left;
    const right = this.#right;
    let { leftFrom, leftTo, rightFrom, rightTo } = range;
    while (leftFrom < leftTo && rightFrom < rightTo && left[leftFrom] === right[rightFrom]) {
      leftFrom++;
      rightFrom++;
    }
    this.hunks.same(range.leftFrom, range.rightFrom, leftFrom - range.leftFrom);
    while (leftTo > leftFrom && rightTo > rightFrom && left[leftTo - 1] === right[rightTo - 1]) {
      leftTo--;
      rightTo--;
    }
    this.#compareMiddle({ leftFrom, leftTo, rightFrom, rightTo }, depth);
    this.hunks.same(leftTo, rightTo, range.leftTo - leftTo);
  }

  #compareMiddle(range: Range, depth: number): void {
    const { leftFrom, leftTo, rightFrom, rightTo } = range;
    if (leftFrom === leftTo || rightFrom === rightTo || depth > DEEPEST) {
      this.#changed(range);
      return;
    }
    const anchors = uniqueAnchors(this.#left, this.#right, range);
    if (anchors.length === 0) {
      this.#compareByEdits(range);
      return;
    }
    let atLeft = leftFrom;
    let atRight = rightFrom;
    for (const [leftLine, rightLine] of anchors) {
      this.compare({ leftFrom: atLeft, leftTo: leftLine, rightFrom: atRight, rightTo: rightLine }, depth + 1);
      this.hunks.same(leftLine, rightLine, 1);
      atLeft = leftLine + 1;
      atRight = rightLine + 1;
    }
    this.compare({ leftFrom: atLeft, leftTo, rightFrom: atRight, rightTo }, depth + 1);
  }

  /** Myers' greedy algorithm, with the furthest reaching paths kept for the way back. */
  #compareByEdits(range: Range): void {
    const { leftFrom, rightFrom } = range;
    const leftCount = range.leftTo - leftFrom;
    const rightCount = range.rightTo - rightFrom;
    const most = Math.min(leftCount + rightCount, MOST_EDITS);
    const reach = new Int32Array(2 * most + 2);
    const history: Int32Array[] = [];
    for (let edits = 0; edits <= most; edits++) {
      history.push(reach.slice());
      for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
        const down =
          diagonal === -edits ||
          (diagonal !== edits && at(reach, most, diagonal - 1) < at(reach, most, diagonal + 1));
        let x = down ? at(reach, most, diagonal + 1) : at(reach, most, diagonal - 1) + 1;
        let y = x - diagonal;
        while (x < leftCount && y < rightCount && this.#left[leftFrom + x] === this.#right[rightFrom + y]) {
          x++;
          y++;
        }
        reach[most + diagonal] = x;
        if (x >= leftCount && y >= rightCount) {
          this.#replay(range, history, most);
          return;
        }
      }
    }
    this.#changed(range);
  }

  #replay(range: Range, history: readonly Int32Array[], most: number): void {
    const matches: [number, number, number][] = [];
    let x = range.leftTo - range.leftFrom;
    let y = range.rightTo - range.rightFrom;
    for (let edits = history.length - 1; edits >= 0; edits--) {
      const reach = history[edits] ?? new Int32Array(0);
      const diagonal = x - y;
      const down =
        diagonal === -edits ||
        (diagonal !== edits && at(reach, most, diagonal - 1) < at(reach, most, diagonal + 1));
      const previous = down ? diagonal + 1 : diagonal - 1;
      const fromX = edits === 0 ? 0 : at(reach, most, previous);
      const fromY = edits === 0 ? 0 : fromX - previous;
      const startX = edits === 0 ? 0 : down ? fromX : fromX + 1;
      if (x > startX) matches.push([startX, y - (x - startX), x - startX]);
      x = fromX;
      y = fromY;
    }
    let { leftFrom, rightFrom } = range;
    for (const [left, right, count] of matches.reverse()) {
      const leftTo = range.leftFrom + left;
      const rightTo = range.rightFrom + right;
      this.#changed({ leftFrom, leftTo, rightFrom, rightTo });
      this.hunks.same(leftTo, rightTo, count);
      leftFrom = leftTo + count;
      rightFrom = rightTo + count;
    }
    this.#changed({ leftFrom, leftTo: range.leftTo, rightFrom, rightTo: range.rightTo });
  }

  #changed({ leftFrom, leftTo, rightFrom, rightTo }: Range): void {
    this.hunks.changed(leftFrom, leftTo - leftFrom, rightFrom, rightTo - rightFrom);
  }
}

/** How far the path on a diagonal reaches; diagonals are counted from `-most`. */
function at(reach: Int32Array, most: number, diagonal: number): number {
  return reach[most + diagonal] ?? 0;
}

/** Lines that are once in each side of the range, as many as follow each other in the same order on both. */
function uniqueAnchors(left: Uint32Array, right: Uint32Array, range: Range): [number, number][] {
  const leftLines = linesOnce(left, range.leftFrom, range.leftTo);
  const rightLines = linesOnce(right, range.rightFrom, range.rightTo);
  const pairs: [number, number][] = [];
  for (const [id, leftLine] of leftLines) {
    const rightLine = rightLines.get(id);
    if (leftLine >= 0 && rightLine !== undefined && rightLine >= 0) pairs.push([leftLine, rightLine]);
  }
  pairs.sort((one, other) => one[0] - other[0]);
  return longestAscending(pairs);
}

/** The line of each id that occurs once; -1 for those that occur more often. */
function linesOnce(ids: Uint32Array, from: number, to: number): Map<number, number> {
  const lines = new Map<number, number>();
  for (let line = from; line < to; line++) {
    const id = ids[line] ?? 0;
    lines.set(id, lines.has(id) ? -1 : line);
  }
  return lines;
}

/** The longest run of pairs whose right lines ascend too, by patience sorting. */
function longestAscending(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  }
  const run: [number, number][] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}
