import { describe, expect, it } from 'vitest';
import { createSlots, type Drawn, type Lent } from './slots.ts';

const ready = (...keys: string[]) => keys.map((key) => ({ key, shape: 'ready' }));
const drawn = (lent: Lent<Drawn>) => [...lent].map(([slot, { key }]) => `${slot} ${key}`);

describe('slots', () => {
  it('keeps the element of a row that stays, and hands on that of one that goes', () => {
    const slots = createSlots();
    expect(drawn(slots.settle(ready('a', 'b', 'c')))).toEqual(['0 a', '1 b', '2 c']);
    expect(drawn(slots.settle(ready('c', 'd', 'b')))).toEqual(['2 c', '0 d', '1 b']);
    expect(drawn(slots.settle(ready('c', 'd', 'b')))).toEqual(['2 c', '0 d', '1 b']);
  });

  it('hands on the element of a row that looked alike', () => {
    const slots = createSlots();
    const of = (key: string, shape: string) => ({ key, shape });
    slots.settle([of('a', 'ready'), of('b', 'failed'), of('c', 'ready')]);
    expect(drawn(slots.settle([of('d', 'failed'), of('e', 'locked'), of('f', 'ready')]))).toEqual([
      '1 d',
      '2 e',
      '0 f',
    ]);
  });

  it('swaps rows without moving elements, leaves those that may stay, and lets them go afterwards', () => {
    const slots = createSlots();
    slots.settle(ready('a', 'b', 'c', 'd'));
    const swapped = slots.swap(ready('d', 'x'), ({ key }) => key !== 'c');
    expect(drawn(swapped)).toEqual(['0 x', '1 b', '3 d']);
    expect(drawn(slots.settle(ready('d', 'x', 'y')))).toEqual(['3 d', '0 x', '1 y']);
  });

  it('never gives one element to two rows, however many come and go', () => {
    const slots = createSlots();
    for (let first = 0; first < 100; first += 7) {
      const keys = Array.from({ length: 5 + (first % 9) }, (_, index) => `row ${first + index}`);
      const lent = first % 2 === 0 ? slots.settle(ready(...keys)) : slots.swap(ready(...keys), () => true);
      const now = new Map([...lent].map(([slot, { key }]) => [key, slot]));
      expect(new Set(keys.map((key) => now.get(key))).size).toBe(keys.length);
      expect(Math.max(...lent.keys())).toBeLessThan(40);
    }
  });
});
