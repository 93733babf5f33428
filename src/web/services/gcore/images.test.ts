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

describe('an image to come', () => {
  const MAKING = {
    id: '0f2b',
    state: 'RUNNING',
    task_type: 'download_image',
    created_on: '2026-03-01T09:30:00',
    data: { name: 'edge-router-2.5', url: 'https://images.example.org/er.qcow2' },
  };

  async function rows(active: readonly object[], images: readonly object[], question = '') {
    answerFetch((request) => ({
      json: request.includes('/tasks/')
        ? { count: active.length, results: active }
        : { count: images.length, results: images },
    }));
    return (await gcoreImages.page(CONNECTION, 1, SIGNAL, { question })).rows;
  }

  it('has a row before the service lists it, as far as its task is', async () => {
    expect(await rows([MAKING, { ...MAKING, id: '1d7f', state: 'NEW' }], [IMAGE])).toMatchObject([
      { id: 'task:0f2b', name: 'edge-router-2.5', state: 'importing', remove: 'locked', size: null },
      { id: 'task:1d7f', state: 'queued' },
      { id: '5b0c' },
    ]);
  });

  it('has one row only once the service lists it, and none for what tasks do besides', async () => {
    expect(await rows([MAKING], [{ ...IMAGE, creator_task_id: '0f2b' }])).toMatchObject([{ id: '5b0c' }]);
    expect(await rows([{ ...MAKING, task_type: 'create_instance' }], [IMAGE])).toHaveLength(1);
  });

  it('stays out of a filtered list, because nothing but its name is known', async () => {
    expect(await rows([MAKING], [IMAGE], 'api.visibility=shared')).toHaveLength(1);
    expect(await rows([MAKING], [IMAGE], 'owned=1&prices=1')).toHaveLength(2);
  });

  it('becomes the image when the task has made it, which is followed on while it is saving', async () => {
    const [pending] = await rows([MAKING], []);
    if (!pending) throw new Error('There is no row');
    const made = { ...MAKING, state: 'FINISHED', created_resources: { images: ['5b0c'] } };
    answerFetch((request) =>
      request.includes('/v1/tasks/') ? { json: made } : { json: { ...IMAGE, status: 'saving', size: 0 } },
    );
    const followed = await gcoreImages.follow(CONNECTION, [pending], SIGNAL);
    expect(followed.get('task:0f2b')).toMatchObject({ id: '5b0c', state: 'saving', size: null });
    expect(await gcoreImages.detail(CONNECTION, 'task:0f2b', SIGNAL)).toMatchObject({ row: { id: '5b0c' } });
  });

  it('says why it never came when its task fails', async () => {
    const [pending] = await rows([MAKING], []);
    if (!pending) throw new Error('There is no row');
    answerFetch(() => ({ json: { ...MAKING, state: 'ERROR', error: 'Image source answered 404' } }));
    expect((await gcoreImages.follow(CONNECTION, [pending], SIGNAL)).get('task:0f2b')).toMatchObject({
      state: 'failed',
      reason: 'Image source answered 404',
      remove: 'neverMade',
    });
  });

  it('is waited for no longer than the list itself and a moment', async () => {
    vi.useFakeTimers();
    const silent = answerFetch(() => ({ json: { count: 1, results: [IMAGE] } }));
    const answer = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      url.includes('/tasks/') ? new Promise(() => undefined) : answer(url, init),
    );
    const page = gcoreImages.page(CONNECTION, 1, SIGNAL);
    await vi.advanceTimersByTimeAsync(1500);
    expect((await page).rows).toHaveLength(1);
    expect(silent).toHaveLength(1);
    vi.useRealTimers();
  });
});

describe('what a list asks', () => {
  it('goes to the project’s own images where only those are wanted, with the filters of the API', async () => {
    const asked = answerFetch(() => ({ json: { count: 0, results: [] } }));
    await gcoreImages.page(CONNECTION, 1, SIGNAL, { question: 'owned=1&prices=1&api.os_distro=debian' });
    expect(asked).toContain(
      'GET /embedded/gcore/cloud/v1/projectimages/1337/76?include_prices=true&os_distro=debian&limit=1000&offset=0',
    );
  });

  it('is answered with prices where there are any', async () => {
    expect(await rowOf({ ...IMAGE, price_per_month: 0.04, currency_code: 'USD' })).toMatchObject({
      price: { perMonth: 0.04, currency: 'USD' },
    });
    expect(await rowOf({ ...IMAGE, price_per_month: null, price_status: 'hide' })).toMatchObject({
      price: null,
    });
  });
});

describe('following', () => {
  const rows = Array.from({ length: 9 }, (_, index) =>
    someRow({
      name: `image-${index}`,
      id: String(index),
      connection: 'gcore-demo',
      service: 'gcore',
      state: 'saving',
    }),
  );

  it('reads the whole list where many are moving, and keeps their prices', async () => {
    const asked = answerFetch((request) => ({
      json: request.includes('/tasks/')
        ? { count: 0, results: [] }
        : { count: 1, results: [{ ...IMAGE, id: '3', price_per_month: 0.04, currency_code: 'USD' }] },
    }));
    const followed = await gcoreImages.follow(CONNECTION, rows, SIGNAL);
    expect(followed.get('3')).toMatchObject({ state: 'active', price: { perMonth: 0.04 } });
    expect(followed.get('4')).toBeNull();
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('include_prices=true');
  });

  it('asks for each where few are moving', async () => {
    const asked = answerFetch(() => ({ json: IMAGE }));
    await gcoreImages.follow(CONNECTION, rows.slice(0, 2), SIGNAL);
    expect(asked.map((request) => request.split('?')[0])).toEqual([
      'GET /embedded/gcore/cloud/v1/images/1337/76/0',
      'GET /embedded/gcore/cloud/v1/images/1337/76/1',
    ]);
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
