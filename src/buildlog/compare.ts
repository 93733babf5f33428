import { diffIds } from './diff.ts';
import { HunkList } from './hunks.ts';
import type { Hunk } from './hunks.ts';
import type { LogDocument } from './log-document.ts';
import { withoutNoise } from './noise.ts';

/** Two logs beside each other. */
export interface Comparison {
  /** Both logs from the first line to the last, in stretches; a page folds the same ones. */
  readonly hunks: readonly Hunk[];
  /** How many lines were too many to compare, and count as changed at the end of each log; 0 as a rule. */
  readonly unseen: { readonly left: number; readonly right: number };
}

/** How many lines are compared from where the logs first differ to where they last do. */
const MOST_LINES = 200_000;
/** How many lines are read between two looks at the clock. */
const LINES_PER_TURN = 500;

/**
 * Compares two logs line by line, without the noise of ids, times and hashes, in slices: a host calls `step` until it
 * answers the comparison, letting other messages in between. The logs must not change meanwhile.
 */
export class CompareJob {
  readonly #work: Generator<undefined, Comparison>;

  constructor(left: LogDocument, right: LogDocument) {
    this.#work = compare(left, right);
  }

  /** Works for about so many milliseconds; the comparison when it is done. */
  step(budgetMs: number): Comparison | undefined {
    const until = performance.now() + budgetMs;
    do {
      const turn = this.#work.next();
      if (turn.done) return turn.value;
    } while (performance.now() < until);
    return undefined;
  }
}

function* compare(left: LogDocument, right: LogDocument): Generator<undefined, Comparison> {
  left.flush();
  right.flush();
  const same = (leftLine: number, rightLine: number): boolean => {
    const leftText = left.text(leftLine);
    const rightText = right.text(rightLine);
    return leftText === rightText || withoutNoise(leftText) === withoutNoise(rightText);
  };
  const shorter = Math.min(left.lineCount, right.lineCount);
  let head = 0;
  while (head < shorter && same(head, head)) if (++head % LINES_PER_TURN === 0) yield;
  let tail = 0;
  while (tail < shorter - head && same(left.lineCount - 1 - tail, right.lineCount - 1 - tail)) {
    if (++tail % LINES_PER_TURN === 0) yield;
  }
  const leftMiddle = left.lineCount - head - tail;
  const rightMiddle = right.lineCount - head - tail;
  const unseen = { left: Math.max(0, leftMiddle - MOST_LINES), right: Math.max(0, rightMiddle - MOST_LINES) };
  const ids = new Map<string, number>();
  const leftIds = yield* identify(left, head, leftMiddle - unseen.left, ids);
  const rightIds = yield* identify(right, head, rightMiddle - unseen.right, ids);

  const hunks = new HunkList();
  hunks.same(0, 0, head);
  for (const hunk of diffIds(leftIds, rightIds)) {
    if (hunk.kind === 'same') hunks.same(head + hunk.left, head + hunk.right, hunk.count);
    else hunks.changed(head + hunk.left, hunk.leftCount, head + hunk.right, hunk.rightCount);
  }
  hunks.changed(head + leftIds.length, unseen.left, head + rightIds.length, unseen.right);
  hunks.same(left.lineCount - tail, right.lineCount - tail, tail);
  return { hunks: hunks.list, unseen };
}

/** The same number for the same text, up to noise. */
function* identify(
  log: LogDocument,
  from: number,
  count: number,
  ids: Map<string, number>,
): Generator<undefined, Uint32Array> {
  const found = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const text = withoutNoise(log.text(from + index));
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    found[index] = id;
    if (index % LINES_PER_TURN === 0) yield;
  }
  return found;
}
