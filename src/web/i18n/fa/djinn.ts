import type { djinn as english } from '../en/djinn.ts';

/** What only Djinn CI tells of an image. */
export const djinn = {
  'djinn.inNamespace': 'فضای نام {place}',
  'djinn.noNamespace': 'در هیچ‌کدام',
  'djinn.group.people': 'افراد',
  'djinn.group.namespace': 'فضای نام',
  'djinn.group.import': 'دریافت از نشانی',
  'djinn.field.driver': 'راه‌انداز',
  'djinn.field.url': 'نشانی API',
  'djinn.field.owner': 'مالک',
  'djinn.field.ownerEmail': 'رایانامهٔ مالک',
  'djinn.field.ownerId': 'شناسهٔ مالک',
  'djinn.field.author': 'سازنده',
  'djinn.field.authorId': 'شناسهٔ سازنده',
  'djinn.field.namespace': 'فضای نام',
  'djinn.field.namespaceId': 'شناسهٔ فضای نام',
  'djinn.field.source': 'گرفته از',
  'djinn.field.requested': 'درخواست',
  'djinn.field.started': 'آغاز',
  'djinn.field.finished': 'پایان',
  'djinn.field.error': 'خطا',
} as const satisfies Record<keyof typeof english, string>;
