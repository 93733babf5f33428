import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../api/connection.ts';
import { answerFetch } from '../../../api/testing/fetch.ts';
import { runningTasksQuery } from './queries.ts';

const CONNECTION: Connection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
  project: 1337,
  region: 76,
};
const START = Date.parse('2026-03-01T09:30:00Z');
const ENDLESS = {
  id: '0f2b',
  state: 'RUNNING',
  task_type: 'download_image',
  created_on: '2026-03-01T09:30:00',
};

let client: QueryClient;
/** When the service was asked, in milliseconds after the task began. */
let asked: number[];
let tasks: readonly object[];

function watch(): () => void {
  return new QueryObserver(client, runningTasksQuery(client, CONNECTION)).subscribe(() => undefined);
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  client = new QueryClient();
  asked = [];
  tasks = [ENDLESS];
  answerFetch(() => {
    asked.push(Date.now() - START);
    return { json: { count: tasks.length, results: tasks } };
  });
});

afterEach(() => {
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('tasks under way', () => {
  it('are asked for every two seconds at most, and ever more rarely while one does not end', async () => {
    const leave = watch();
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
    expect(gaps[0]).toBeLessThan(3000);
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    expect(Math.max(...gaps)).toBeGreaterThan(14_000);
    expect(Math.max(...gaps)).toBeLessThan(16_000);
    leave();
  });

  it('are not asked for once no page shows them', async () => {
    const leave = watch();
    await vi.advanceTimersByTimeAsync(10_000);
    leave();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toHaveLength(before);
  });

  it('are asked for quickly again when another begins, and once a minute when there are none', async () => {
    const leave = watch();
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    tasks = [ENDLESS, { ...ENDLESS, id: '1d7f', created_on: '2026-03-01T10:00:00' }];
    await vi.advanceTimersByTimeAsync(15_000);
    asked = [];
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.length).toBeGreaterThanOrEqual(3);
    tasks = [];
    await vi.advanceTimersByTimeAsync(10_000);
    asked = [];
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(asked.length).toBeLessThanOrEqual(5);
    leave();
  });
});
