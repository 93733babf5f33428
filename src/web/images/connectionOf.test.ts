import { beforeEach, expect, test } from 'vitest';
import { removeConnection, saveConnection, setToken, type SavedConnection } from '../connections/store.ts';
import { connectionOf } from './connectionOf.ts';
import { someRow } from './testing/rows.ts';

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
const ROW = someRow({ name: 'bastion', connection: 'gcore-demo', at: { project: 1337, region: 92 } });

beforeEach(() => {
  saveConnection(GCORE);
});

test('calls about an image go to where it was read, whatever place the connection was given meanwhile', () => {
  expect(connectionOf(ROW)).toMatchObject({ project: 1337, region: 92 });
  saveConnection({ ...GCORE, project: 1402, region: 104 });
  expect(connectionOf(ROW)).toMatchObject({ project: 1337, region: 92 });
});

test('they carry the token that the connection has now, and there are none once it was removed', () => {
  setToken('gcore-demo', 'APIKey 2');
  expect(connectionOf(ROW)?.authorization).toBe('APIKey 2');
  removeConnection('gcore-demo');
  expect(connectionOf(ROW)).toBeUndefined();
});

test('the same image seen from two places is two rows, so that deleting one never means the other', () => {
  const elsewhere = someRow({ name: 'bastion', connection: 'gcore-demo', at: { project: 1402, region: 92 } });
  expect(elsewhere.key).not.toBe(ROW.key);
});
