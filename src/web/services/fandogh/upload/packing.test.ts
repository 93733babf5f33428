import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inspectArchive } from './archive.ts';
import type { PathFile } from '../../../uploads/droppedFiles.ts';
import { filesToSend, packFiles } from './packing.ts';

function folder(contents: Readonly<Record<string, string>>): PathFile[] {
  return Object.entries(contents).map(([path, text]) => ({ path, file: new File([text], path) }));
}

test('a folder becomes a zip of what its ignore file leaves, byte for byte', async () => {
  const files = folder({
    Dockerfile: 'FROM scratch',
    '.dockerignore': 'tmp',
    'tmp/a': 'a',
    'src/خط.txt': 'سلام',
    'logo.png': 'not really one',
  });
  const heard: number[] = [];
  const archive = await packFiles((await filesToSend(files)).files, (fraction) => heard.push(fraction));
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard.at(-1)).toBe(1);
  const unpacked = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  expect(
    Object.fromEntries(Object.entries(unpacked).map(([path, bytes]) => [path, strFromU8(bytes)])),
  ).toEqual({
    Dockerfile: 'FROM scratch',
    'src/خط.txt': 'سلام',
    'logo.png': 'not really one',
  });
  expect(await inspectArchive(archive)).toMatchObject({ kind: 'zip', files: 3, hasDockerfile: true });
});

test('what is never sent is not counted among what an ignore file leaves out', async () => {
  const plain = { Dockerfile: 'FROM scratch', '.git/HEAD': 'x', '.git/config': 'x' };
  expect(await filesToSend(folder(plain))).toMatchObject({ files: [{ path: 'Dockerfile' }], ignored: 0 });
  const withIgnore = folder({ ...plain, '.dockerignore': 'tmp\n.git', 'tmp/a': 'a' });
  expect(await filesToSend(withIgnore)).toMatchObject({ files: [{ path: 'Dockerfile' }], ignored: 1 });
});
