import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfPage } from './page.ts';

const NGINX = `<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>`;

test.each([
  ['a gateway page, without saying its title twice', NGINX, '413 Request Entity Too Large nginx/1.18.0'],
  ['a page of nothing but a title', '<html><head><title>Bad gateway</title></head></html>', 'Bad gateway'],
  ['plain text', 'upstream timed out', 'upstream timed out'],
  ['a bare angle bracket', 'size < 20 MB', 'size < 20 MB'],
  ['entities', '<p>Fish &amp; chips &#1662; &bogus;</p>', 'Fish & chips پ &bogus;'],
  ['no script', '<p>Sorry</p><script>alert("1 < 2")</script><p>later</p>', 'Sorry later'],
  ['a comment that never ends', 'Before <!-- after', 'Before'],
  ['nothing', '', ''],
])('reads %s', (_, page, text) => {
  expect(textOfPage(page)).toBe(text);
});

test('cuts a long page', () => {
  expect(textOfPage(`<p>${'word '.repeat(10_000)}</p>`)).toHaveLength(401);
});

test('gives one short line for anything, and leaves no tag in it that closes', () => {
  const markup = fc.array(
    fc.oneof(fc.constantFrom('<', '>', '</', '<script', '<p>', '&lt;', '&#x', '<!--'), fc.string()),
  );
  fc.assert(
    fc.property(markup, (parts) => {
      const text = textOfPage(parts.join(''));
      expect(text.length).toBeLessThanOrEqual(401);
      expect(text).not.toMatch(/[\r\n\t]/);
    }),
  );
});

test('takes no longer for a hostile page', () => {
  expect(textOfPage('<script'.repeat(100_000))).toBe('');
  expect(textOfPage('<title'.repeat(100_000)).length).toBeLessThanOrEqual(401);
});
