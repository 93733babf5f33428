import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Database } from './database.ts';
import { Jobs } from './jobs.ts';

const DAY = 86_400_000;

let folder: string;
let database: Database;
beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(path.join(os.tmpdir(), 'image-console-'));
  database = new Database(path.join(folder, 'console.db'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a job that is due in longer than a timer can wait still waits', async () => {
  const jobs = new Jobs(database, 0.5);
  const done: number[] = [];
  const queue = jobs.define('late', Number, (state) => {
    done.push(state);
    return { done: true };
  });
  jobs.start();
  queue(7, 20 * DAY); // at half the pace: 40 days
  await vi.advanceTimersByTimeAsync(39 * DAY);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(done).toEqual([7]);
  await jobs.close();
});

test('a job that cannot even be ended harms no other, and goes on after the next start', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let jobs = new Jobs(database, 1);
  const steps: string[] = [];
  const declare = (step: () => void) =>
    jobs.define('work', String, (state) => {
      steps.push(state);
      step();
      return { done: true };
    });
  const queue = declare(() => {
    database.execute(`CREATE TRIGGER IF NOT EXISTS full BEFORE DELETE ON jobs WHEN OLD.id = 1
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  });
  jobs.start();
  queue('first');
  queue('second', 10);
  await vi.advanceTimersByTimeAsync(20);
  expect(steps).toEqual(['first', 'second']);
  expect(told).toHaveBeenLastCalledWith(expect.stringContaining('after the next start'), expect.any(Error));
  await jobs.close();

  database.execute('DROP TRIGGER full');
  jobs = new Jobs(database, 1);
  declare(() => undefined);
  jobs.start();
  await vi.advanceTimersByTimeAsync(20);
  expect(steps).toEqual(['first', 'second', 'first']);
  expect(database.all('SELECT id FROM jobs')).toEqual([]);
  await jobs.close();
});
