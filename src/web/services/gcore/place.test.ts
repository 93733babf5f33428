import { expect, test } from 'vitest';
import type { SavedConnection } from '../../connections/store.ts';
import { placed, placeParams, withPlace } from './place.ts';

const own: SavedConnection = {
  id: 'gcore',
  label: 'Gcore',
  service: 'gcore',
  target: 'embedded',
  keep: 'tab',
  base: '/embedded/gcore/cloud',
  authorization: null,
  project: 1337,
  region: 76,
};

test('an address names another project or region, and the address of what lies there says the same', () => {
  const there = placed(own, new URLSearchParams('project=1402&region=92'));
  expect(placeParams(there)).toEqual({ project_id: 1402, region_id: 92 });
  expect(placed(own, withPlace(new URLSearchParams(), there, own))).toEqual(there);
});

test('what is no number is as if it were not there', () => {
  const here = placed(own, new URLSearchParams('project=-1&region=x&private='));
  expect(placeParams(here)).toEqual({ project_id: 1337, region_id: 76 });
  expect(here).toBe(own);
});

test('going back to the own place leaves nothing of the other one in the address, and the rest as it is', () => {
  const there = new URLSearchParams('q=web&project=1402&region=92');
  expect(withPlace(there, { project: 1402, region: 76 }, own).toString()).toBe('q=web&project=1402');
  expect(withPlace(there, own, own).toString()).toBe('q=web');
});
