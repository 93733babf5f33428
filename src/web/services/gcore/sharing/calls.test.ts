import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../api/connection.ts';
import { answerFetch } from '../../../api/testing/fetch.ts';
import { saveChoice } from './calls.ts';
import { onlyThese, type Choice, type Entity } from './record.ts';

const CONNECTION: Connection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
};
const ENTITY: Entity = { keeper: 'reseller', type: 'reseller', id: 936, region: 76 };
const NO_RECORD: Choice = { kind: 'noRecord' };

/** `image_ids` of the record; undefined while there is none. */
let stored: readonly string[] | null | undefined;
let afterPut: () => void;
let asked: readonly string[];

const puts = (): number => asked.filter((request) => request.startsWith('PUT')).length;

beforeEach(() => {
  stored = undefined;
  afterPut = () => undefined;
  asked = answerFetch((request) => {
    if (request.startsWith('PUT')) {
      afterPut();
      return { json: { reseller_id: 936, region_id: 76, image_ids: [] } };
    }
    const results = stored === undefined ? [] : [{ reseller_id: 936, region_id: 76, image_ids: stored }];
    return { json: { count: results.length, results } };
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('saving the choice of an entity', () => {
  it('reads, sends, and reads what came of it', async () => {
    afterPut = () => {
      stored = ['a', 'b'];
    };
    expect(await saveChoice(CONNECTION, ENTITY, NO_RECORD, onlyThese(['b', 'a']))).toBe('asSent');
    expect(asked.map((request) => request.split(' ')[0])).toEqual(['GET', 'PUT', 'GET']);
  });

  it('sends nothing when somebody changed the record since it was shown, an empty list into "all" too', async () => {
    stored = null;
    expect(await saveChoice(CONNECTION, ENTITY, { kind: 'none' }, onlyThese(['a']))).toBe('overtaken');
    expect(await saveChoice(CONNECTION, ENTITY, NO_RECORD, { kind: 'none' })).toBe('overtaken');
    expect(puts()).toBe(0);
  });

  it('is done when the record says what is wanted already, as after an answer that was lost', async () => {
    stored = [];
    expect(await saveChoice(CONNECTION, ENTITY, { kind: 'all' }, { kind: 'none' })).toBe('asSent');
    expect(puts()).toBe(0);
  });

  it('says when the service agreed and has something else', async () => {
    stored = null;
    afterPut = () => {
      stored = ['a'];
    };
    expect(await saveChoice(CONNECTION, ENTITY, { kind: 'all' }, onlyThese(['a', 'b']))).toBe('otherwise');
  });
});
