import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../api/connection.ts';
import { answerFetch, type Canned } from '../../api/testing/fetch.ts';
import { someRow } from '../../images/testing/rows.ts';
import { gcoreImages } from './images.ts';

const CONNECTION: Connection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
  project: 1337,
  region: 76,
};
const SIGNAL = new AbortController().signal;
const IMAGE = {
  id: '5b0c',
  name: 'edge-router-2.4',
  status: 'active',
  visibility: 'shared',
  project_id: 1337,
  region: 'Luxembourg-2',
  architecture: 'x86_64',
  size: 630_194_176,
  created_at: '2026-03-01T09:30:00+0000',
  task_id: null,
};
const DELETING = someRow({
  name: 'edge-router-2.4',
  id: '5b0c',
  connection: 'gcore-demo',
  service: 'gcore',
  state: 'deleting',
  task: 'b63f',
});

async function rowOf(image: object, task?: Canned) {
  answerFetch((request) =>
    request.includes('/tasks/')
      ? (task ?? { json: { count: 0, results: [] } })
      : { json: { count: 1, results: [image] } },
  );
  const { rows } = await gcoreImages.page(CONNECTION, 1, SIGNAL);
  return rows[0];
}

function task(state: string, error: string | null = null) {
  return { id: 'b63f', state, error, task_type: 'delete_image', data: { image_id: '5b0c' } };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an image of Gcore in the list', () => {
  it('says where it is and what it is', async () => {
    expect(await rowOf(IMAGE)).toMatchObject({
      place: 'Luxembourg-2 · x86_64',
      state: 'active',
      size: 630_194_176,
      createdAt: Date.parse('2026-03-01T09:30:00Z'),
      remove: 'yes',
    });
  });

  it('is still being saved when its task is done and no byte is counted', async () => {
    expect(await rowOf({ ...IMAGE, size: 0 })).toMatchObject({ state: 'saving', size: null });
    expect(await rowOf({ ...IMAGE, status: 'saving', size: null })).toMatchObject({ state: 'saving' });
  });

  it('is locked by a task, or being deleted by one', async () => {
    const held = { ...IMAGE, task_id: 'b63f' };
    expect(await rowOf(held)).toMatchObject({ state: 'locked', remove: 'locked', task: 'b63f' });
    const list = { json: { count: 1, results: [task('RUNNING')] } };
    expect(await rowOf(held, list)).toMatchObject({ state: 'deleting' });
  });

  it('is shown although the tasks cannot be read', async () => {
    const refused = { status: 403, json: { message: 'no' } };
    expect(await rowOf({ ...IMAGE, task_id: 'b63f' }, refused)).toMatchObject({ state: 'locked' });
  });

  it('cannot be deleted when it is another project’s', async () => {
    expect(await rowOf({ ...IMAGE, project_id: 1, visibility: 'public' })).toMatchObject({
      remove: 'notYours',
    });
  });

  it('is found by its labels, in whichever field they come', async () => {
    const tagged = { ...IMAGE, tags_v2: [{ key: 'env', value: 'prod', read_only: false }] };
    expect((await rowOf(tagged))?.haystack).toContain('env=prod');
  });

  it('shows a status nobody has heard of in its own word', async () => {
    expect(await rowOf({ ...IMAGE, status: 'deactivated' })).toMatchObject({
      state: 'unknown',
      stateWord: 'deactivated',
    });
  });
});

describe('the pages of Gcore', () => {
  it('end with the count, and at once where all came together', async () => {
    answerFetch(() => ({ json: { count: 1500, results: [IMAGE] } }));
    expect((await gcoreImages.page(CONNECTION, 1, SIGNAL)).next).toBe(2);
    answerFetch(() => ({ json: { count: 1, results: [IMAGE] } }));
    expect((await gcoreImages.page(CONNECTION, 1, SIGNAL)).next).toBeUndefined();
    answerFetch(() => ({ json: { count: 1500, results: [] } }));
    expect((await gcoreImages.page(CONNECTION, 2, SIGNAL)).next).toBeUndefined();
  });
});

describe('deleting', () => {
  function answerDeletion(image: Canned, state: Canned): void {
    answerFetch((request) => (request.includes('/v1/tasks/') ? state : image));
  }
  const follow = async () => (await gcoreImages.follow(CONNECTION, [DELETING], SIGNAL)).get('5b0c');

  it('goes on as a task after it was accepted', async () => {
    answerFetch(() => ({ json: { tasks: ['b63f'] } }));
    const row = { ...DELETING, state: 'active' as const, task: null };
    expect(await gcoreImages.remove(CONNECTION, row, SIGNAL)).toMatchObject({
      state: 'deleting',
      task: 'b63f',
    });
  });

  it('is not over before the lock is even seen', async () => {
    answerDeletion({ json: IMAGE }, { json: task('NEW') });
    expect(await follow()).toMatchObject({ state: 'deleting', task: 'b63f' });
  });

  it('brings the image back with the reason when the task fails', async () => {
    answerDeletion({ json: IMAGE }, { json: task('ERROR', 'Volumes still use the image') });
    expect(await follow()).toMatchObject({ state: 'active', reason: 'Volumes still use the image' });
    answerDeletion({ json: IMAGE }, { json: task('ERROR') });
    expect(await follow()).toMatchObject({ state: 'active', reason: 'ERROR' });
  });

  it('is over when the image is not found', async () => {
    answerDeletion(
      { status: 404, json: { message: 'Image could not be found' } },
      { json: task('FINISHED') },
    );
    expect(await follow()).toBeNull();
  });
});
