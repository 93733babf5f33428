import type { states as english } from '../en/states.ts';

/** The states of images. An unknown one is shown in the service's own word. */
export const states = {
  'states.noVersion': 'بدون نسخه',
  'states.pending': 'در صف',
  'states.building': 'در حال ساخت',
  'states.built': 'ساخته‌شده',
  'states.failed': 'ناموفق',
  'states.buildFailed': 'ساخت ناموفق',
  'states.queued': 'در نوبت',
  'states.importing': 'در حال دریافت',
  'states.importFailed': 'دریافت ناموفق',
  'states.ready': 'آماده',
  'states.saving': 'در حال ذخیره',
  'states.active': 'فعال',
  'states.locked': 'قفل',
  'states.deleting': 'در حال حذف',
  'states.unknown': 'نامعلوم',
} as const satisfies Record<keyof typeof english, string>;
