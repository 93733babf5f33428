import { defaultScheduler, notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import * as z from 'zod/mini';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NewSharedImage, type SharedImage } from '../../../../contract/gcore/sharing.ts';
import type { Connection } from '../../../api/connection.ts';
import { answerFetch } from '../../../api/testing/fetch.ts';
import { draw, find } from '../../../ui/drawn.testing.tsx';
import { forgetLifted, liftRecord, restoreRecords, useLifted } from './lift.ts';
import { ofShared, type Entity, type SharingRecord } from './record.ts';

const CONNECTION: Connection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
};
const ENTITY: Entity = { keeper: 'shared', type: 'client', id: 77, region: 76 };

const client = (entity_id: number, image_ids: SharedImage['image_ids']): SharedImage => ({
  id: entity_id,
  entity_type: 'client',
  entity_id,
  region_id: 76,
  image_ids,
});
const BEFORE = [client(77, ['a']), client(78, []), client(79, null)];

const recordsOf = (some: readonly SharedImage[]): readonly SharingRecord[] =>
  some.flatMap((one) => ofShared(one) ?? []);

/** What the service has. */
let stored: readonly SharedImage[];
/** It does what it is asked, and answers 502. */
let broken: boolean;
let breaksOnDelete: boolean;
let asked: readonly string[];

const changes = () => asked.map((request) => request.split(' ')[0]).filter((method) => method !== 'GET');

beforeEach(() => {
  // At once, so that what is read is drawn when `act` ends.
  notifyManager.setScheduler((tell) => tell());
  stored = BEFORE;
  broken = false;
  breaksOnDelete = false;
  asked = answerFetch((request, _, text) => {
    if (request.startsWith('DELETE')) {
      stored = [];
      broken = breaksOnDelete;
    }
    if (request.startsWith('PUT')) {
      const { entity_id, image_ids } = z.parse(NewSharedImage, JSON.parse(text));
      stored = [...stored, client(entity_id, image_ids)];
    }
    if (broken) return { status: 502, body: 'Bad gateway' };
    if (request.startsWith('DELETE')) return { status: 204 };
    return { json: { count: stored.length, results: stored } };
  });
});

afterEach(() => {
  act(() => forgetLifted(CONNECTION, ENTITY));
  notifyManager.setScheduler(defaultScheduler);
  vi.unstubAllGlobals();
});

function Page() {
  return <p id="lifted">{JSON.stringify(useLifted(CONNECTION, ENTITY))}</p>;
}

const seen = (): unknown => JSON.parse(find('#lifted').textContent);

test('what went with a deletion can be stored again, though neither its answer nor the reading after it came', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  draw(
    <QueryClientProvider client={queries}>
      <Page />
    </QueryClientProvider>,
  );
  await act(() => queries.refetchQueries());
  breaksOnDelete = true;
  await act(async () => {
    await expect(liftRecord(CONNECTION, ENTITY, recordsOf(BEFORE))).rejects.toThrow('Bad gateway');
    await queries.refetchQueries();
  });
  expect(seen()).toEqual({ before: recordsOf(BEFORE) });

  broken = false;
  await act(() => queries.refetchQueries());
  const others = recordsOf(BEFORE.slice(1));
  expect(seen()).toEqual({ before: recordsOf(BEFORE), took: { gone: true, others } });
  expect(await restoreRecords(CONNECTION, ENTITY, recordsOf(BEFORE))).toEqual([]);
  expect(recordsOf(stored)).toEqual(others);
});

test('nothing is deleted while a list may go with it that was not shown', async () => {
  expect(await liftRecord(CONNECTION, ENTITY, recordsOf(BEFORE.slice(0, 2)))).toBe('overtaken');
  const otherwise = [...BEFORE.slice(0, 2), client(79, [])];
  expect(await liftRecord(CONNECTION, ENTITY, recordsOf(otherwise))).toBe('overtaken');
  expect(changes()).toEqual([]);
  expect(await liftRecord(CONNECTION, ENTITY, recordsOf(BEFORE))).toBe('sent');
  expect(changes()).toEqual(['DELETE']);
});

test('storing again leaves alone what is there, whatever it says', async () => {
  stored = [client(79, ['theirs'])];
  expect(await restoreRecords(CONNECTION, ENTITY, recordsOf(BEFORE))).toEqual([]);
  expect(recordsOf(stored)).toEqual(recordsOf([client(79, ['theirs']), client(78, [])]));
});

test('a list that the service stores otherwise than it was is named', async () => {
  stored = [client(78, [])];
  answerFetch((request) =>
    request.startsWith('PUT')
      ? { json: { count: 0, results: [] } }
      : { json: { count: stored.length, results: stored } },
  );
  expect(await restoreRecords(CONNECTION, ENTITY, recordsOf(BEFORE))).toEqual(recordsOf([client(79, null)]));
});
