import { describe, expect, test } from 'vitest';
import { hostCheck, isLoopbackHost } from './hosts.ts';

test.each(['localhost', 'app.localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]', 'LOCALHOST'])(
  '%s is this machine',
  (host) => expect(isLoopbackHost(host)).toBe(true),
);

test.each(['localhost.example', '127.0.0.1.example', '0.0.0.0', '::', '128.0.0.1', '::ffff:1.2.3.4', ''])(
  '%s is not only this machine',
  (host) => expect(isLoopbackHost(host)).toBe(false),
);

describe('a server on this machine', () => {
  const check = hostCheck('127.0.0.1', ['Console.example']);

  test.each([
    'localhost:4600',
    '127.0.0.1:4600',
    '[::1]:4600',
    'LocalHost',
    'console.example',
    'CONSOLE.example:443',
  ])('answers to %s', (host) => expect(check(host)).toBe(true));

  test.each([
    'evil.example',
    'evil.example:4600',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    'evil.example/localhost',
    'evil.example#localhost',
    'localhost:port',
    '192.168.1.5',
    '[::2]',
    '',
  ])('does not answer to %j', (host) => expect(check(host)).toBe(false));

  test('does not answer to nobody', () => expect(check(undefined)).toBe(false));
});

test('a server on one address answers to that one', () => {
  const check = hostCheck('192.168.1.5', []);
  expect(check('192.168.1.5:4600')).toBe(true);
  expect(check('192.168.1.6:4600')).toBe(false);
});

test.each(['0.0.0.0', '::'])('a server on %s answers to any address, but to no unknown name', (host) => {
  const check = hostCheck(host, []);
  expect(check('192.168.1.5:4600')).toBe(true);
  expect(check('[fe80::1]:4600')).toBe(true);
  expect(check('evil.example')).toBe(false);
});
