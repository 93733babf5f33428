import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './ranges.ts';

test.each([
  [undefined, { kind: 'whole' }],
  ['bytes=0-3', { kind: 'ranges', ranges: [{ start: 0, end: 3 }] }],
  ['bytes=-4', { kind: 'ranges', ranges: [{ start: 96, end: 99 }] }],
  ['bytes=-400', { kind: 'ranges', ranges: [{ start: 0, end: 99 }] }],
  ['bytes=20-', { kind: 'ranges', ranges: [{ start: 20, end: 99 }] }],
  ['bytes=90-400', { kind: 'ranges', ranges: [{ start: 90, end: 99 }] }],
  [
    'bytes= 0-0 , -1,',
    {
      kind: 'ranges',
      ranges: [
        { start: 0, end: 0 },
        { start: 99, end: 99 },
      ],
    },
  ],
  ['bytes=0-0,100-', { kind: 'ranges', ranges: [{ start: 0, end: 0 }] }],
  ['bytes=0-99,0-99', { kind: 'whole' }],
  ['bytes=', { kind: 'whole' }],
  ['bytes=100-', { kind: 'unsatisfiable' }],
  ['bytes=-0', { kind: 'unsatisfiable' }],
  ['bytes=5-2', { kind: 'malformed' }],
  ['bytes=-', { kind: 'malformed' }],
  ['bytes=a-b', { kind: 'malformed' }],
  ['items=0-1', { kind: 'malformed' }],
])('%s of 100 bytes', (header, wanted) => expect(parseRange(header, 100)).toEqual(wanted));

test('what is given always lies within the file', () => {
  const number = fc.option(fc.nat(300), { nil: '' });
  const parts = fc.array(fc.tuple(number, number), { maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.nat(200), (ranges, size) => {
      const wanted = parseRange(`bytes=${ranges.map(([from, to]) => `${from}-${to}`).join(',')}`, size);
      if (wanted.kind !== 'ranges') return;
      for (const { start, end } of wanted.ranges) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThan(size);
      }
    }),
  );
});
