import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImageRow } from './row.ts';
import { createSizes } from './sizes.ts';
import { someRow } from './testing/rows.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'].map((name) => someRow({ name }));

function setUp() {
  const open = new Map<string, { resolve: (size: number) => void; reject: (error: Error) => void }>();
  const asked: string[] = [];
  const applied: (readonly ImageRow[])[] = [];
  const sizes = createSizes({
    ask: (row, signal) => {
      asked.push(row.name);
      return new Promise((resolve, reject) => {
        open.set(row.name, { resolve, reject });
        signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      });
    },
    apply: (rows) => applied.push(rows),
  });
  return { sizes, open, asked, applied };
}

/** Lets the rows stand still for long enough to be asked for. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('sizes', () => {
  it('asks for three at a time, each once', async () => {
    const { sizes, open, asked } = setUp();
    sizes.want(ROWS);
    await rest();
    expect(asked).toEqual(['a', 'b', 'c']);
    open.get('b')?.resolve(7);
    await vi.advanceTimersByTimeAsync(0);
    sizes.want(ROWS);
    await rest();
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells answers that come close together at once', async () => {
    const { sizes, open, applied } = setUp();
    sizes.want(ROWS);
    await rest();
    open.get('a')?.resolve(1);
    open.get('c')?.resolve(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(applied.map((rows) => rows.map(({ name, size }) => [name, size]))).toEqual([
      [
        ['a', 1],
        ['c', 3],
      ],
    ]);
  });

  it('goes on after a failure, and does not ask for that one again', async () => {
    const { sizes, open, asked } = setUp();
    sizes.want(ROWS.slice(0, 1));
    await rest();
    open.get('a')?.reject(new Error('gone'));
    await vi.advanceTimersByTimeAsync(0);
    sizes.want(ROWS.slice(0, 2));
    await rest();
    expect(asked).toEqual(['a', 'b']);
  });

  it('leaves a connection alone that fails three times on end', async () => {
    const { sizes, open, asked } = setUp();
    const many = [...ROWS, someRow({ name: 'f' }), someRow({ name: 'g' })];
    const other = someRow({ name: 'other', connection: 'djinn-ours' });
    sizes.want([...many, other]);
    await rest();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      open.get(name)?.reject(new Error('no files'));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'other']);
  });

  it('forgets what went out of view before it was asked for', async () => {
    const { sizes, open, asked } = setUp();
    sizes.want(ROWS);
    await rest();
    sizes.want(ROWS.slice(4));
    open.get('a')?.resolve(1);
    await rest();
    expect(asked).toEqual(['a', 'b', 'c', 'e']);
  });

  it('asks for nothing that only passes by, and changes nothing meanwhile', async () => {
    const { sizes, open, asked, applied } = setUp();
    sizes.want(ROWS.slice(0, 1));
    await rest();
    open.get('a')?.resolve(1);
    for (let step = 0; step < 10; step += 1) {
      sizes.want(ROWS.slice(1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect([asked, applied]).toEqual([['a'], []]);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    expect(applied).toHaveLength(1);
  });

  it('asks again for what was under way when the page was left', async () => {
    const { sizes, asked } = setUp();
    sizes.want(ROWS.slice(0, 2));
    await rest();
    sizes.stop();
    sizes.want(ROWS.slice(0, 2));
    await rest();
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });
});
