import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { ApiError } from '../api/error.ts';
import { createFollower, GIVE_UP, isMoving, quietFor, STALL } from './follow.ts';
import type { ImageRow } from './row.ts';
import { someRow } from './testing/rows.ts';
import type { Followed } from './service.ts';

const IMPORTING = someRow({ name: 'void', state: 'importing' });
const LATER = someRow({ name: 'later', state: 'importing' });
const READY = someRow({ name: 'void' });

function setUp(answer: (rows: readonly ImageRow[]) => Followed | Promise<Followed>) {
  const asked: number[] = [];
  const names: string[][] = [];
  const applied: Followed[] = [];
  const follower = createFollower({
    ask: async (rows) => {
      asked.push(Date.now());
      names.push(rows.map(({ name }) => name));
      return answer(rows);
    },
    apply: (changes) => applied.push(changes),
    now: Date.now,
  });
  return { follower, asked, names, applied };
}

const unchanged = (rows: readonly ImageRow[]): Followed => new Map(rows.map((row) => [row.id, row]));

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a follower', () => {
  it('asks after a second, then ever more rarely, at most every fifteen', async () => {
    const { follower, asked } = setUp(unchanged);
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.slice(0, 4)).toEqual([1000, 2500, 4750, 8125]);
    const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.max(...gaps)).toBe(15_000);
    follower.stop();
  });

  it('tells only what changed, and asks sooner again', async () => {
    let now = IMPORTING;
    const { follower, asked, applied } = setUp(() => new Map([['void', now]]));
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(8125);
    expect(applied).toEqual([]);
    now = READY;
    await vi.advanceTimersByTimeAsync(7000);
    expect(applied.map((changes) => changes.get('void'))).toContain(READY);
    const [before = 0, after = 0] = asked.slice(-2);
    expect(after - before).toBe(1000);
    follower.stop();
  });

  it('tells that a row is gone', async () => {
    const { follower, applied } = setUp(() => new Map([['void', null]]));
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(applied).toEqual([new Map([['void', null]])]);
    follower.stop();
  });

  it('rests without rows, and after it was stopped', async () => {
    const { follower, asked } = setUp(unchanged);
    follower.watch([IMPORTING]);
    follower.watch([]);
    await vi.advanceTimersByTimeAsync(60_000);
    follower.watch([IMPORTING]);
    follower.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks one question at a time, and drops the answer to one that was given up', async () => {
    let release: (answer: Followed) => void = () => undefined;
    const { follower, asked, applied } = setUp(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toHaveLength(1);
    follower.watch([]);
    release(new Map([['void', null]]));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(applied).toEqual([]);
  });

  it('leaves a row alone that has not changed for an hour, and goes on with the others', async () => {
    const { follower, asked, names } = setUp(unchanged);
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(GIVE_UP / 2);
    follower.watch([IMPORTING, LATER]);
    expect(follower.hasGivenUp(IMPORTING.key)).toBe(false);
    await vi.advanceTimersByTimeAsync(GIVE_UP / 2 + 20_000);
    expect(follower.hasGivenUp(IMPORTING.key)).toBe(true);
    expect(names.at(-1)).toEqual(['later']);
    await vi.advanceTimersByTimeAsync(GIVE_UP / 2);
    const before = asked.length;
    follower.watch([{ ...IMPORTING }, LATER]);
    await vi.advanceTimersByTimeAsync(GIVE_UP);
    expect(asked).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on with a row it had given up when a list brings a change of it', async () => {
    const { follower, asked } = setUp(unchanged);
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(2 * GIVE_UP);
    const before = asked.length;
    follower.watch([{ ...IMPORTING, since: 1 }]);
    expect(follower.hasGivenUp(IMPORTING.key)).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(before + 1);
    follower.stop();
  });

  it('goes on after a failure, and waits as long as the service asks for', async () => {
    const limited = new ApiError({ kind: 'rateLimited', retryAt: 40_000 }, djinnEndpoints.getImage);
    const { follower, asked } = setUp(() => Promise.reject(limited));
    follower.watch([IMPORTING]);
    await vi.advanceTimersByTimeAsync(41_000);
    expect(asked.slice(0, 2)).toEqual([1000, 40_000]);
    follower.stop();
  });
});

describe('quietFor', () => {
  it('counts from what the service says, else from what was seen', () => {
    expect(quietFor({ ...IMPORTING, since: 1000 }, 5000, 1000 + STALL)).toBe(STALL);
    expect(quietFor(IMPORTING, 5000, 6000)).toBe(1000);
    expect(quietFor(IMPORTING, undefined, 6000)).toBe(0);
  });

  it('is nothing for what rests', () => {
    expect(isMoving(READY)).toBe(false);
    expect(quietFor({ ...READY, since: 1 }, 1, 1_000_000)).toBe(0);
  });
});
