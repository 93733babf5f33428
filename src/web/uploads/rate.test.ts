import { expect, test } from 'vitest';
import { paceOf, sample, type Samples } from './rate.ts';

function run(reports: readonly (readonly [at: number, sent: number])[]): Samples {
  return reports.reduce<Samples>((samples, [at, sent]) => sample(samples, at, sent), []);
}

test('says nothing before there is something to measure', () => {
  expect(paceOf([], 100, 0)).toEqual({ rate: undefined, left: undefined });
  expect(paceOf(run([[0, 0]]), 100, 50)).toEqual({ rate: undefined, left: undefined });
});

test('gives bytes a second and the seconds left', () => {
  expect(
    paceOf(
      run([
        [0, 0],
        [1000, 200],
      ]),
      1000,
      1000,
    ),
  ).toEqual({ rate: 200, left: 4 });
});

test('forgets what is older than its window', () => {
  const samples = run([
    [0, 0],
    [1000, 1_000_000],
    [20_000, 1_000_100],
    [21_000, 1_000_200],
  ]);
  expect(paceOf(samples, 1_000_300, 21_000).rate).toBe(100);
});

test('falls while nothing moves', () => {
  const samples = run([
    [0, 0],
    [1000, 1000],
  ]);
  expect(paceOf(samples, 5000, 4000).rate).toBe(250);
});
