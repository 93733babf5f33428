import { expect, test } from 'vitest';
import { sourceOfFiles } from './preparing.ts';

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
