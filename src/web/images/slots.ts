/** A row that is drawn, or is to be. */
export interface Drawn {
  /** The image's key. */
  readonly key: string;
  /** Rows with the same word here are drawn with the same elements and other texts. */
  readonly shape: string;
}

/** Which element of a list draws which row: rows by the number of their element, as the elements follow each other. */
export type Lent<Line extends Drawn> = ReadonlyMap<number, Line>;

/** The elements of a list. */
export interface Slots<Line extends Drawn> {
  /** Lends each of these rows an element, in their order; elements that none of them needs go. */
  readonly settle: (lines: readonly Line[]) => Lent<Line>;
  /**
   * The same with as little to do as can be: no element changes its place among the others, and one that none of
   * the rows needs stays as it is if it may, until the next `settle`.
   */
  readonly swap: (lines: readonly Line[], mayStay: (line: Line) => boolean) => Lent<Line>;
}

/**
 * Lends elements to rows: a row that stays keeps its own, wherever it moves to, and one that comes takes over that of
 * one that went, if it can of one that looked alike. So neither scrolling nor filtering makes elements anew, which
 * takes longer than all else.
 */
export function createSlots<Line extends Drawn>(): Slots<Line> {
  let lent: Lent<Line> = new Map();

  const assign = (lines: readonly Line[]): ReadonlyMap<Line, number> => {
    const slots = new Map<Line, number>();
    const free = new Map(lent);
    const give = (line: Line, slot: number): void => {
      slots.set(line, slot);
      free.delete(slot);
    };
    const own = new Map([...lent].map(([slot, { key }]) => [key, slot]));
    for (const line of lines) {
      const slot = own.get(line.key);
      if (slot !== undefined) give(line, slot);
    }
    for (const line of lines) {
      if (slots.has(line)) continue;
      const alike = [...free].find(([, { shape }]) => shape === line.shape);
      if (alike) give(line, alike[0]);
    }
    const taken = new Set(slots.values());
    let number = 0;
    for (const line of lines) {
      if (slots.has(line)) continue;
      while (taken.has(number)) number += 1;
      taken.add(number);
      give(line, number);
    }
    return slots;
  };

  return {
    settle: (lines) => {
      const next = new Map<number, Line>();
      const slots = assign(lines);
      for (const line of lines) {
        const slot = slots.get(line);
        if (slot !== undefined) next.set(slot, line);
      }
      lent = next;
      return lent;
    },
    swap: (lines, mayStay) => {
      const drawn = new Map([...assign(lines)].map(([line, slot]) => [slot, line]));
      const next = new Map<number, Line>();
      for (const [slot, before] of lent) {
        const line = drawn.get(slot) ?? (mayStay(before) ? before : undefined);
        if (line) next.set(slot, line);
      }
      // A number that is there already stays where it is.
      for (const [slot, line] of drawn) next.set(slot, line);
      lent = next;
      return lent;
    },
  };
}
