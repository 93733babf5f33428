import { act } from 'react';
import { MemoryRouter } from 'react-router';
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

/** Sends files through the queue under a drawn dock, until all have ended. */
async function upload(...jobs: readonly UploadJob[]): Promise<void> {
  draw(
    <MemoryRouter>
      <Dock />
    </MemoryRouter>,
  );
  await act(async () => {
    uploadQueue.add(jobs);
    await new Promise((resolve) => void setTimeout(resolve));
  });
}

test('what failed is not done', async () => {
  await upload(
    job('good', () => Promise.resolve({ link: '/good' })),
    job('bad', () => Promise.reject(new TypeError('Failed to fetch'))),
  );
  expect(find('header').textContent).toContain('1 of 2 done');
});
