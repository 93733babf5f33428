import { afterEach, expect, test, vi } from 'vitest';
import { idleWorkers } from '../api/testing/workers.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('readings whose worker fails say so, and the next one has another', async () => {
  const workers = idleWorkers();
  const { readBuilds } = await import('./readBuilds.ts');
  const { signal } = new AbortController();
  const read = () => readBuilds('/log', {}, signal, () => () => undefined);
  const readings = [read(), read()];
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  for (const reading of readings) await expect(reading).rejects.toThrow('out of memory');
  const next = read();
  expect(workers).toHaveLength(2);
  workers[1]?.dispatchEvent(new Event('error'));
  await expect(next).rejects.toThrow('worker');
});
