import { expect, test } from 'vitest';
import { lookOf, piecesOf } from './pieces.ts';

const RED = { foreground: 1 } as const;

test('a row is cut where colours, hits and its time end', () => {
  const row = {
    from: 0,
    stamp: 3,
    hits: [4, 8],
    spans: [{ text: 'at WAR' }, { text: 'NING: x', style: RED }],
  };
  expect(piecesOf(row).map(({ text, hit, isStamp, style }) => [text, hit, isStamp, style])).toEqual([
    ['at ', -1, true, undefined],
    ['W', -1, false, undefined],
    ['AR', 0, false, undefined],
    ['NI', 0, false, RED],
    ['NG: x', -1, false, RED],
  ]);
});

test('the window of a long line has its hits at the right place', () => {
  const row = { from: 100, stamp: 0, hits: [2, 4, 101, 103], spans: [{ text: 'abcdef' }] };
  expect(piecesOf(row).map(({ text, hit }) => [text, hit])).toEqual([
    ['a', -1],
    ['bc', 1],
    ['def', -1],
  ]);
});

test('the text of a row is never lost', () => {
  const spans = [{ text: 'one' }, { text: '␀', control: true as const }, { text: 'two', style: RED }];
  const pieces = piecesOf({ from: 0, stamp: 0, hits: [0, 5], spans });
  expect(pieces.map(({ text }) => text).join('')).toBe('one␀two');
  expect(pieces.find(({ isControl }) => isControl)?.text).toBe('␀');
});

test.each([
  [undefined, '', {}],
  [{ foreground: 9, bold: true }, 'log-fg-9 font-bold', {}],
  [{ foreground: 196 }, '', { color: 'rgb(255 0 0)' }],
  [{ background: 244 }, '', { backgroundColor: 'rgb(128 128 128)' }],
  [{ foreground: '#0a0b0c' }, '', { color: '#0a0b0c' }],
  [{ inverse: true }, 'log-inverse log-inverse-ground', {}],
  [{ inverse: true, foreground: 2 }, 'log-inverse log-bg-2', {}],
] as const)('%j', (style, className, own) => {
  expect(lookOf(style)).toEqual({ className, style: own });
});
