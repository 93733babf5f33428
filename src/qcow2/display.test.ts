import { expect, test } from 'vitest';
import { exactSizeText, sizeText, visibleText } from './display.ts';

test.each([
  ['plain text and <b>markup</b>', 'plain text and <b>markup</b>'],
  ['می‌خواهم', 'می‌خواهم'],
  ['a\0b\n\u001B[31m', 'a\\u{0}b\\u{A}\\u{1B}[31m'],
  ['\u202Egpj.2wocq', '\\u{202E}gpj.2wocq'],
  ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['a\u00A0b\u2028c', 'a\\u{A0}b\\u{2028}c'],
  ['\u{E0041}', '\\u{E0041}'],
  ['\uD800', '\\u{D800}'],
  ['\uFEFFa', '\\u{FEFF}a'],
  ['a\u3164b', 'a\\u{3164}b'],
])('shows %j as %j', (name, shown) => {
  expect(visibleText(name)).toBe(shown);
});

test('reads bytes as UTF-8 and shows those that are not', () => {
  expect(visibleText(new Uint8Array([0x61, 0xff, 0xc3, 0xa9, 0xc3]))).toBe('a\uFFFDé\uFFFD');
  expect(visibleText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\\u{FEFF}a');
});

test.each([
  [0n, '0 bytes'],
  [1n, '1 byte'],
  [1023n, '1,023 bytes'],
  [1536n, '1.5 KiB'],
  [1024n ** 2n - 1n, '1023.9 KiB'],
  [40n * 1024n ** 3n, '40 GiB'],
  [2n ** 64n, '16 EiB'],
])('%d is %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('tells every byte beside a size that is cut', () => {
  expect(exactSizeText(65_404_928n)).toBe('62.3 MiB (65,404,928 bytes)');
  expect(exactSizeText(1n)).toBe('1 byte');
});
