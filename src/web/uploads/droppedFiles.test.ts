import { expect, test } from 'vitest';
import { filesOfDrop } from './droppedFiles.ts';

/** What a browser gives for a dropped file or folder, as far as it is asked. */
interface FakeEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly fullPath: string;
  readonly file?: (done: (file: File) => void) => void;
  readonly createReader?: () => { readonly readEntries: (done: (batch: FakeEntry[]) => void) => void };
}

function file(fullPath: string): FakeEntry {
  return {
    isFile: true,
    isDirectory: false,
    fullPath,
    file: (done) => done(new File([], fullPath.split('/').at(-1) ?? '')),
  };
}

/** A folder that tells its entries one at a time: browsers tell at most a hundred. */
function folder(fullPath: string, ...entries: readonly FakeEntry[]): FakeEntry {
  const left = [...entries];
  return {
    isFile: false,
    isDirectory: true,
    fullPath,
    createReader: () => ({ readEntries: (done) => done(left.splice(0, 1)) }),
  };
}

function drop(...entries: readonly (FakeEntry | File)[]): DataTransferItemList {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => (entry instanceof File ? null : entry),
    getAsFile: () => (entry instanceof File ? entry : null),
  }));
  return Object.assign(new DataTransfer().items, { [Symbol.iterator]: () => items[Symbol.iterator]() });
}

test('a dropped folder is read to its last file, with paths from its own name on', async () => {
  const shop = folder(
    '/shop',
    file('/shop/Dockerfile'),
    folder('/shop/src', file('/shop/src/a.py'), file('/shop/src/b.py')),
    folder('/shop/empty'),
  );
  const files = await filesOfDrop(drop(shop));
  expect(files.map(({ path }) => path)).toEqual(['shop/Dockerfile', 'shop/src/a.py', 'shop/src/b.py']);
});

test('a file that is of no file system is taken as it is', async () => {
  const files = await filesOfDrop(drop(new File(['PK'], 'app.zip'), file('/notes.txt')));
  expect(files.map(({ path }) => path)).toEqual(['app.zip', 'notes.txt']);
});
