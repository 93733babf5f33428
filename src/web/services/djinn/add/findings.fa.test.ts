import { expect, test } from 'vitest';
import { messageOf } from './findings.fa.ts';

const snapshots = (count: number, bytes: bigint) =>
  messageOf({ code: 'snapshots-present', level: 'warns', params: { count, names: ['پاک'], bytes } }).says;

test('sizes are in the words and digits of the language', () => {
  expect(snapshots(1, 80n)).toContain('تا ۸۰ بایت اضافه می‌کند ');
  expect(snapshots(2, 1536n * 1024n)).toContain('تا ۱٫۵ مبی‌بایت اضافه می‌کنند ');
  const { says } = messageOf({
    code: 'file-incomplete',
    level: 'blocks',
    params: { tables: 0, clusters: 1, neededBytes: 65_404_928n, fileBytes: 300n },
  });
  expect(says).toContain('باید دست‌کم ۶۲٫۳ مبی‌بایت (۶۵٬۴۰۴٬۹۲۸ بایت) باشد و ۳۰۰ بایت است.');
  expect(says).not.toMatch(/[a-z0-9]/i);
});
