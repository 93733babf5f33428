import { expect, test } from 'vitest';
import { entityOf, recordPath } from './names.ts';

test('the address of a record leads back to its entity', () => {
  const entity = { keeper: 'reseller', type: 'client', id: 77, region: 76 } as const;
  const [, , , , keeper, type, id, region] = recordPath('gcore-demo', '', entity).split('/');
  expect(entityOf({ keeper, type, id, region })).toEqual(entity);
});

test.each([
  { keeper: 'x', type: 'client', id: '77', region: '76' },
  { keeper: 'shared', type: 'y', id: '77', region: '76' },
  { keeper: 'shared', type: 'client', id: 'abc', region: '76' },
  { keeper: 'shared', type: 'client', id: '77', region: '' },
  { keeper: 'shared', type: 'client', id: '0', region: '76' },
])('$keeper/$type/$id/$region names nobody', (params) => {
  expect(entityOf(params)).toBeUndefined();
});
