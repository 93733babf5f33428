import type { ui as english } from '../en/ui.ts';

/** What primitives say by themselves. */
export const ui = {
  'ui.close': 'بستن',
  'ui.clear': 'پاک کردن',
  'ui.copy': 'کپی',
  'ui.copied': 'کپی شد',
  'ui.copyFailed': 'مرورگر اجازهٔ کپی نداد',
  'ui.optional': 'اختیاری',
  'ui.breadcrumbs': 'جای شما',
  'ui.loading': 'در حال بارگیری',
  'ui.requestId': 'شناسهٔ درخواست:',
} satisfies Record<keyof typeof english, string>;
