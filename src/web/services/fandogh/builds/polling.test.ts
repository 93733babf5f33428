import { expect, test } from 'vitest';
import { afterAnswer, startPolling, type Outcome, type Polling } from './polling.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

function builds(state: string, lines: number): Outcome {
  return { kind: 'builds', current: 0, builds: [{ state, startDate: 'a', endDate: undefined, lines }] };
}

function run(...outcomes: readonly Outcome[]): Polling {
  return outcomes.reduce((polling, outcome) => afterAnswer(polling, outcome, NOW), startPolling(NOW));
}

test('while lines come it asks every second, then ever more rarely, and soon again when they go on', () => {
  expect(run(builds('BUILDING', 1), builds('BUILDING', 2)).wait).toBe(1000);
  const still = run(...Array.from({ length: 30 }, () => builds('BUILDING', 2)));
  expect(still.wait).toBe(10_000);
  expect(afterAnswer(still, builds('BUILDING', 3), NOW).wait).toBe(1000);
});

test.each(['BUILT', 'FAILED', 'BUILD_FAILED', 'built', 'PUSHED'])('%s is the end', (state) => {
  expect(run(builds(state, 9)).wait).toBeUndefined();
});

test('waiting is not the end, nor is an answer without a build', () => {
  expect(run(builds('PENDING', 0)).wait).toBe(1000);
  expect(run({ kind: 'builds', builds: [], current: -1 }).wait).toBe(1000);
});

test('just after an upload a version may not be known yet; later, or once it was, or uploaded from nowhere here, it is gone', () => {
  expect(run({ kind: 'missing' }).wait).toBe(1000);
  expect(afterAnswer(startPolling(NOW), { kind: 'missing' }, NOW + 31_000).wait).toBeUndefined();
  expect(afterAnswer(startPolling(undefined), { kind: 'missing' }, NOW).wait).toBeUndefined();
  expect(run(builds('BUILDING', 2), { kind: 'missing' }).wait).toBeUndefined();
});

test('what is forbidden is not asked for again by itself', () => {
  expect(run({ kind: 'forbidden' }).wait).toBeUndefined();
});

test('after a failure it goes on, and when a service says when, not before', () => {
  expect(run({ kind: 'failed', retryAt: undefined }).wait).toBe(1000);
  expect(run({ kind: 'failed', retryAt: NOW + 60_000 }).wait).toBe(60_000);
});
