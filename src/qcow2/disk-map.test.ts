import { expect, test } from 'vitest';
import { createMapPainter, type DiskMap, MAP_CELLS } from './disk-map.ts';

const count = ({ cells }: DiskMap, kind: string): number => cells.filter((cell) => cell === kind).length;

test.each([
  [0, 1],
  [0.01, 3],
  [1, 14],
])('a share of %d for the tables takes %d cells at the front', (share, cells) => {
  const map = createMapPainter(1n << 30n, share).finish();
  expect(map.cells).toHaveLength(MAP_CELLS);
  expect(map.metadataCells).toBe(cells);
  expect(map.cells.slice(0, cells).every((cell) => cell === 'metadata')).toBe(true);
  expect(count(map, 'empty')).toBe(MAP_CELLS - cells);
});

test('the rest of the cells divide the disk evenly; data counts most, then what was not read, then zeroes', () => {
  const painter = createMapPainter(335n * 1024n, 0);
  painter.paint(0, 2048, 'zeroes');
  painter.paint(1024, 1025, 'data');
  painter.paint(1024, 2048, 'zeroes');
  painter.paint(2048, 4096, 'unread');
  painter.paint(3072, 3073, 'zeroes');
  painter.paint(334 * 1024, 10_000_000, 'data');
  painter.paint(335 * 1024, 10_000_000, 'data');
  const map = painter.finish();
  expect(map.bytesPerCell).toBe(1024);
  expect(map.cells.slice(1, 6)).toEqual(['zeroes', 'data', 'unread', 'unread', 'empty']);
  expect(map.cells.at(-1)).toBe('data');
  expect(count(map, 'data')).toBe(2);
});

test('a cluster larger than a cell fills several; a disk of nothing stays empty', () => {
  const painter = createMapPainter(65_536n, 0);
  painter.paint(0, 65_536, 'data');
  expect(count(painter.finish(), 'data')).toBe(MAP_CELLS - 1);
  const nothing = createMapPainter(0n, 0);
  nothing.paint(0, 65_536, 'data');
  expect(count(nothing.finish(), 'empty')).toBe(MAP_CELLS - 1);
});
