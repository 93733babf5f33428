import { afterEach, expect, test, vi } from 'vitest';
import { idleWorkers } from '../api/testing/workers.ts';
import { readFile, type ReadingMessage } from './fileReading.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(['error', 'messageerror'])('a file whose worker fails (%s) counts as unreadable', (event) => {
  const workers = idleWorkers();
  const told: ReadingMessage[] = [];
  readFile(new File(['QFI'], 'disk.qcow2'), (message) => told.push(message));
  workers[0]?.dispatchEvent(new Event(event));
  expect(told).toEqual([{ kind: 'unreadable' }]);
  expect(workers[0]?.isEnded).toBe(true);
});
