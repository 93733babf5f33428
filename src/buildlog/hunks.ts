/** Lines that are in both logs, or that stand in each other's place; lines are counted from 0. */
export type Hunk =
  | { readonly kind: 'same'; readonly left: number; readonly right: number; readonly count: number }
  | {
      readonly kind: 'changed';
      readonly left: number;
      readonly leftCount: number;
      readonly right: number;
      readonly rightCount: number;
    };

/** Hunks in order: none is empty, and kinds alternate. */
export class HunkList {
  readonly list: Hunk[] = [];

  /** Adds lines that are in both. */
  same(left: number, right: number, count: number): void {
    if (count === 0) return;
    const last = this.list.at(-1);
    if (last?.kind === 'same') this.#replaceLast({ ...last, count: last.count + count });
    else this.list.push({ kind: 'same', left, right, count });
  }

  /** Adds lines that stand in each other's place; one side may have none. */
  changed(left: number, leftCount: number, right: number, rightCount: number): void {
    if (leftCount === 0 && rightCount === 0) return;
    const last = this.list.at(-1);
    if (last?.kind === 'changed') {
      this.#replaceLast({
        ...last,
        leftCount: last.leftCount + leftCount,
        rightCount: last.rightCount + rightCount,
      });
    } else this.list.push({ kind: 'changed', left, leftCount, right, rightCount });
  }

  #replaceLast(hunk: Hunk): void {
    this.list[this.list.length - 1] = hunk;
  }
}
