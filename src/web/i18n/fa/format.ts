import type { format as english } from '../en/format.ts';

/** How quantities and times are said in Persian. Numbers come formatted already. */
export const format = {
  'format.bytes.B': '{size} بایت',
  'format.bytes.kB': '{size} کیلوبایت',
  'format.bytes.MB': '{size} مگابایت',
  'format.bytes.GB': '{size} گیگابایت',
  'format.bytes.TB': '{size} ترابایت',
  'format.bytes.PB': '{size} پتابایت',
  'format.bytesExact': '{count, plural, other {# بایت}}',
  'format.bytesOf': '{part} از {whole}',
  'format.rate': '{bytes} در ثانیه',
  'format.seconds': '{value} ثانیه',
  'format.minutes': '{value} دقیقه',
  'format.hours': '{value} ساعت',
  'format.days': '{count, plural, other {# روز}}',
  'format.separator': '، ',
  'format.pair': '{larger} و {smaller}',
  'format.justNow': 'همین حالا',
  'format.minutesAgo': '{value} دقیقه پیش',
  'format.hoursAgo': '{value} ساعت پیش',
  'format.yesterday': 'دیروز',
  'format.daysAgo': '{count, plural, other {# روز پیش}}',
  'format.inMinutes': '{value} دقیقهٔ دیگر',
  'format.inHours': '{value} ساعت دیگر',
  'format.tomorrow': 'فردا',
  'format.inDays': '{count, plural, other {# روز دیگر}}',
} satisfies Record<keyof typeof english, string>;
