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
