import { describe, expect, it } from 'vitest';
import { NO_FILTER } from './filter.ts';
import { DEFAULT_SORT } from './listing.ts';
import { readListUrl, writeListUrl, type ListUrl } from './listUrl.ts';

const USUAL: ListUrl = { filter: NO_FILTER, sort: DEFAULT_SORT };

describe('the address of a list', () => {
  it('comes back as it was written', () => {
    const state: ListUrl = {
      filter: {
        text: 'void & base=1',
        facets: { ...NO_FILTER.facets, state: ['ready', 'built'], connection: ['djinn-demo'] },
      },
      sort: { by: 'size', descending: true },
    };
    const written = writeListUrl(state, new URLSearchParams()).toString();
    expect(readListUrl(new URLSearchParams(written))).toEqual(state);
  });

  it('says nothing of what is as usual, and keeps what is not its own', () => {
    expect(writeListUrl(USUAL, new URLSearchParams('q=x&sort=name&lang=fa')).toString()).toBe('lang=fa');
  });

  it('leaves out what it does not know', () => {
    const params = new URLSearchParams(
      'state=ready,nonsense,ready,&created=__proto__&visibility=public&sort=-colour',
    );
    expect(readListUrl(params)).toEqual({
      filter: { text: '', facets: { ...NO_FILTER.facets, state: ['ready'], visibility: ['public'] } },
      sort: DEFAULT_SORT,
    });
  });
});
