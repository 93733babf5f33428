import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameBytes } from './same-bytes.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';

test('bytes are the same up to the first that differs, wherever they lie', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 150 }),
      fc.nat(150),
      fc.integer({ min: 1, max: 255 }),
      fc.nat(7),
      fc.nat(7),
      (bytes, differsAt, by, leftAt, rightAt) => {
        const left = new Uint8Array([...new Uint8Array(leftAt).fill(1), ...bytes, 2]);
        const right = new Uint8Array([...new Uint8Array(rightAt).fill(3), ...bytes, 4]);
        right[rightAt + differsAt] = (right[rightAt + differsAt] ?? 0) + by;
        const views = [new DataView(left.buffer), new DataView(right.buffer)] as const;
        expect(sameBytes(views[0], leftAt, views[1], rightAt, bytes.length)).toBe(
          Math.min(differsAt, bytes.length),
        );
      },
    ),
    { numRuns: FUZZ_RUNS * 5 },
  );
});
