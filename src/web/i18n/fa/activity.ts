import type { activity as english } from '../en/activity.ts';

/** The journal of requests. */
export const activity = {
  'activity.title': 'فعالیت‌ها',
  'activity.count':
    '{count, plural, =0 {هنوز درخواستی نیست} one {# درخواست در این زبانه} other {# درخواست در این زبانه}}',
  'activity.hint':
    'آنچه کنسول فرستاده، تازه‌ترین اول. توکن و محتوا نگه داشته نمی‌شود و با بستن زبانه فراموش می‌شود.',
  'activity.changesOnly': 'فقط تغییرها',
  'activity.failedOnly': 'فقط ناموفق‌ها',
  'activity.when': 'زمان',
  'activity.connection': 'اتصال',
  'activity.request': 'درخواست',
  'activity.result': 'نتیجه',
  'activity.took': 'مدت',
  'activity.milliseconds': '{value} میلی‌ثانیه',
  'activity.copyCurl': 'کپی به‌صورت curl',
  'activity.none': 'چیزی برای نمایش نیست',
  'activity.noneHint': 'همین که صفحه‌ای درخواستی بفرستد اینجا دیده می‌شود.',
  'activity.noFailures':
    '{count, plural, one {تنها درخواست ناموفق نبوده} other {هیچ‌کدام از # درخواست ناموفق نبوده}}',
  'activity.noChanges':
    '{count, plural, one {تنها درخواست چیزی را تغییر نداده} other {هیچ‌کدام از # درخواست تغییری نبوده}}',
  'activity.noFailedChanges':
    '{count, plural, one {تنها درخواست تغییری ناموفق نبوده} other {هیچ‌کدام از # درخواست تغییری ناموفق نبوده}}',
  'activity.showAll': 'نمایش همهٔ درخواست‌ها',
  'activity.running': 'در جریان',
  'activity.done': 'انجام شد',
  'activity.cancelled': 'لغو شد',
  'activity.noAnswer': 'بی‌پاسخ',
} as const satisfies Record<keyof typeof english, string>;
