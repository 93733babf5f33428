import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haystackOf } from './haystack.ts';

describe('haystackOf', () => {
  it('finds what asking every text would find, among all places or some', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'z', 'ب', '\n', ' ', '1'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.boolean())),
        fc.string({ unit: fc.constantFrom('a', 'b', 'z', 'ب', '1'), minLength: 1, maxLength: 3 }),
        (rows, term) => {
          const texts = rows.map(([one]) => one);
          const from = rows.flatMap(([, asked], place) => (asked ? [place] : []));
          const found = haystackOf(texts).search(term, Int32Array.from(from));
          expect([...found]).toEqual(from.filter((place) => texts[place]?.includes(term)));
        },
      ),
    );
  });

  it('finds a term no more than once in each text, in the first and in the last', () => {
    const all = Int32Array.of(0, 1, 2);
    expect([...haystackOf(['aaa', 'b', 'a']).search('a', all)]).toEqual([0, 2]);
  });

  it('finds nothing in no texts', () => {
    expect([...haystackOf([]).search('a', new Int32Array(0))]).toEqual([]);
  });
});
