import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderNumbers, orderTexts } from './naturalOrder.ts';

function sorted(texts: readonly string[], descending = false): string[] {
  return [...orderTexts(texts, descending)].map((index) => texts[index] ?? '');
}

describe('orderTexts', () => {
  it('counts as people do', () => {
    expect(sorted(['v1.10', 'v1.9', 'v1.2', 'v10', 'v9'])).toEqual(['v1.2', 'v1.9', 'v1.10', 'v9', 'v10']);
  });

  it('minds no case and no leading zeros', () => {
    expect(sorted(['b10', 'B2', 'a010', 'A9'])).toEqual(['A9', 'a010', 'B2', 'b10']);
  });

  it('tells apart names that only differ late', () => {
    const names = ['ubuntu-24.04-hardened-12', 'ubuntu-24.04-hardened-9', 'ubuntu-24.04-hardened'];
    expect(sorted(names)).toEqual([
      'ubuntu-24.04-hardened',
      'ubuntu-24.04-hardened-9',
      'ubuntu-24.04-hardened-12',
    ]);
  });

  it('puts empty ones last in either direction', () => {
    expect(sorted(['b', '', 'a'])).toEqual(['a', 'b', '']);
    expect(sorted(['b', '', 'a'], true)).toEqual(['b', 'a', '']);
  });

  it('leaves equal ones as they came in either direction', () => {
    expect([...orderTexts(['x', 'a', 'X', 'x'], false)]).toEqual([1, 0, 2, 3]);
    expect([...orderTexts(['x', 'a', 'X', 'x'], true)]).toEqual([0, 2, 3, 1]);
  });

  it('orders letters beyond ASCII by their code, whatever stands around them', () => {
    expect(sorted(['ب1', 'آ9', 'ا۲', 'z', 'Ā'])).toEqual(['z', 'Ā', 'آ9', 'ا۲', 'ب1']);
    expect(sorted(['aĀ2', 'aĀ10', 'a\u0101\u0001'])).toEqual(['aĀ2', 'aĀ10', 'a\u0101\u0001']);
  });

  it('gives every text one place, and the same order whatever order they come in', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '0', '9', '-', '.', 'ی', '😀'), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
        const order = orderTexts(texts, false);
        expect(new Set(order).size).toBe(texts.length);
        const folded = (list: readonly string[]): string[] =>
          sorted(list).map((one) => one.toLowerCase().replaceAll(/0+(?=\d)/g, ''));
        expect(folded(texts.toReversed())).toEqual(folded(texts));
      }),
    );
  });

  it('takes numbers of any length by their size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 30n })), (numbers) => {
        const ascending = numbers.toSorted((a, b) => (a < b ? -1 : 1)).map(String);
        expect(sorted(numbers.map(String))).toEqual(ascending);
      }),
    );
  });
});

describe('orderNumbers', () => {
  it('puts unknown ones last in either direction', () => {
    expect([...orderNumbers([5, null, 11_200_000_000, 0], false)]).toEqual([3, 0, 2, 1]);
    expect([...orderNumbers([5, null, 11_200_000_000, 0], true)]).toEqual([2, 0, 3, 1]);
  });
});
