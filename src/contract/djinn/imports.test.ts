import { expect, test } from 'vitest';
import { importState, importWarnings } from './imports.ts';

const times = { created_at: '2024-06-11T17:40:03Z', started_at: null, finished_at: null };
const download = { source: 'https://x.example/a', error: null, ...times };
const T = '2024-06-11T17:40:09Z';

test.each([
  ['uploaded', null],
  ['queued', download],
  ['downloading', { ...download, started_at: T }],
  ['done', { ...download, started_at: T, finished_at: T }],
  ['failed', { ...download, started_at: T, finished_at: T, error: 'no' }],
  ['failed', { ...download, error: '' }],
])('%s', (state, record) => expect(importState(record)).toBe(state));

const asAlways = ['contentType', 'unchecked', 'timeLimit'];

test.each([
  ['https://mirror.example.net/base.qcow2', asAlways],
  ['  HTTP://mirror.example.net/base.qcow2\n', asAlways],
  ['https://mina:secret@mirror.example.net/x', ['credentials', ...asAlways]],
  ['https://mina@mirror.example.net/x', ['credentials', ...asAlways]],
  ['sftp://mina:secret@files.example.net/x', ['sftp']],
  ['sftp://mina@files.example.net/x', ['sftpPassword', 'sftp']],
  ['ftp://files.example.net/x', ['scheme']],
  ['file:///etc/passwd', ['scheme']],
  ['javascript:alert(1)', ['scheme']],
  ['mirror.example.net/x', ['notAnAddress']],
  ['', ['notAnAddress']],
])('%s', (url, warnings) => expect(importWarnings(url)).toEqual(warnings));

test.each([
  'localhost',
  '127.0.0.1',
  '2130706433',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '[::1]',
  '[fd00::1]',
  '[fe80::1]',
  'nas.local',
])('http://%s is the own network of the server', (host) =>
  expect(importWarnings(`http://${host}/x`)).toContain('privateAddress'),
);

test.each(['172.32.0.1', '11.0.0.1', '[2606:4700::1111]', 'localhost.example.net', '10.example.net'])(
  'http://%s is public',
  (host) => expect(importWarnings(`http://${host}/x`)).not.toContain('privateAddress'),
);
