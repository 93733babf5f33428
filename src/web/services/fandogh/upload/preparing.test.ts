import { afterEach, expect, test, vi } from 'vitest';
import { idleWorkers } from '../../../api/testing/workers.ts';
import { prepareSource, sourceOfFiles, type PreparingMessage } from './preparing.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function files(...paths: readonly string[]) {
  return paths.map((path) => ({ path, file: new File([], path.split('/').at(-1) ?? '') }));
}

test('one file is an archive, whatever it is called', () => {
  expect(sourceOfFiles(files('workspace'))).toMatchObject({ kind: 'archive', name: 'workspace' });
});

test('files below one folder are that folder, with paths from its root', () => {
  expect(sourceOfFiles(files('shop/Dockerfile', 'shop/src/main.py'))).toMatchObject({
    kind: 'folder',
    name: 'shop',
    files: [{ path: 'Dockerfile' }, { path: 'src/main.py' }],
  });
  expect(sourceOfFiles(files('shop/Dockerfile'))).toMatchObject({ kind: 'folder', name: 'shop' });
});

test('several archives, several folders, or both are no version; nor is nothing', () => {
  expect(sourceOfFiles(files('a.zip', 'b.zip'))).toBe('several');
  expect(sourceOfFiles(files('shop/Dockerfile', 'shopping/list'))).toBe('several');
  expect(sourceOfFiles(files('shop/Dockerfile', 'a.zip'))).toBe('several');
  expect(sourceOfFiles([])).toBe('nothing');
});

test.each(['error', 'messageerror'])('what a worker fails to prepare (%s) counts as unreadable', (event) => {
  const workers = idleWorkers();
  const told: PreparingMessage[] = [];
  const source = { kind: 'archive', name: 'shop.zip', file: new File([], 'shop.zip') } as const;
  prepareSource(source, (message) => told.push(message));
  workers[0]?.dispatchEvent(new Event(event));
  expect(told).toEqual([{ kind: 'unreadable' }]);
  expect(workers[0]?.isEnded).toBe(true);
});
