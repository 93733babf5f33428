import { expect, test } from 'vitest';
import { atPlace, placeKey, placeOf } from './place.ts';
import type { SavedConnection } from './store.ts';

const GCORE: SavedConnection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  target: 'embedded',
  keep: 'tab',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
  project: 1337,
  region: 76,
};

test('a connection at another place keeps its token, and nothing of its own place', () => {
  expect(atPlace(GCORE, { project: 1402, region: 92 })).toEqual({ ...GCORE, project: 1402, region: 92 });
  const nowhere = atPlace(GCORE, {});
  expect(placeOf(nowhere)).toEqual({});
  expect(nowhere.authorization).toBe('APIKey 1');
});

test('what is at the place already stays the same object, so that nothing is drawn anew', () => {
  expect(atPlace(GCORE, { project: 1337, region: 76 })).toBe(GCORE);
  expect(placeOf(GCORE)).toBe(placeOf(GCORE));
});

test('every place has a word of its own', () => {
  const places = [{}, { namespace: 'a' }, { project: 1337, region: 76 }, { project: 1337, region: 92 }];
  expect(new Set(places.map(placeKey)).size).toBe(places.length);
});
