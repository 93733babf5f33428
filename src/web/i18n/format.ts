import { LOCALES, type Language } from './languages.ts';
import type { Text } from './text.ts';

/** A moment: a `Date`, or milliseconds since 1970. */
export type Moment = Date | number;

/** Numbers, sizes and times as one language writes them: Persian has its digits and the Jalali calendar. */
export interface Formats {
  /** `2,418`, «۲٬۴۱۸». */
  number(value: number): string;
  /** An amount in a currency by its ISO 4217 code, `$1.29`; as a bare number where the code is missing or none. */
  money(amount: number, currency: string | null): string;
  /** A fraction of one: `64%` of 0.64. */
  percent(fraction: number): string;
  /** Decimal units as the services count them: `412 MB`, `1.6 GB`; `digits` fraction digits below 100. */
  bytes(bytes: number, digits?: number): string;
  /** Binary units, for disks and clusters, which are made in powers of two: `40 GiB`, `64 KiB`. */
  binaryBytes(bytes: number): string;
  /** Every single byte: `1,620,000,000 bytes`. */
  bytesExact(bytes: number): string;
  /** Progress in the unit of the whole: `3.1 of 4.8 GB`. */
  bytesOf(part: number, whole: number): string;
  /** `212 MB/s`. */
  rate(bytesPerSecond: number): string;
  /** Milliseconds in at most two units: `48 s`, `2 min 5 s`, `1 h 5 min`. */
  duration(milliseconds: number): string;
  /** `4 min ago`, `yesterday`; a date when it is a week or more away. */
  relative(at: Moment, now: Moment): string;
  /** `12 Nov 2026`, «۱۴۰۵/۰۸/۲۱». */
  date(at: Moment): string;
  /** `14:05`. */
  time(at: Moment): string;
  /** `12 Nov 2026, 14:05`. */
  dateTime(at: Moment): string;
  /** For a hover: date, time and zone in the language's calendar, and in the Gregorian one if that differs. */
  dateTimeInFull(at: Moment): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** `a, b, c`: what has been chosen, after a colon. */
  enumeration(items: readonly string[]): string;
}

const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The power of 1000 in which a size reads best; 999,999 bytes round up to the next one. */
function unitOf(bytes: number): number {
  let power = 0;
  while (power < UNITS.length - 1 && Math.round(bytes / 1000 ** power) >= 1000) power += 1;
  return power;
}

