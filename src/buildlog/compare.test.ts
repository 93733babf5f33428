import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompareJob } from './compare.ts';
import type { Comparison } from './compare.ts';
import { diffIds } from './diff.ts';
import type { Hunk } from './hunks.ts';
import { LogDocument } from './log-document.ts';
import { withoutNoise } from './noise.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';

function compare(left: string, right: string): Comparison {
  const [one, other] = [left, right].map((text) => {
    const document = new LogDocument();
    document.append(text);
    return document;
  });
  if (!one || !other) throw new Error('two logs are needed');
  const job = new CompareJob(one, other);
  for (;;) {
    const comparison = job.step(5);
    if (comparison) return comparison;
  }
}

describe('noise', () => {
  test.each([
    ['2021-03-09T11:00:12Z Step 1/2 : FROM x', '2022-04-10T01:02:03.456+03:30 Step 1/2 : FROM x'],
    [' ---> Running in 5b1f0c2d3e4f', ' ---> Running in 0a9b8c7d6e5f'],
    ['digest: sha256:' + '0a'.repeat(32), 'digest: sha256:' + 'b1'.repeat(32)],
    ['#7 12.34 Collecting django', '#9 0.5 Collecting django'],
    ['#7 DONE 2.1s', '#12 DONE 14.9s'],
    ['8.3/8.3 MB 41.2 MB/s eta 0:00:01', '2.1/8.3 MB 9 kB/s eta 0:12:00'],
    ['built in 350ms (45%)', 'built in 2s (99%)'],
    ['id 123e4567-e89b-12d3-a456-426614174000', 'id 00000000-e89b-12d3-a456-426614174111'],
    ['unpacking /tmp/pip-req-build-x8_1', 'unpacking /tmp/pip-req-build-b9'],
  ])('%s', (one, other) => {
    expect(withoutNoise(one)).toBe(withoutNoise(other));
  });

  test.each([
    ['django==5.2.8', 'django==5.2.9'],
    ['FROM python:3.13-slim', 'FROM python:3.12-slim'],
    ['returned a non-zero code: 1', 'returned a non-zero code: 137'],
    ['Step 1/2 : RUN x', 'Step 2/2 : RUN x'],
    ['main.c:3:10: error', 'main.c:4:10: error'],
  ])('%s is not %s', (one, other) => {
    expect(withoutNoise(one)).not.toBe(withoutNoise(other));
  });
});

describe('two logs', () => {
  test('differ where they mean something else', () => {
    const left =
      'Step 1/2 : FROM a\n ---> 5b1f0c2d3e4f\nStep 2/2 : RUN x\nok\nSuccessfully built 5b1f0c2d3e4f';
    const right =
      'Step 1/2 : FROM a\n ---> 0a9b8c7d6e5f\nStep 2/2 : RUN x\nERROR: no\nmore\nSuccessfully built 0a9b8c7d6e5f';
    expect(compare(left, right)).toEqual({
      hunks: [
        { kind: 'same', left: 0, right: 0, count: 3 },
        { kind: 'changed', left: 3, leftCount: 1, right: 3, rightCount: 2 },
        { kind: 'same', left: 4, right: 5, count: 1 },
      ],
      unseen: { left: 0, right: 0 },
    });
  });

  test('colours make no difference', () => {
    expect(compare('\u001b[31mred\u001b[0m', 'red').hunks).toEqual([
      { kind: 'same', left: 0, right: 0, count: 1 },
    ]);
  });

  test('an empty log has nothing in common with another', () => {
    expect(compare('', 'a\nb').hunks).toEqual([
      { kind: 'changed', left: 0, leftCount: 0, right: 0, rightCount: 2 },
    ]);
    expect(compare('', '').hunks).toEqual([]);
  });

  test('what is too long is compared as far as it goes, and says so', () => {
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `line-${from + index}`).join('\n');
    const { hunks, unseen } = compare(`x\n${lines(0, 250_000)}`, `${lines(1, 250_000)}\ny\nz`);
    expect(unseen).toEqual({ left: 50_001, right: 50_001 });
    expect(hunks.at(-1)).toMatchObject({ kind: 'changed', left: 200_000 });
  });
});

describe('any two sequences', () => {
  const ids = fc.array(fc.nat(6), { maxLength: 40 }).map((list) => Uint32Array.from(list));
  const edited = ids.chain((left) =>
    fc.record({
      left: fc.constant(left),
      right: fc.array(fc.tuple(fc.nat(40), fc.nat(8), fc.boolean()), { maxLength: 6 }).map((edits) => {
        const right = [...left];
        for (const [place, id, inserts] of edits)
          right.splice(place % (right.length + 1), inserts ? 0 : 1, id);
        return Uint32Array.from(right);
      }),
    }),
  );

  test('hunks follow each other without gaps, and what they call the same is', () => {
    fc.assert(
      fc.property(fc.oneof(edited, fc.record({ left: ids, right: ids })), ({ left, right }) => {
        let atLeft = 0;
        let atRight = 0;
        let before: Hunk['kind'] | undefined;
        for (const hunk of diffIds(left, right)) {
          expect([hunk.left, hunk.right, hunk.kind === before]).toEqual([atLeft, atRight, false]);
          const leftCount = hunk.kind === 'same' ? hunk.count : hunk.leftCount;
          const rightCount = hunk.kind === 'same' ? hunk.count : hunk.rightCount;
          const [leftPart, rightPart] = [
            left.slice(atLeft, atLeft + leftCount),
            right.slice(atRight, atRight + rightCount),
          ];
          expect(hunk.kind === 'same' ? leftPart : rightPart).toEqual(rightPart);
          expect(leftCount + rightCount).toBeGreaterThan(0);
          atLeft += leftCount;
          atRight += rightCount;
          before = hunk.kind;
        }
        expect([atLeft, atRight]).toEqual([left.length, right.length]);
      }),
      { numRuns: FUZZ_RUNS * 3 },
    );
  });

  test('without repeated ids, the shortest way is found', () => {
    const left = Uint32Array.from([1, 2, 3, 4, 5, 6, 7]);
    const right = Uint32Array.from([1, 3, 4, 9, 5, 7, 8]);
    expect(diffIds(left, right).map((hunk) => hunk.kind)).toEqual([
      'same',
      'changed',
      'same',
      'changed',
      'same',
      'changed',
      'same',
      'changed',
    ]);
  });

  test('thousands of repeated lines in disorder are compared in bounded time', () => {
    const left = Uint32Array.from({ length: 50_000 }, (_, index) => (index * index) % 7);
    const right = Uint32Array.from({ length: 50_000 }, (_, index) => (index * 3) % 5);
    expect(diffIds(left, right).length).toBeGreaterThan(0);
  });
});
