import { describe, expect, test } from 'vitest';
import { rowWindow, scrollHeight, scrollTopFor } from './rowWindow.ts';

describe('the window of rows', () => {
  test('at the top, in the middle and at the end', () => {
    expect(rowWindow(0, 440, 1000, 44, 2)).toEqual({ first: 0, end: 12, top: 0 });
    expect(rowWindow(4400, 440, 1000, 44, 2)).toEqual({ first: 98, end: 112, top: 98 * 44 });
    expect(rowWindow(44_000 - 440, 440, 1000, 44, 2)).toEqual({ first: 988, end: 1000, top: 988 * 44 });
  });

  test('a list that begins below the view, is shorter than it, or is empty', () => {
    expect(rowWindow(-300, 440, 1000, 44, 0)).toEqual({ first: 0, end: 4, top: 0 });
    expect(rowWindow(-900, 440, 1000, 44, 2)).toEqual({ first: 0, end: 0, top: 0 });
    expect(rowWindow(0, 440, 3, 44, 2)).toEqual({ first: 0, end: 3, top: 0 });
    expect(rowWindow(0, 440, 0, 44, 2)).toEqual({ first: 0, end: 0, top: 0 });
    expect(rowWindow(9000, 440, 3, 44, 2)).toMatchObject({ end: 3 });
  });

  test('a list taller than a browser can scroll reaches its last row', () => {
    const count = 10_000_000;
    const height = scrollHeight(count, 20);
    expect(height).toBeLessThan(17_800_000);
    expect(rowWindow(0, 800, count, 20, 0)).toMatchObject({ first: 0, top: 0 });
    const end = rowWindow(height - 800, 800, count, 20, 0);
    expect(end.end).toBe(count);
    expect(end.top + (end.end - end.first) * 20).toBeCloseTo(height);
    const middle = rowWindow((height - 800) / 2, 800, count, 20, 0);
    expect(middle.first).toBeCloseTo(count / 2, -2);
  });
});

describe('bringing a row into view', () => {
  const view = { scrollTop: 4400, height: 440, inset: 40 };

  test('moves only as far as needed', () => {
    expect(scrollTopFor(105, 'nearest', view, 1000, 44)).toBeUndefined();
    expect(scrollTopFor(100, 'nearest', view, 1000, 44)).toBe(4400 - 40);
    expect(scrollTopFor(50, 'nearest', view, 1000, 44)).toBe(50 * 44 - 40);
    expect(scrollTopFor(200, 'nearest', view, 1000, 44)).toBe(201 * 44 - 440);
  });

  test('or to the middle', () => {
    expect(scrollTopFor(500, 'center', view, 1000, 44)).toBe(500 * 44 - 198);
  });

  test('in a scaled list too', () => {
    const count = 10_000_000;
    const scrollTop =
      scrollTopFor(7_654_321, 'center', { scrollTop: 0, height: 800, inset: 0 }, count, 20) ?? 0;
    const { first, end } = rowWindow(scrollTop, 800, count, 20, 0);
    expect(first).toBeLessThanOrEqual(7_654_321);
    expect(end).toBeGreaterThan(7_654_321);
  });
});
