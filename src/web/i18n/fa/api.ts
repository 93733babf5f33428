import type { api as english } from '../en/api.ts';

/** What is said when a call fails: what happened, and what to do. The service's own words stand below. */
export const api = {
  'api.unauthorised': 'توکن پذیرفته نشد',
  'api.unauthorised.advice': 'شاید منقضی یا باطل شده باشد. برای ادامه توکن دیگری بدهید.',
  'api.noToken': 'توکنی در کار نیست',
  'api.noToken.advice': 'فقط برای زبانهٔ قبلی نگه داشته شده بود. برای ادامه دوباره آن را بدهید.',
  'api.forbiddenOrMissing': 'پیدا نشد یا اجازه‌اش نیست',
  'api.forbiddenOrMissing.advice': 'یا دیگر وجود ندارد، یا این توکن {permission} را ندارد.',
  'api.invalid': 'سرویس این را نپذیرفت',
  'api.invalid.advice': 'آنچه را نام برده درست کنید و دوباره امتحان کنید.',
  'api.conflict': 'در حال استفاده است یا از قبل وجود دارد',
  'api.conflict.advice': 'شاید کار دیگری با آن درگیر است. کمی صبر کنید و دوباره امتحان کنید.',
  'api.tooLarge': 'از حدی که سرویس می‌پذیرد بزرگ‌تر است',
  'api.tooLarge.advice': 'آن را کوچک‌تر کنید یا از گردانندهٔ سرویس بخواهید سقف را بالا ببرد.',
  'api.rateLimited': 'تعداد درخواست‌ها زیاد است',
  'api.rateLimited.advice': 'پیش از تلاش دوباره کمی صبر کنید.',
  'api.rateLimited.adviceUntil': 'سرویس {when} دوباره درخواست می‌پذیرد.',
  'api.fault': 'سرویس خطا داد',
  'api.fault.advice': 'ایراد از اینجا نیست. دوباره امتحان کنید و اگر ماند به گردانندهٔ سرویس خبر دهید.',
  'api.unreachable.network': 'ارتباط برقرار نیست',
  'api.unreachable.network.advice': 'ارتباط برقرار نشد یا قطع شد. شبکه را بررسی و دوباره امتحان کنید.',
  'api.unreachable.silence': 'پاسخی نیامد',
  'api.unreachable.silence.advice': 'سرویس نیم دقیقه ساکت ماند. دوباره امتحان کنید.',
  'api.unreachable.upstream': 'سرویس در دسترس نیست',
  'api.unreachable.upstream.advice':
    'دروازه نتوانست به آن وصل شود. نشانی‌ای را که با آن راه افتاده بررسی کنید.',
  'api.notUnderstood': 'پاسخ اینجا معنایی ندارد',
  'api.notUnderstood.advice': 'با مستندات سرویس جور نیست ({where}). نشانی درست است؟',
  'api.notUnderstood.redirect':
    'سرویس می‌خواهد ما را به جای دیگری بفرستد، شاید صفحهٔ ورود. نشانی و توکن را بررسی کنید.',
  'api.unknown': 'در همین صفحه خطایی رخ داد',
  'api.unknown.advice': 'صفحه را دوباره بارگذاری کنید. اگر تکرار شد، همراه متن زیر گزارش کنید.',
  'api.retry': 'تلاش دوباره',
  'api.anyPermission': 'اجازهٔ لازم',
} as const satisfies Record<keyof typeof english, string>;
