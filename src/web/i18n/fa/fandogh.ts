import type { fandogh as english } from '../en/fandogh.ts';

/** What only Fandogh tells of an image. */
export const fandogh = {
  'fandogh.group.lastVersion': 'آخرین نسخه',
  'fandogh.group.versions': 'همهٔ نسخه‌ها',
  'fandogh.noVersion': 'هنوز هیچ',
  'fandogh.field.namespace': 'فضای نام',
  'fandogh.field.owner': 'شناسهٔ مالک',
  'fandogh.field.version': 'نسخه',
  'fandogh.field.state': 'وضعیت',
  'fandogh.field.uploaded': 'بارگذاری',
  'fandogh.field.versionCount': 'تعداد نسخه‌ها',
  'fandogh.field.builtCount': 'ساخته‌شده',
  'fandogh.field.failedCount': 'ناموفق',
  'fandogh.field.totalSize': 'اندازهٔ همه',
} as const satisfies Record<keyof typeof english, string>;
