import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldOf, LineMap, stripCounts } from './line-map.ts';
import { NumberList } from './number-list.ts';
import type { Fold } from './steps.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';

function fold(header: number, end: number): Fold {
  return { step: 0, header, end, part: 0 };
}

/** Folds in order that do not overlap, a line count, and which of them are closed. */
const foldedLog = fc
  .array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 5 }), fc.boolean()), { maxLength: 12 })
  .chain((parts) => {
    const folds: Fold[] = [];
    const closed = new Set<number>();
    let line = 0;
    for (const [gap, size, isClosed] of parts) {
      const header = line + gap;
      line = header + size;
      if (isClosed) closed.add(header);
      folds.push(fold(header, line));
    }
    return fc.record({
      folds: fc.constant(folds),
      closed: fc.constant(closed),
      lines: fc.integer({ min: line, max: line + 4 }),
    });
  });

function mapped(map: LineMap): number[] {
  return Array.from({ length: map.rowCount }, (_, row) => map.lineAt(row));
}

function listOf(values: Iterable<number>): NumberList {
  const list = new NumberList();
  for (const value of values) list.push(value);
  return list;
}

describe('folded', () => {
  test('a closed fold shows its header only', () => {
    const map = LineMap.folded(10, [fold(1, 4), fold(6, 9)], (candidate) => candidate.header === 1);
    expect(mapped(map)).toEqual([0, 1, 4, 5, 6, 7, 8, 9]);
    expect(map.rowOf(3)).toBe(1);
    expect(map.shows(3)).toBe(false);
    expect(map.shows(4)).toBe(true);
  });

  test('rows and lines map as if the lines had been written down one by one', () => {
    fc.assert(
      fc.property(foldedLog, ({ folds, closed, lines }) => {
        const map = LineMap.folded(lines, folds, (candidate) => closed.has(candidate.header));
        const hidden = new Set(
          folds
            .filter((candidate) => closed.has(candidate.header))
            .flatMap(({ header, end }) =>
              Array.from({ length: end - header - 1 }, (_, index) => header + 1 + index),
            ),
        );
        const shown = Array.from({ length: lines }, (_, line) => line).filter((line) => !hidden.has(line));
        expect(mapped(map)).toEqual(shown);
        for (let line = 0; line < lines; line++) {
          const row = shown.findLastIndex((candidate) => candidate <= line);
          expect(map.rowOf(line)).toBe(Math.max(row, 0));
          expect(map.shows(line)).toBe(!hidden.has(line));
          const inside = folds.find(({ header, end }) => line >= header && line < end);
          expect(foldOf(folds, line)).toBe(inside);
        }
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  test('nothing is shown of an empty log', () => {
    const map = LineMap.folded(0, [], () => true);
    expect(map.rowCount).toBe(0);
    expect(map.lineAt(0)).toBe(-1);
    expect(map.rowOf(5)).toBe(0);
    expect(map.shows(0)).toBe(false);
  });
});

describe('only matching lines', () => {
  test('come with their context, each line once', () => {
    expect(mapped(LineMap.matching(20, [0, 3, 4, 19], 1))).toEqual([0, 1, 2, 3, 4, 5, 18, 19]);
    expect(mapped(LineMap.matching(20, [7], 0))).toEqual([7]);
    expect(mapped(LineMap.matching(20, [], 3))).toEqual([]);
  });
});

describe('the strip', () => {
  test('counts every mark once, at its place', () => {
    const all = LineMap.folded(1000, [], () => false);
    expect([...stripCounts(listOf([0, 1, 500, 999]), all, 10)]).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test('a short log fills the strip too', () => {
    const all = LineMap.folded(2, [], () => false);
    expect([...stripCounts(listOf([1]), all, 4)].indexOf(1)).toBeGreaterThanOrEqual(2);
  });

  test('no mark is lost or counted twice, whatever is folded', () => {
    fc.assert(
      fc.property(foldedLog, fc.integer({ min: 1, max: 40 }), ({ folds, closed, lines }, height) => {
        const map = LineMap.folded(lines, folds, (candidate) => closed.has(candidate.header));
        const marked = listOf(Array.from({ length: lines }, (_, line) => line));
        const counts = stripCounts(marked, map, height);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(lines);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});
