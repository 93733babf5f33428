import * as z from 'zod/mini';
import { describe, expect, it, test } from 'vitest';
import { GcoreImage } from '../../../../contract/gcore/image.ts';
import { isNarrowing, passes, queryOf, readQuestion, withoutFilters, writeQuestion } from './question.ts';

const ask = (address: string) => readQuestion(new URLSearchParams(address));

test('an address says the question and is written the same way again, whatever else stands in it', () => {
  const address = new URLSearchParams({
    owned: '1',
    prices: '1',
    'api.visibility': 'shared',
    'api.architecture': 'aarch64',
    'api.os_distro': 'ubuntu',
    'api.os_version': '24.04',
  });
  address.append('api.metadata_k', 'env');
  address.append('api.metadata_k', 'ci/pipeline&run=x');
  address.append('api.metadata_kv', '{"زبان":"فارسی"}');
  const question = readQuestion(address);
  expect(question).toEqual({
    owned: true,
    prices: true,
    visibility: 'shared',
    architecture: 'aarch64',
    distro: 'ubuntu',
    version: '24.04',
    keys: ['env', 'ci/pipeline&run=x'],
    pairs: { زبان: 'فارسی' },
  });
  const written = writeQuestion(question, new URLSearchParams('q=web&project=1402'));
  expect(readQuestion(written)).toEqual(question);
  expect(written.get('q')).toBe('web');
  expect(written.get('project')).toBe('1402');
});

test('what an address cannot mean is left out', () => {
  const nonsense = ask(
    'owned=yes&api.visibility=secret&api.architecture=vax&api.metadata_kv=[1]&api.metadata_k=',
  );
  expect(nonsense).toEqual(ask(''));
  expect(writeQuestion(nonsense, new URLSearchParams('q=a')).toString()).toBe('q=a');
});

test('whose images and whether with prices leave nothing out; every other part does, and is lifted', () => {
  expect(isNarrowing(ask('owned=1&prices=1'))).toBe(false);
  for (const part of ['api.visibility=private', 'api.os_version=13', 'api.metadata_k=env']) {
    const question = ask(`owned=1&${part}`);
    expect(isNarrowing(question)).toBe(true);
    expect(withoutFilters(question)).toEqual(ask('owned=1'));
  }
});

describe('the parameters of the API', () => {
  it('are none for all images', () => {
    expect(queryOf(ask('owned=1'))).toEqual({});
  });

  it('have the names of every age of the service', () => {
    expect(queryOf(ask('api.metadata_k=env&api.metadata_kv={"team":"core"}&prices=1'))).toEqual({
      include_prices: true,
      metadata_k: '["env"]',
      tag_key: ['env'],
      metadata_kv: '{"team":"core"}',
      tag_key_value: '{"team":"core"}',
    });
    expect(queryOf(ask('api.visibility=private'))).toEqual({ visibility: 'private', private: 'true' });
    expect(queryOf(ask('api.visibility=public'))).toEqual({ visibility: 'public' });
  });
});

describe('an answer of a service that does not know a filter', () => {
  const image = z.parse(GcoreImage, {
    id: '1',
    name: 'edge-router',
    visibility: 'shared',
    architecture: 'x86_64',
    os_distro: 'Debian',
    os_version: '13',
    tags_v2: [{ key: 'env', value: 'prod', read_only: false }],
  });

  it.each([
    'api.visibility=shared',
    'api.architecture=x86_64',
    'api.os_distro=debian&api.os_version=13',
    'api.metadata_k=env',
    'api.metadata_kv={"env":"prod"}',
    'owned=1&prices=1',
  ])('keeps what passes %s', (address) => {
    expect(passes(ask(address), image)).toBe(true);
  });

  it.each([
    'api.visibility=private',
    'api.architecture=aarch64',
    'api.os_distro=debi',
    'api.os_version=12',
    'api.metadata_k=team',
    'api.metadata_kv={"env":"stage"}',
  ])('loses what does not pass %s', (address) => {
    expect(passes(ask(address), image)).toBe(false);
  });
});
