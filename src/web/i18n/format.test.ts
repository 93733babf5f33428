import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { speak } from './language.ts';

const english = speak('en', en).format;
const persian = speak('fa', fa).format;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = new Date(2026, 10, 22, 12, 0).getTime();

test('money in its currency, and a bare number where nobody knows which', () => {
  expect(english.money(1.2, 'USD')).toBe('$1.20');
  expect(english.money(1234.5, 'EUR')).toBe('€1,234.50');
  expect(english.money(3, null)).toBe('3.00');
  expect(english.money(3, 'credits')).toBe('3.00 credits');
  expect(persian.money(1.2, 'USD')).toContain('۱٫۲۰');
});

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [64_000, '64 kB'],
    [412_000_000, '412 MB'],
    [1_600_000_000, '1.6 GB'],
    [11_240_000_000, '11.2 GB'],
    [999_999, '1 MB'],
    [4e15, '4 PB'],
    [4e18, '4,000 PB'],
  ])('%d bytes', (bytes, expected) => {
    expect(english.bytes(bytes)).toBe(expected);
  });

  test('more digits when asked, every byte on hover, Persian in its own words and digits', () => {
    expect(english.bytes(1_624_000_000, 2)).toBe('1.62 GB');
    expect(english.bytesExact(1_620_000_001)).toBe('1,620,000,001 bytes');
    expect(persian.bytes(11_240_000_000)).toBe('۱۱٫۲ گیگابایت');
    expect(persian.rate(212_000_000)).toBe('۲۱۲ مگابایت در ثانیه');
  });

  test('progress stays in the unit of the whole, with as many digits, so that nothing jumps', () => {
    expect(english.bytesOf(3_100_000_000, 4_800_000_000)).toBe('3.1 of 4.8 GB');
    expect(english.bytesOf(0, 4_800_000_000)).toBe('0.0 of 4.8 GB');
    expect(english.bytesOf(12_345_678, 412_000_000)).toBe('12 of 412 MB');
  });
});

describe('durations', () => {
  test.each([
    [400, '0.4 s'],
    [2100, '2.1 s'],
    [48 * SECOND, '48 s'],
    [2 * MINUTE + 5 * SECOND, '2 min 5 s'],
    [12 * MINUTE + 20 * SECOND, '12 min'],
    [HOUR + 5 * MINUTE, '1 h 5 min'],
    [2 * HOUR, '2 h'],
    [50 * HOUR, '2 days 2 h'],
    [-5, '0 s'],
  ])('%d ms', (milliseconds, expected) => {
    expect(english.duration(milliseconds)).toBe(expected);
  });

  test('in Persian', () => {
    expect(persian.duration(HOUR + 5 * MINUTE)).toBe('۱ ساعت و ۵ دقیقه');
  });
});

describe('times', () => {
  test.each([
    [10 * SECOND, 'just now'],
    [4 * MINUTE, '4 min ago'],
    [59.8 * MINUTE, '1 h ago'],
    [5 * HOUR, '5 h ago'],
    [26 * HOUR, 'yesterday'],
    [3 * DAY, '3 days ago'],
    [10 * DAY, '12 Nov 2026'],
    [-5 * MINUTE, 'in 5 min'],
    [-2 * HOUR, 'in 2 h'],
    [-26 * HOUR, 'tomorrow'],
    [-3 * DAY, 'in 3 days'],
  ])('%d ms before now', (before, expected) => {
    expect(english.relative(NOON - before, NOON)).toBe(expected);
  });

  test('in Persian, with the Jalali calendar', () => {
    expect(persian.relative(NOON - 4 * MINUTE, NOON)).toBe('۴ دقیقه پیش');
    expect(persian.relative(NOON - 26 * HOUR, NOON)).toBe('دیروز');
    expect(persian.relative(NOON - 10 * DAY, NOON)).toBe('۱۴۰۵/۰۸/۲۱');
  });

  test('a date and a time stand apart by the comma of their language', () => {
    expect(english.dateTime(NOON)).toBe('22 Nov 2026, 12:00');
    expect(persian.dateTime(NOON)).toBe('۱۴۰۵/۰۹/۰۱، ۱۲:۰۰');
  });

  test('on hover a Persian date is told in the Gregorian calendar too', () => {
    expect(persian.dateTimeInFull(NOON)).toContain('22 November 2026');
    expect(persian.dateTimeInFull(NOON)).toContain('۱ آذر ۱۴۰۵');
    expect(english.dateTimeInFull(NOON)).toMatch(/^22 November 2026 at 12:00/);
  });
});

test('percentages and lists', () => {
  expect(english.percent(0.64)).toBe('64%');
  expect(persian.percent(0.64)).toBe('۶۴٪');
  expect(english.list(['ready', 'active', 'built'])).toBe('ready, active and built');
  expect(english.enumeration(['ready', 'active'])).toBe('ready, active');
  expect(persian.enumeration(['آماده', 'فعال'])).toBe('آماده، فعال');
});
