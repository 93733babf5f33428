import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLinks } from './links.ts';

const AT = 'https://ci.example.org/api/images';

describe('reads', () => {
  test.each([
    [
      'the absolute links of the reference',
      '?page=2',
      `<${AT}?page=1>; rel="prev", <${AT}?page=3>; rel="next"`,
      { previous: 1, next: 3 },
    ],
    [
      'a header folded over two lines',
      '?page=2',
      `<${AT}?page=1>; rel="prev",\r\n      <${AT}?page=3>; rel="next"`,
      { previous: 1, next: 3 },
    ],
    [
      'the relative links of real servers',
      '?page=2',
      '</api/images?page=1&search=go>; rel="prev", </api/images?page=3&search=go>; rel="next"',
      { previous: 1, next: 3 },
    ],
    ['a query alone', '', '<?page=2>; rel=next', { next: 2 }],
    [
      'links in the other order',
      '?page=2',
      '</i?page=3>; rel="next", </i?page=1>; rel="prev"',
      { previous: 1, next: 3 },
    ],
    [
      'commas, semicolons and quotes in an address',
      '?search=a,b',
      `</i?page=2&search=a,b;rel="prev">; rel="next"`,
      { next: 2 },
    ],
    [
      'other parameters, other cases, several words',
      '?page=2',
      '</i?page=1>; title="; rel=next, <x>" ; REL="first PREV", </i?page=3> ; rel=next; type="text/html"',
      { previous: 1, next: 3 },
    ],
    ['only the first rel of a link', '', '</i?page=2>; rel=last; rel=next', {}],
    [
      'a link to the page itself as none',
      '?page=3',
      '</i?page=2>; rel="prev", </i?page=3>; rel="next"',
      { previous: 2 },
    ],
    [
      'page 1 as its own previous page as none',
      '',
      '</i?page=1>; rel="prev", </i?page=2>; rel="next"',
      { next: 2 },
    ],
    ['page 0 of an empty list as none', '', '</i?page=0>; rel="prev", </i?page=0>; rel="next"', {}],
    [
      'a jump back from far beyond the end',
      '?page=61',
      '</i?page=2>; rel="prev", </i?page=3>; rel="next"',
      { previous: 2 },
    ],
    [
      'a page that is no number as the first',
      '?page=abc',
      '</i?page=1>; rel="prev", </i?page=2>; rel="next"',
      { next: 2 },
    ],
    ['no header', '', null, {}],
    ['an address that cannot be', '', '<https://[>; rel="next", </i?page=2>; rel="next"', { next: 2 }],
    ['a page that is no number', '', '</i?page=two>; rel="next"', {}],
    ['something that never closes', '', '<?page=2; rel="next"', {}],
  ])('%s', (_, query, header, links) => {
    expect(readLinks(header, AT + query)).toEqual(links);
    expect(readLinks(header, `/gateway/ours/images${query}`)).toEqual(links);
  });
});

const LINKISH = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        ';',
        ',',
        '"',
        '=',
        '\\',
        ' ',
        '\r\n',
        'rel',
        'next',
        'prev',
        '?page=',
        '/i',
        'https://',
      ),
      fc.integer({ min: -2, max: 1e6 }).map(String),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('whatever comes, next is higher, previous is lower, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      LINKISH,
      fc.oneof(
        fc.integer({ min: 1, max: 99 }).map((page) => `/i?page=${page}`),
        fc.string(),
      ),
      (header, url) => {
        const { next, previous } = readLinks(header, url);
        if (!url.startsWith('/i?page=')) return;
        const page = Number(url.slice(8));
        expect(next ?? page + 1).toBeGreaterThan(page);
        expect(previous ?? page - 1).toBeLessThan(page);
        expect(previous ?? 1).toBeGreaterThan(0);
      },
    ),
  );
});

test('the links of any page are read, whatever else the address holds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 1e6 }),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      (page, search, absolute) => {
        const query = search.replaceAll(/[&#<>]|\p{Surrogate}/gu, '');
        const address = (number: number): string =>
          `${absolute ? AT : '/api/images'}?page=${number}&search=${query}`;
        const header = `<${address(page - 1)}>; rel="prev", <${address(page + 1)}>; rel="next"`;
        expect(readLinks(header, `${AT}?page=${page}`)).toEqual({ previous: page - 1, next: page + 1 });
      },
    ),
  );
});

test('a hostile header takes no long time', () => {
  const header = `<a>${'; x="'.repeat(20_000)}${'<'.repeat(20_000)}${';'.repeat(20_000)}`;
  expect(readLinks(header, AT)).toEqual({});
});
