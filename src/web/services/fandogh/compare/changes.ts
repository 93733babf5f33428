import type { Hunk } from '../../../../buildlog/hunks.ts';

/** Lines of one log, counted from 0: those that differ, and the range to show with a few around them. */
export interface Side {
  readonly from: number;
  readonly count: number;
  readonly shownFrom: number;
  readonly shownTo: number;
}

/** A place where two logs differ. */
export interface Change {
  readonly left: Side;
  readonly right: Side;
  /** Lines between the last place and this one that are not shown because they say the same. */
  readonly skipped: number;
}

/** So many lines are shown before and after a difference. */
const AROUND = 2;

/** The places where two logs differ, each with the lines around it. */
export function changesOf(hunks: readonly Hunk[]): readonly Change[] {
  return hunks.flatMap((hunk, index) => {
    if (hunk.kind !== 'changed') return [];
    const same = (place: number): number => {
      const neighbour = hunks[place];
      return neighbour?.kind === 'same' ? neighbour.count : 0;
    };
    const before = Math.min(AROUND, same(index - 1));
    const after = Math.min(AROUND, same(index + 1));
    const shownAfterLast = index < 2 ? 0 : Math.min(AROUND, same(index - 1));
    const side = (from: number, count: number): Side => ({
      from,
      count,
      shownFrom: from - before,
      shownTo: from + count + after,
    });
    return [
      {
        left: side(hunk.left, hunk.leftCount),
        right: side(hunk.right, hunk.rightCount),
        skipped: Math.max(0, same(index - 1) - before - shownAfterLast),
      },
    ];
  });
}

/** The words in which two lines differ, as columns of each. */
export interface DifferingWords {
  readonly from: number;
  readonly leftTo: number;
  readonly rightTo: number;
}

/** Finds what differs between two lines that begin and end alike, in whole words; undefined when they do neither. */
export function differingWords(left: string, right: string): DifferingWords | undefined {
  const shorter = Math.min(left.length, right.length);
  let from = 0;
  while (from < shorter && left[from] === right[from]) from++;
  while (from > 0 && left[from - 1] !== ' ') from--;
  let tail = 0;
  while (tail < shorter - from && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  while (tail > 0 && left.at(-tail) !== ' ') tail--;
  if (from === 0 && tail === 0) return undefined;
  return { from, leftTo: left.length - tail, rightTo: right.length - tail };
}
