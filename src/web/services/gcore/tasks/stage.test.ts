import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnderWay, pollDelay, sortedTasks, stageOf, subjectOf } from './stage.ts';

const task = (state: string, images: string[] = []) => ({ state, created_resources: { images } });
const image = (status: string, size: number | null = 7) => ({ status, size, task_id: null });

describe('how far a task is', () => {
  test.each([
    ['NEW', task('NEW'), undefined, 'waiting'],
    ['a word nobody knows', task('PAUSED'), undefined, 'waiting'],
    ['RUNNING', task('RUNNING'), undefined, 'running'],
    ['ERROR, whatever it made', task('ERROR', ['i']), image('active'), 'failed'],
    ['FINISHED, its image not looked at yet', task('FINISHED', ['i']), undefined, 'storing'],
    ['FINISHED and still saving, with size 0', task('FINISHED', ['i']), image('saving', 0), 'storing'],
    ['FINISHED and active, with size 0', task('FINISHED', ['i']), image('active', 0), 'storing'],
    ['FINISHED and active', task('FINISHED', ['i']), image('active'), 'ready'],
    ['FINISHED and killed', task('FINISHED', ['i']), image('killed', 0), 'spoilt'],
    ['FINISHED and gone', task('FINISHED', ['i']), null, 'spoilt'],
    ['FINISHED and nothing made', task('FINISHED'), undefined, 'finished'],
  ])('%s', (_, of, made, stage) => expect(stageOf(of, made)).toBe(stage));

  test('error text before the end is no end', () => {
    expect(isUnderWay(stageOf({ ...task('RUNNING') }))).toBe(true);
  });
});

test('never asks more often than once a second, and ever more rarely', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: undefined })), fc.nat(), (starts, now) => {
      expect(pollDelay(starts, now)).toBeGreaterThanOrEqual(1000);
      expect(pollDelay(starts, now)).toBeLessThanOrEqual(15_000);
      expect(pollDelay(starts, now + 10_000)).toBeGreaterThanOrEqual(pollDelay(starts, now));
    }),
  );
  expect(pollDelay([0], 3_600_000)).toBe(15_000);
  expect(pollDelay([0, 3_599_000], 3_600_000)).toBe(2000);
});

test('says what a task is about, before and after it has made something', () => {
  const names = (id: string) => (id === 'i' ? 'web' : undefined);
  expect(subjectOf({ data: { name: 'asked' }, created_resources: { images: [] } }, names)).toEqual({
    image: undefined,
    name: 'asked',
  });
  expect(subjectOf({ data: { name: 'asked' }, created_resources: { images: ['i'] } }, names)).toEqual({
    image: 'i',
    name: 'web',
  });
  expect(subjectOf({ data: { image_id: 'i' }, created_resources: { images: [] } }, names).name).toBe('web');
  expect(subjectOf({ data: null, created_resources: { images: [] } }, names)).toEqual({});
});

test('tasks under way come first, then the newest', () => {
  const at = (state: string, created_on: string | null) => ({ state, created_on });
  const sorted = sortedTasks([
    at('FINISHED', '2026-01-03T00:00:00'),
    at('RUNNING', '2026-01-01T00:00:00'),
    at('ERROR', null),
    at('NEW', '2026-01-02T00:00:00'),
  ]);
  expect(sorted.map(({ state }) => state)).toEqual(['NEW', 'RUNNING', 'FINISHED', 'ERROR']);
});
