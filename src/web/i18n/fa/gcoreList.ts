import type { gcoreList as english } from '../en/gcoreList.ts';

/** Where the pages of Gcore Cloud stand, and what the list of images asks of the service. */
export const gcoreList = {
  'gcore.place.project': 'پروژه',
  'gcore.place.region': 'منطقه',
  'gcore.list.scope': 'کدام ایمیج‌ها',
  'gcore.list.available': 'در دسترس',
  'gcore.list.availableHint': 'ایمیج‌های خود پروژه، ایمیج‌های عمومی و آنچه با آن به اشتراک گذاشته شده.',
  'gcore.list.owned': 'از آنِ پروژه',
  'gcore.list.prices': 'قیمت‌ها',
  'gcore.list.visibility': 'نمایانی',
  'gcore.list.architecture': 'معماری',
  'gcore.list.any': 'هر کدام',
  'gcore.list.system': 'توزیع',
  'gcore.list.distro': 'نام کامل توزیع',
  'gcore.list.version': 'نسخهٔ کامل',
  'gcore.list.apply': 'پالایش',
  'gcore.list.labels': 'فراداده',
  'gcore.list.key': 'کلید',
  'gcore.list.value': 'مقدار',
  'gcore.list.valueHint': 'اگر خالی باشد، هر مقداری پذیرفته است.',
  'gcore.list.addLabel': 'افزودن',
  'gcore.list.dropLabel': 'دیگر {label} خواسته نشود',
  'gcore.list.toTask': 'رفتن به کاری که آن را می‌سازد',
} as const satisfies Record<keyof typeof english, string>;
