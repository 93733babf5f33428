import { describe as suite, expect, it } from 'vitest';
import { describe, dropGone, NOTHING, selectAll, setSelected } from './selection.ts';

suite('a selection', () => {
  it('says how many were picked', () => {
    const two = setSelected(NOTHING, ['a', 'b'], true);
    expect(describe(two)).toEqual({ kind: 'picked', count: 2 });
    expect(describe(setSelected(two, ['a'], false))).toEqual({ kind: 'picked', count: 1 });
  });

  it('says what was taken as a whole, and otherwise once one is unticked', () => {
    const all = selectAll('matching', ['a', 'b', 'c']);
    expect(describe(all)).toEqual({ kind: 'all', what: 'matching', count: 3 });
    const without = setSelected(all, ['b'], false);
    expect(describe(without)).toEqual({ kind: 'some', what: 'matching', count: 2, whole: 3 });
  });

  it('is not "of the whole" any more once something else is ticked', () => {
    const other = setSelected(selectAll('screen', ['a', 'b']), ['z'], true);
    expect(describe(other)).toEqual({ kind: 'picked', count: 3 });
  });

  it('is nothing once the last is unticked', () => {
    expect(setSelected(selectAll('screen', ['a']), ['a'], false)).toBe(NOTHING);
  });

  it('forgets what is gone, and is still all of the rest', () => {
    const all = selectAll('matching', ['a', 'b', 'c']);
    expect(describe(dropGone(all, (key) => key !== 'b'))).toEqual({
      kind: 'all',
      what: 'matching',
      count: 2,
    });
    expect(dropGone(all, () => true)).toBe(all);
  });
});
