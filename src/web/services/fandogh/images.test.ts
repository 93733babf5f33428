import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../api/connection.ts';
import { answerFetch } from '../../api/testing/fetch.ts';
import { someRow } from '../../images/testing/rows.ts';
import { fandoghImages } from './images.ts';

const CONNECTION: Connection = {
  id: 'fandogh-demo',
  label: 'fandogh demo',
  service: 'fandogh',
  base: '/embedded/fandogh/api',
  authorization: 'JWT 1',
};
const SIGNAL = new AbortController().signal;
const VERSION = { version: '1.4.0', state: 'BUILT', date: '2021-03-09T11:02:45Z', size: 182_340_117 };
const IMAGE = {
  name: 'orders-api',
  namespace: 'saffron',
  owner: 4411,
  created_at: '2021-02-03T08:15:30Z',
  last_version: VERSION,
};
const ROW = someRow({
  name: 'orders-api',
  connection: 'fandogh-demo',
  service: 'fandogh',
  state: 'building',
  stateWord: 'BUILDING',
  place: '1.4.0',
});

async function rowOf(image: object, connection = CONNECTION) {
  answerFetch(() => ({ json: [image] }));
  const { rows } = await fandoghImages.page(connection, 1, SIGNAL);
  return rows[0];
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an image of Fandogh in the list', () => {
  it('is what its last version is', async () => {
    expect(await rowOf(IMAGE)).toMatchObject({
      id: 'orders-api',
      place: '1.4.0',
      state: 'built',
      size: 182_340_117,
      download: 'notOffered',
    });
  });

  it('has no version when none is told, in either way of not telling', async () => {
    const { last_version: _, ...without } = IMAGE;
    for (const image of [without, { ...IMAGE, last_version: null }]) {
      expect(await rowOf(image)).toMatchObject({ state: 'noVersion', place: '', size: null });
    }
  });

  it('shows a state nobody has heard of in its own word, and does not follow it', async () => {
    const odd = { ...IMAGE, last_version: { ...VERSION, state: 'SCANNING' } };
    expect(await rowOf(odd)).toMatchObject({ state: 'unknown', stateWord: 'SCANNING' });
  });

  it('can be deleted by all but Operators', async () => {
    expect(await rowOf(IMAGE, { ...CONNECTION, may: ['Operator'] })).toMatchObject({ remove: 'permission' });
    expect(await rowOf(IMAGE, { ...CONNECTION, may: ['Developer'] })).toMatchObject({ remove: 'yes' });
  });
});

describe('following', () => {
  it('reads the versions of few, the newest by date, whatever their order', async () => {
    const newer = { ...VERSION, version: '1.10.0', state: 'BUILD_FAILED', date: '2021-04-01T00:00:00Z' };
    const asked = answerFetch(() => ({ json: [VERSION, newer, { ...VERSION, version: '1.3', date: null }] }));
    const followed = await fandoghImages.follow(CONNECTION, [ROW], SIGNAL);
    expect(followed.get('orders-api')).toMatchObject({ place: '1.10.0', state: 'buildFailed' });
    expect(asked).toEqual(['GET /embedded/fandogh/api/images/orders-api/versions']);
  });

  it('makes of them the row that the list would have, for the filter too', async () => {
    const building = { ...VERSION, version: '1.5.0', state: 'BUILDING', date: '2021-04-01T00:00:00Z' };
    const before = await rowOf({ ...IMAGE, last_version: building });
    if (!before) throw new Error('no row');
    for (const now of [
      { ...building, state: 'BUILD_FAILED' },
      { ...building, version: '1.5.1', date: '2021-04-02T00:00:00Z' },
    ]) {
      answerFetch(() => ({ json: [VERSION, now] }));
      const followed = await fandoghImages.follow(CONNECTION, [before], SIGNAL);
      expect(followed.get('orders-api')).toEqual(await rowOf({ ...IMAGE, last_version: now }));
    }
  });

  it('reads the list once for many, and finds who is gone', async () => {
    const rows = ['a', 'b', 'c', 'd', 'orders-api'].map((name) => ({ ...ROW, id: name, name }));
    const asked = answerFetch(() => ({ json: [IMAGE] }));
    const followed = await fandoghImages.follow(CONNECTION, rows, SIGNAL);
    expect(asked).toHaveLength(1);
    expect(followed.get('orders-api')).toMatchObject({ state: 'built' });
    expect(followed.get('a')).toBeNull();
  });

  it('takes an image that is not found for gone', async () => {
    answerFetch(() => ({ status: 404, json: { message: 'Image not found' } }));
    expect((await fandoghImages.follow(CONNECTION, [ROW], SIGNAL)).get('orders-api')).toBeNull();
  });
});

describe('deleting', () => {
  it('tells first how many versions go', async () => {
    answerFetch(() => ({ json: [VERSION, { ...VERSION, version: '1.3', size: null }] }));
    expect(await fandoghImages.toll(CONNECTION, ROW, SIGNAL)).toEqual({ versions: 2, size: 182_340_117 });
  });

  it('is done with 204 and with 200 and a message', async () => {
    const asked = answerFetch(() => ({ status: 204 }));
    expect(await fandoghImages.remove(CONNECTION, ROW, SIGNAL)).toBeNull();
    expect(asked).toEqual(['DELETE /embedded/fandogh/api/images/orders-api']);
    answerFetch(() => ({ json: { message: 'Image Deleted Successfully' } }));
    expect(await fandoghImages.remove(CONNECTION, ROW, SIGNAL)).toBeNull();
  });
});

describe('the panel', () => {
  it('says that an image is not there when its versions are and the list has none', async () => {
    answerFetch(() => ({ json: [] }));
    await expect(fandoghImages.detail(CONNECTION, 'orders-api', SIGNAL)).rejects.toMatchObject({
      failure: { kind: 'forbiddenOrMissing' },
    });
  });
});
