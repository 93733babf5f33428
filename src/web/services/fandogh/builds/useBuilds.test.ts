import { afterEach, expect, test, vi } from 'vitest';
import { journal } from '../../../api/journal.ts';
import { idleWorkers } from '../../../api/testing/workers.ts';
import { openLogs } from '../../../logs/host.ts';
import type { Told } from '../../../logs/protocol.ts';
import { readBuilds } from './useBuilds.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a reading whose worker fails has an end in the journal too', async () => {
  const workers = idleWorkers();
  const connection = {
    id: 'one',
    label: 'One',
    service: 'fandogh',
    base: '/embedded/fandogh/api',
    authorization: 'JWT x',
  } as const;
  const of = { connection, image: 'shop', version: 'v1', hasTimes: true };
  const reading = readBuilds(openLogs(), of, new AbortController().signal);
  const begun = new Promise<void>((resolve) => {
    const stop = journal.subscribe(() => {
      stop();
      resolve();
    });
  });
  const reply: Told = { kind: 'reply', id: 1, reply: { kind: 'begin', result: { reading: 1, offset: 0 } } };
  workers[0]?.dispatchEvent(new MessageEvent('message', { data: reply }));
  await begun;
  workers[0]?.dispatchEvent(new Event('error'));
  await expect(reading).rejects.toThrow('worker');
  expect(journal.get()[0]).toMatchObject({ endpoint: 'listBuilds', outcome: 'cancelled' });
});
