import { expect, test } from 'vitest';
import type { UploadJob } from '../../../uploads/queue.ts';
import { createVersionDrafts } from './drafts.ts';
import type { Prepared, PreparingMessage } from './preparing.ts';

const ARCHIVE = [{ path: 'a.zip', file: new File(['PK'], 'a.zip') }];
const FOLDER = ['Dockerfile', 'src/a'].map((path) => ({ path: `shop/${path}`, file: new File([], path) }));
const PREPARED: Prepared = {
  archive: new Blob(),
  left: 0,
  report: {
    kind: 'zip',
    files: 2,
    unpacked: 0,
    weights: [],
    hasDockerfile: true,
    elsewhere: undefined,
    isLarge: false,
    junk: [],
    fault: undefined,
  },
};

/** Drafts whose preparing the test holds in its hand. */
function stage() {
  const preparing: { tell: (message: PreparingMessage) => void; ended: boolean }[] = [];
  const drafts = createVersionDrafts((_, tell) => {
    const one = { tell, ended: false };
    preparing.push(one);
    return () => (one.ended = true);
  });
  return { drafts, preparing, at: (key: string) => drafts.all.get().get(key) };
}

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

test('a folder is gathered, packed and ready', async () => {
  const { drafts, preparing, at } = stage();
  drafts.choose('one', Promise.resolve(FOLDER));
  expect(at('one')?.stage).toEqual({ kind: 'gathering' });
  await settled();
  preparing[0]?.tell({ kind: 'progress', fraction: 0.4 });
  expect(at('one')?.stage).toMatchObject({ kind: 'preparing', fraction: 0.4, source: { name: 'shop' } });
  preparing[0]?.tell({ kind: 'ready', prepared: PREPARED });
  expect(at('one')?.stage).toMatchObject({ kind: 'ready', prepared: { left: 0 } });
});

test('choosing again, and letting go, end what was under way and keep what was typed', async () => {
  const { drafts, preparing, at } = stage();
  drafts.change('one', { version: 'v9' });
  drafts.choose('one', Promise.resolve(FOLDER));
  await settled();
  drafts.choose('one', Promise.resolve(ARCHIVE));
  expect(preparing[0]?.ended).toBe(true);
  await settled();
  drafts.clear('one');
  expect(preparing[1]?.ended).toBe(true);
  expect(at('one')).toMatchObject({ version: 'v9', stage: { kind: 'empty' } });
});

test('a folder that is still gathered when another is chosen, or none, comes too late', async () => {
  const { drafts, preparing, at } = stage();
  let arrive: (files: typeof FOLDER) => void = () => {};
  drafts.choose('one', new Promise((resolve) => (arrive = resolve)));
  drafts.choose('one', Promise.resolve(ARCHIVE));
  await settled();
  arrive(FOLDER);
  await settled();
  expect(preparing).toHaveLength(1);
  expect(at('one')?.stage).toMatchObject({ kind: 'preparing', source: { name: 'a.zip' } });
});

test('what is no source says why', async () => {
  const { drafts, preparing, at } = stage();
  drafts.choose('one', Promise.resolve([...ARCHIVE, ...FOLDER]));
  drafts.choose('two', Promise.reject(new Error('gone')));
  drafts.choose('three', Promise.resolve(ARCHIVE));
  await settled();
  preparing[0]?.tell({ kind: 'unreadable' });
  expect(['one', 'two', 'three'].map((key) => at(key)?.stage)).toEqual([
    { kind: 'refused', why: 'several' },
    { kind: 'refused', why: 'unreadable' },
    { kind: 'refused', why: 'unreadable' },
  ]);
});

test('a draft is forgotten when its upload is done, and others stay', () => {
  const { drafts, at } = stage();
  const job: UploadJob = {
    connectionId: 'c',
    name: 'a:1',
    fileName: 'a.zip',
    size: 1,
    sha256: () => undefined,
    send: () => Promise.resolve({ link: '/' }),
  };
  drafts.change('one', { job });
  drafts.change('two', { version: 'v1' });
  drafts.forget(job);
  expect([at('one'), at('two')?.version]).toEqual([undefined, 'v1']);
});
