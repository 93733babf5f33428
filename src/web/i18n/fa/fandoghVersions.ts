import type { fandoghVersions as english } from '../en/fandoghVersions.ts';

/** The versions of an image in Fandogh. */
export const fandoghVersions = {
  'fandogh.needsToken': '{connection} توکن می‌خواهد',
  'fandogh.newVersion': 'نسخهٔ تازه',
  'fandogh.operator': 'فقط می‌توانید ببینید',
  'fandogh.operatorHint':
    'نقش شما در این فضای نام Operator است. ساختن ایمیج و بارگذاری نسخه کار Developer یا Admin است.',
  'fandogh.versions.title': 'نسخه‌ها',
  'fandogh.versions.of': 'نسخه‌های {name}',
  'fandogh.versions.count': '{count, plural, one {# نسخه} other {# نسخه}}',
  'fandogh.versions.trend': 'اندازهٔ {count, plural, one {# نسخهٔ} other {# نسخهٔ}} آخر: از {from} تا {to}',
  'fandogh.versions.curl': 'کپی به‌صورت curl',
  'fandogh.versions.none': 'هنوز نسخه‌ای نیست',
  'fandogh.versions.noneHint':
    'نسخه از سورس شما ساخته می‌شود: یک zip یا tar.gz که Dockerfile در ریشهٔ آن باشد، یا خود پوشه.',
  'fandogh.versions.noneInState': 'هیچ نسخه‌ای در این وضعیت نیست',
  'fandogh.versions.showAll': 'نمایش همهٔ نسخه‌ها',
  'fandogh.versions.showRest': 'نمایش {count} تای دیگر',
  'fandogh.versions.filter': 'فقط نسخه‌های این وضعیت',
  'fandogh.versions.allStates': 'همه',
  'fandogh.versions.lastBuild': 'آخرین ساخت',
  'fandogh.versions.noDuration': 'هنوز معلوم نیست. صفحهٔ نسخه ساخت‌هایش را نشان می‌دهد.',
  'fandogh.versions.actions': 'کارها',
  'fandogh.versions.copyReference': 'کپی {reference}',
} as const satisfies Record<keyof typeof english, string>;
