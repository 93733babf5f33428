import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import {
  NewSharedImage,
  ResellerImage,
  SharedImageList,
  StoredResellerImage,
} from '../../../../contract/gcore/sharing.ts';
import { requestOf } from '../../../api/request.ts';
import type { Connection } from '../../../api/connection.ts';
import {
  chosen,
  entityKey,
  fallen,
  fallWith,
  formOf,
  imageIdsOf,
  ofReseller,
  ofShared,
  onlyThese,
  resellerBody,
  sameChoice,
  sharedBody,
  storedChoice,
  type Choice,
  type Entity,
  type SharingRecord,
  type StoredChoice,
} from './record.ts';

const connection: Connection = { id: 'g', label: 'g', service: 'gcore', base: '/gcore', authorization: null };
const reseller: Entity = { keeper: 'reseller', type: 'reseller', id: 936, region: 76 };
const client: Entity = { keeper: 'shared', type: 'client', id: 77, region: 76 };

const STORED: readonly (readonly [string, StoredChoice])[] = [
  ['all', { kind: 'all' }],
  ['none', { kind: 'none' }],
  ['only one', { kind: 'only', ids: ['a'] }],
  ['only these', { kind: 'only', ids: ['a', 'b', 'c'] }],
];
const ALL: readonly (readonly [string, Choice])[] = [...STORED, ['no record', { kind: 'noRecord' }]];

/** The body as a server would read it: text, and then JSON. */
function sent(request: ReturnType<typeof requestOf>): unknown {
  return JSON.parse(z.parse(z.string(), request.body));
}

describe.each(ALL)('%s', (_, choice) => {
  test('through the form', () => expect(chosen(formOf(choice))).toEqual(choice));

  test('looking at every other card and coming back', () => {
    for (const [, { kind }] of ALL) {
      const looked = { ...formOf(choice), kind };
      expect(chosen({ ...looked, kind: choice.kind })).toEqual(choice);
    }
  });
});

describe.each(STORED)('%s', (_, choice) => {
  test('through the deprecated endpoint: form, request, contract, answer', () => {
    const json = resellerBody(reseller, choice);
    const body = sent(requestOf(connection, gcoreEndpoints.putResellerImages, { json }));
    expect(body).toHaveProperty('image_ids', imageIdsOf(choice));
    const stored = z.parse(StoredResellerImage, JSON.parse(JSON.stringify(z.parse(ResellerImage, body))));
    expect(ofReseller(stored)).toEqual({ entity: reseller, choice, updatedAt: null });
    expect(storedChoice(stored.image_ids)).toEqual(choice);
  });

  test('through the shared endpoint: form, request, contract, answer', () => {
    const json = sharedBody(client, choice);
    const body = z.parse(
      NewSharedImage,
      sent(requestOf(connection, gcoreEndpoints.putSharedImages, { json })),
    );
    const answer = JSON.parse(JSON.stringify({ count: 1, results: [{ ...body, id: 12 }] }));
    const [stored] = z.parse(SharedImageList, answer).results;
    expect(stored && ofShared(stored)).toEqual({ entity: client, choice, updatedAt: null });
  });
});

test('a body without image_ids means nothing, rather than null', () => {
  expect(z.safeParse(ResellerImage, { reseller_id: 1, region_id: 1 }).success).toBe(false);
});

test('nothing ticked under "only these" is not "none", and certainly not "all"', () => {
  expect(chosen({ kind: 'only', ticked: new Set() })).toBeUndefined();
  expect(onlyThese([])).toEqual({ kind: 'none' });
});

test('choices are the same whatever the order of ids', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      const same = one.toSorted().join('') === other.toSorted().join('');
      expect(sameChoice(onlyThese(one), onlyThese(other))).toBe(same);
    }),
  );
  expect(sameChoice({ kind: 'none' }, { kind: 'all' })).toBe(false);
  expect(sameChoice({ kind: 'all' }, { kind: 'noRecord' })).toBe(false);
});

describe('a deletion', () => {
  const record = (entity: Entity): SharingRecord => ({ entity, choice: { kind: 'none' }, updatedAt: null });
  const elsewhere = { ...reseller, region: 92 };
  const neighbour = { ...client, id: 78 };
  const project: Entity = { ...client, type: 'project', id: 1337 };
  const records = [reseller, elsewhere, client, neighbour, project].map(record);
  const keys = (some: readonly SharingRecord[]) => some.map(({ entity }) => entityKey(entity));

  test('of a reseller takes the records of all regions', () => {
    expect(keys(fallWith(reseller, records))).toEqual(keys([record(reseller), record(elsewhere)]));
  });

  test('of a shared record takes every record of the kind', () => {
    expect(keys(fallWith(client, records))).toEqual(keys([record(client), record(neighbour)]));
  });

  test('is judged by what is there afterwards', () => {
    const narrowed = records.filter(({ entity }) => entity !== client);
    expect(fallen(client, records, narrowed)).toEqual({ gone: true, others: [] });
    const broad = narrowed.filter(({ entity }) => entity !== neighbour);
    expect(fallen(client, records, broad)).toEqual({ gone: true, others: [record(neighbour)] });
    expect(fallen(client, records, records)).toEqual({ gone: false, others: [] });
  });
});
