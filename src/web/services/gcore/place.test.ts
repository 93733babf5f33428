import { expect, test } from 'vitest';
import type { Connection } from '../../api/connection.ts';
import { placed, placeParams, placeSearch } from './place.ts';

const own: Connection = {
  id: 'gcore',
  label: 'Gcore',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: null,
  project: 1337,
  region: 76,
};

test('an address names another project or region, and the address of what lies there says the same', () => {
  const there = placed(own, new URLSearchParams('project=1402&region=92'));
  expect(placeParams(there)).toEqual({ project_id: 1402, region_id: 92 });
  expect(placed(own, new URLSearchParams(placeSearch(there, own)))).toEqual(there);
});

test('what is no number is as if it were not there, and the own place needs no words', () => {
  const here = placed(own, new URLSearchParams('project=-1&region=x&private='));
  expect(placeParams(here)).toEqual({ project_id: 1337, region_id: 76 });
  expect(placeSearch(here, own)).toBe('');
});
