import { describe, expect, test } from 'vitest';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import type { Connection } from '../api/connection.ts';
import { ApiError } from '../api/error.ts';
import type { UploadOptions } from '../api/upload.ts';
import {
  createUploadQueue,
  isDone,
  isLeft,
  isMoving,
  sentOf,
  type UploadJob,
  type UploadResult,
} from './queue.ts';

const REFUSED = new ApiError({ kind: 'unauthorised' }, djinnEndpoints.createImage, { status: 401 });

/** A service under the test's thumb: every send is held until the test lets it end. */
function stage(tokens: Record<string, string | null> = { one: 'Bearer x' }) {
  const sends: {
    name: string;
    token: string | null;
    options: UploadOptions;
    succeed: (result?: UploadResult) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const done: string[] = [];
  let clock = 1000;
  const queue = createUploadQueue({
    connectionOf: (id): Connection | undefined =>
      id in tokens
        ? { id, label: id, service: 'djinn', base: '/embedded/djinn', authorization: tokens[id] ?? null }
        : undefined,
    now: () => clock,
    atOnce: 2,
    onDone: (item) => done.push(item.job.name),
  });
  const job = (name: string, connectionId = 'one'): UploadJob => ({
    connectionId,
    name,
    fileName: `${name}.qcow2`,
    size: 1000,
    sha256: () => undefined,
    send: ({ authorization: token }, options) =>
      new Promise((resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
        sends.push({
          name,
          token,
          options,
          succeed: (result = { link: `/${name}` }) => resolve(result),
          fail: reject,
        });
      }),
  });
  const phases = (): string[] => queue.items.get().map((item) => item.phase.kind);
  const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
  return { queue, sends, done, job, phases, settle, tokens, pass: (ms: number) => (clock += ms) };
}

describe('upload queue', () => {
  test('sends two at once and the third when one has ended', async () => {
    const { queue, sends, job, phases, settle, done } = stage();
    queue.add([job('a'), job('b'), job('c')]);
    expect(phases()).toEqual(['sending', 'sending', 'waiting']);
    sends[0]?.succeed();
    await settle();
    expect(phases()).toEqual(['done', 'sending', 'sending']);
    expect(done).toEqual(['a']);
  });

  test('tells bytes sent apart from the answer of the service', async () => {
    const { queue, sends, job, phases, settle } = stage();
    queue.add([job('a')]);
    sends[0]?.options.onProgress(500, 1000);
    expect(queue.items.get().map(sentOf)).toEqual([500]);
    sends[0]?.options.onProgress(1000, 1000);
    expect(phases()).toEqual(['sending']);
    sends[0]?.options.onSent();
    expect(phases()).toEqual(['checking']);
    sends[0]?.fail(new Error('not a qcow2 file'));
    await settle();
    expect(phases()).toEqual(['failed']);
  });

  test('counts only the bytes of the file, not the framing around it', () => {
    const { queue, sends, job } = stage();
    queue.add([job('a')]);
    sends[0]?.options.onProgress(1200, 1200);
    expect(queue.items.get().map(sentOf)).toEqual([1000]);
  });

  test('cancelling ends the request and makes room; retrying keeps everything', async () => {
    const { queue, sends, job, phases, settle } = stage();
    queue.add([job('a'), job('b'), job('c')]);
    const [first] = queue.items.get();
    queue.cancel(first?.id ?? 0);
    await settle();
    expect(sends[0]?.options.signal.aborted).toBe(true);
    expect(phases()).toEqual(['cancelled', 'sending', 'sending']);
    queue.retry(first?.id ?? 0);
    expect(phases()).toEqual(['waiting', 'sending', 'sending']);
    expect(queue.items.get()[0]?.job.name).toBe('a');
  });

  test('what an old attempt still reports changes nothing', async () => {
    const { queue, sends, job, phases, settle } = stage();
    queue.add([job('a')]);
    const id = queue.items.get()[0]?.id ?? 0;
    queue.cancel(id);
    await settle();
    queue.retry(id);
    sends[0]?.options.onProgress(999, 1000);
    sends[0]?.options.onSent();
    expect(phases()).toEqual(['sending']);
    expect(queue.items.get().map(sentOf)).toEqual([0]);
  });

  test('retrying what is being sent does not send it twice', () => {
    const { queue, sends, job } = stage();
    queue.add([job('a')]);
    queue.retry(queue.items.get()[0]?.id ?? 0);
    expect(sends).toHaveLength(1);
  });

  test('without a token it waits for one, and then goes on by itself', () => {
    const { queue, job, phases, tokens, sends } = stage({ one: null });
    queue.add([job('a')]);
    expect(phases()).toEqual(['needsToken']);
    queue.connectionsChanged();
    expect(phases()).toEqual(['needsToken']);
    tokens['one'] = 'Bearer new';
    queue.connectionsChanged();
    expect(phases()).toEqual(['sending']);
    expect(sends).toHaveLength(1);
  });

  test('whose token is refused waits, unless there is another one by then', async () => {
    const { queue, job, phases, settle, tokens, sends } = stage();
    queue.add([job('a'), job('b')]);
    sends[0]?.fail(REFUSED);
    await settle();
    expect(phases()).toEqual(['needsToken', 'sending']);
    tokens['one'] = 'Bearer new';
    queue.connectionsChanged();
    expect(phases()).toEqual(['sending', 'sending']);
    sends[1]?.fail(REFUSED);
    await settle();
    expect(phases()).toEqual(['sending', 'sending']);
    expect(sends.map(({ name, token }) => [name, token])).toEqual([
      ['a', 'Bearer x'],
      ['b', 'Bearer x'],
      ['a', 'Bearer new'],
      ['b', 'Bearer new'],
    ]);
  });

  test('only what has ended can be taken out of the list', async () => {
    const { queue, sends, job, settle } = stage();
    queue.add([job('a')]);
    const id = queue.items.get()[0]?.id ?? 0;
    queue.dismiss(id);
    expect(queue.items.get()).toHaveLength(1);
    expect(queue.items.get().some(isMoving)).toBe(true);
    sends[0]?.succeed();
    await settle();
    queue.dismiss(id);
    expect(queue.items.get()).toHaveLength(0);
  });

  test('what failed is left to somebody, what succeeded or was called off is not', async () => {
    const { queue, sends, job, settle } = stage();
    queue.add([job('a'), job('b'), job('c')]);
    sends[0]?.succeed();
    sends[1]?.fail(new TypeError('Failed to fetch'));
    queue.cancel(queue.items.get()[2]?.id ?? 0);
    await settle();
    expect(queue.items.get().map(isDone)).toEqual([true, false, false]);
    expect(queue.items.get().map(isLeft)).toEqual([false, true, false]);
  });
});
