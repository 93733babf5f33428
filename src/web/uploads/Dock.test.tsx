import { act } from 'react';
import { Link, MemoryRouter } from 'react-router';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { removeConnection, saveConnection } from '../connections/store.ts';
import { startLanguage } from '../i18n/language.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { Dock } from './Dock.tsx';
import type { UploadJob, UploadResult } from './queue.ts';
import { uploadQueue } from './theQueue.ts';

const CONNECTION = 'djinn-test';

beforeEach(async () => {
  await startLanguage('en');
  saveConnection({
    id: CONNECTION,
    label: 'djinn',
    service: 'djinn',
    target: 'embedded',
    keep: 'tab',
    base: '/embedded/djinn',
    authorization: 'token',
  });
  onTestFinished(() => {
    for (const { id } of uploadQueue.items.get()) {
      uploadQueue.cancel(id);
      uploadQueue.dismiss(id);
    }
    removeConnection(CONNECTION);
  });
});

function job(name: string, send: () => Promise<UploadResult>): UploadJob {
  return {
    connectionId: CONNECTION,
    name,
    fileName: `${name}.qcow2`,
    size: 10,
    sha256: () => undefined,
    send,
  };
}

function show(): void {
  draw(
    <MemoryRouter>
      <Link to="/elsewhere" />
      <Link to="/one" />
      <Dock />
    </MemoryRouter>,
  );
}

/** Sends files through the queue until all have ended. */
async function upload(...jobs: readonly UploadJob[]): Promise<void> {
  await act(async () => {
    uploadQueue.add(jobs);
    await new Promise((resolve) => void setTimeout(resolve));
  });
}

const good = (name: string) => job(name, () => Promise.resolve({ link: `/${name}` }));
const bad = (name: string) => job(name, () => Promise.reject(new TypeError('Failed to fetch')));

function go(to: string): Promise<void> {
  return act(async () => find(`a[href="${to}"]`).click());
}

function isFolded(): boolean {
  return document.querySelector('section li') === null;
}

test('what failed is not done', async () => {
  show();
  await upload(good('good'), bad('bad'));
  expect(find('header').textContent).toContain('1 of 2 done');
});

test('it makes itself small on the page of what was uploaded, and shows the next upload', async () => {
  show();
  await upload(good('one'));
  expect(isFolded()).toBe(false);
  await go('/elsewhere');
  expect(isFolded()).toBe(false);
  await go('/one');
  expect(isFolded()).toBe(true);
  await upload(bad('two'));
  expect(isFolded()).toBe(false);
});

test('it stays as a person wants it', async () => {
  show();
  await upload(good('one'));
  await go('/one');
  await act(async () => find('section button').click());
  expect(isFolded(), 'unfolded where it made itself small').toBe(false);
  await act(async () => find('section button').click());
  await go('/elsewhere');
  expect(isFolded(), 'folded away everywhere').toBe(true);
});

test('it stays open over a failure', async () => {
  show();
  await upload(good('one'), bad('two'));
  await go('/one');
  expect(isFolded()).toBe(false);
});
