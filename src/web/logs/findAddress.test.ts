import { describe, expect, test } from 'vitest';
import { readFind, writeFind, type Find } from './findAddress.ts';

const PLAIN = { matchCase: false, wholeWord: false, isRegex: false };

function sent(find: Find, address = ''): Find {
  return readFind(new URLSearchParams(writeFind(new URLSearchParams(address), find).toString()));
}

describe('a search in an address', () => {
  test('is the same search when the address is opened', () => {
    const find = {
      query: { text: String.raw`a+b&c=\d #خطا`, matchCase: true, wholeWord: true, isRegex: true },
      isOnly: true,
    };
    expect(sent(find)).toEqual(find);
    expect(sent({ query: { ...PLAIN, text: ' x ' }, isOnly: false })).toEqual({
      query: { ...PLAIN, text: ' x ' },
      isOnly: false,
    });
  });

  test('leaves what else the address says', () => {
    const written = writeFind(new URLSearchParams('build=2&times=&find=old&as=case'), {
      query: { ...PLAIN, text: 'new' },
      isOnly: false,
    });
    expect(written.toString()).toBe('build=2&times=&find=new');
  });

  test('goes away with its text', () => {
    const none = { query: { ...PLAIN, text: '', isRegex: true }, isOnly: true };
    expect(writeFind(new URLSearchParams('find=old&as=only'), none).toString()).toBe('');
    expect(readFind(new URLSearchParams('as=only,case')).isOnly).toBe(false);
  });

  test('may have flags that are not known', () => {
    expect(readFind(new URLSearchParams('find=x&as=bogus,word')).query).toEqual({
      ...PLAIN,
      text: 'x',
      wholeWord: true,
    });
  });
});