/** Whole days between two moments by the local calendar, whatever the hour. */
function calendarDays(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

/** The formats of `language`; `text` are its messages. Pure: for tests and for what is not React. */
export function createFormats(language: Language, text: Text): Formats {
  const locale = LOCALES[language];
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const day: Intl.DateTimeFormatOptions =
    language === 'fa'
      ? { year: 'numeric', month: '2-digit', day: '2-digit' }
      : { year: 'numeric', month: 'short', day: 'numeric' };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const full: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'long' };
  const dates = new Intl.DateTimeFormat(locale, day);
  const times = new Intl.DateTimeFormat(locale, clock);
  const inFull = new Intl.DateTimeFormat(locale, full);
  const gregorian = new Intl.DateTimeFormat(`${LOCALES.en}-u-ca-gregory`, full);

  // Making a format takes far longer than using it, and a list of images uses it in every row.
  const digitFormats = new Map<string, Intl.NumberFormat>();
  const withDigits = (least: number, most: number): Intl.NumberFormat => {
    const key = `${least} ${most}`;
    const known = digitFormats.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
    digitFormats.set(key, made);
    return made;
  };

  const scaled = (bytes: number, power: number, fixed: number, least = 0): string => {
    const value = bytes / 1000 ** power;
    return withDigits(least, power === 0 || value >= 100 ? least : fixed).format(value);
  };

  const bytes = (value: number, digits = 1): string => {
    const power = unitOf(value);
    return text(`format.bytes.${UNITS[power] ?? 'B'}`, { size: scaled(value, power, digits) });
  };

  const binaryBytes = (value: number): string => {
    let power = 0;
    while (power < BINARY_UNITS.length - 1 && Math.round((value / 1024 ** power) * 10) / 10 >= 1024)
      power += 1;
    const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value / 1024 ** power);
    return text(`format.bytes.${BINARY_UNITS[power] ?? 'B'}`, { size });
  };

  const moneyFormats = new Map<string, Intl.NumberFormat>();
  const money = (amount: number, currency: string | null): string => {
    // Only three letters are a code; anything else throws.
    if (currency === null || !/^[a-z]{3}$/i.test(currency)) {
      return `${withDigits(2, 2).format(amount)} ${currency ?? ''}`.trim();
    }
    const known = moneyFormats.get(currency);
    if (known) return known.format(amount);
    const currencyDisplay = 'narrowSymbol';
    const made = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
    moneyFormats.set(currency, made);
    return made.format(amount);
  };

  const fixedPair = (larger: string, rest: number, smaller: string): string =>
    rest === 0 ? larger : text('format.pair', { larger, smaller });

  const duration = (milliseconds: number): string => {
    const seconds = Math.max(0, milliseconds) / SECOND;
    if (seconds < 10) return text('format.seconds', { value: Math.round(seconds * 10) / 10 });
    const whole = Math.round(seconds);
    if (whole < 60) return text('format.seconds', { value: whole });
    if (whole < 600) {
      const minutes = text('format.minutes', { value: Math.floor(whole / 60) });
      return fixedPair(minutes, whole % 60, text('format.seconds', { value: whole % 60 }));
    }
    const minutes = Math.round(whole / 60);
    if (minutes < 60) return text('format.minutes', { value: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 24) {
      const rest = minutes % 60;
      return fixedPair(text('format.hours', { value: hours }), rest, text('format.minutes', { value: rest }));
    }
    const days = text('format.days', { count: Math.floor(hours / 24) });
    return fixedPair(days, hours % 24, text('format.hours', { value: hours % 24 }));
  };

  const relative = (at: Moment, now: Moment): string => {
    const then = new Date(at);
    const away = then.getTime() - Number(now);
    const ahead = away > 0;
    const distance = Math.abs(away);
    if (distance < 45 * SECOND) return text('format.justNow');
    if (distance < HOUR - 30 * SECOND) {
      const value = Math.max(1, Math.round(distance / MINUTE));
      return ahead ? text('format.inMinutes', { value }) : text('format.minutesAgo', { value });
    }
    if (distance < DAY) {
      const value = Math.max(1, Math.floor(distance / HOUR));
      return ahead ? text('format.inHours', { value }) : text('format.hoursAgo', { value });
    }
    const count = Math.abs(calendarDays(new Date(now), then));
    if (count >= 7) return dates.format(then);
    if (count === 1) return text(ahead ? 'format.tomorrow' : 'format.yesterday');
    return ahead ? text('format.inDays', { count }) : text('format.daysAgo', { count });
  };

  return {
    number: (value) => numbers.format(value),
    money,
    percent: (fraction) => percents.format(fraction),
    bytes,
    binaryBytes,
    bytesExact: (count) => text('format.bytesExact', { count }),
    bytesOf: (part, whole) => {
      const power = unitOf(whole);
      const digits = power === 0 || whole / 1000 ** power >= 100 ? 0 : 1;
      return text('format.bytesOf', { part: scaled(part, power, digits, digits), whole: bytes(whole) });
    },
    rate: (bytesPerSecond) => text('format.rate', { bytes: bytes(bytesPerSecond) }),
    duration,
    relative,
    date: (at) => dates.format(at),
    time: (at) => times.format(at),
    // Put together here: some browsers write a Latin comma between Persian numbers.
    dateTime: (at) => `${dates.format(at)}${text('format.separator')}${times.format(at)}`,
    dateTimeInFull: (at) =>
      language === 'en' ? inFull.format(at) : `${inFull.format(at)} (\u2066${gregorian.format(at)}\u2069)`,
    list: (items) => lists.format(items),
    enumeration: (items) => items.join(text('format.separator')),
  };
}
