import { afterEach, expect, test, vi } from 'vitest';
import { idleWorkers } from '../api/testing/workers.ts';
import { openLogs } from './host.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a worker that fails answers nothing any more, and says so', async () => {
  const workers = idleWorkers();
  const host = openLogs();
  const asked = [host.ask({ kind: 'begin', source: 'v1' }), host.ask({ kind: 'explain' })];
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  asked.push(host.ask({ kind: 'begin', source: 'v1' }));
  for (const answer of asked) await expect(answer).rejects.toThrow('out of memory');
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test('whoever closes it and asks again has a new one', async () => {
  const workers = idleWorkers();
  const host = openLogs();
  const asked = host.ask({ kind: 'begin', source: 'v1' });
  workers[0]?.dispatchEvent(new Event('error'));
  await expect(asked).rejects.toThrow('worker');
  host.close();
  void host.ask({ kind: 'begin', source: 'v1' });
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});
