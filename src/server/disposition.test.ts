import { expect, test } from 'vitest';
import { attachment } from './disposition.ts';

test.each([
  ['void-base.qcow2', `attachment; filename="void-base.qcow2"; filename*=UTF-8''void-base.qcow2`],
  ['a "b" \\c.txt', `attachment; filename="c.txt"; filename*=UTF-8''c.txt`],
  ['say "hi".txt', `attachment; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  [
    'تصویر.qcow2',
    `attachment; filename="_____.qcow2"; filename*=UTF-8''%D8%AA%D8%B5%D9%88%DB%8C%D8%B1.qcow2`,
  ],
  ['../../etc/passwd', `attachment; filename="passwd"; filename*=UTF-8''passwd`],
  ['a\r\nset-cookie: b', `attachment; filename="aset-cookie: b"; filename*=UTF-8''aset-cookie%3A%20b`],
  ['gpj\u202e.exe', `attachment; filename="gpj.exe"; filename*=UTF-8''gpj.exe`],
  ['half \ud83d.txt', `attachment; filename="half .txt"; filename*=UTF-8''half%20.txt`],
  ['', `attachment; filename="download"; filename*=UTF-8''download`],
])('%j', (name, header) => expect(attachment(name)).toBe(header));
