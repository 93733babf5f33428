import { describe, expect, test } from 'vitest';
import { HELP, parseCommand, UsageError, type ServerOptions } from './options.ts';

function options(...args: string[]): ServerOptions {
  const command = parseCommand(args, {});
  if (command.kind !== 'serve') throw new Error(`not serve but ${command.kind}`);
  return command.options;
}

test('without flags it serves demo services to this machine alone', () => {
  expect(options()).toEqual({
    host: '127.0.0.1',
    port: 4600,
    data: 'data',
    embedded: true,
    dialect: 'documented',
    pace: 1,
    empty: false,
    seedRows: 0,
    allowPrivateImports: false,
    upstreams: [],
    allowHosts: [],
    basePath: '/',
    ticketKey: undefined,
  });
  expect(options('serve')).toEqual(options());
});

test('every flag arrives', () => {
  const line =
    '--host ::1 --port 0 --data x/y --empty --seed-rows 2400 --dialect observed --pace 0.5 --allow-private-imports ' +
    '--upstream ours=djinn,https://djinn.example/base --upstream f=fandogh,http://10.0.0.1:81 ' +
    `--allow-host console.example --base-path a/b --ticket-key ${'k'.repeat(32)} --no-embedded`;
  expect(options(...line.split(' '))).toEqual({
    host: '::1',
    port: 0,
    data: 'x/y',
    embedded: false,
    dialect: 'observed',
    pace: 0.5,
    empty: true,
    seedRows: 2400,
    allowPrivateImports: true,
    upstreams: [
      { name: 'ours', service: 'djinn', url: new URL('https://djinn.example/base') },
      { name: 'f', service: 'fandogh', url: new URL('http://10.0.0.1:81/') },
    ],
    allowHosts: ['console.example'],
    basePath: '/a/b/',
    ticketKey: 'k'.repeat(32),
  });
});

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.5', false],
  ['console.example', false],
])('on %s the embedded services are on: %s', (host, on) => {
  expect(options('--host', host).embedded).toBe(on);
  expect(options('--host', host, '--embedded').embedded).toBe(true);
  expect(options('--host', host, '--no-embedded').embedded).toBe(false);
});

test.each([
  ['/', '/'],
  ['', '/'],
  ['/console', '/console/'],
  ['tools/images/', '/tools/images/'],
])('the base path %s stands as %s', (given, stands) => {
  expect(options('--base-path', given).basePath).toBe(stands);
});

test('the ticket key may come from the environment, where no process list shows it', () => {
  const command = parseCommand([], { IMAGE_CONSOLE_TICKET_KEY: 'e'.repeat(40) });
  expect(command).toMatchObject({ options: { ticketKey: 'e'.repeat(40) } });
  expect(() => parseCommand([], { IMAGE_CONSOLE_TICKET_KEY: 'short' })).toThrow(/32 characters/);
});

test('other commands', () => {
  expect(parseCommand(['--help'], {})).toEqual({ kind: 'help' });
  expect(parseCommand(['-h', '--port', 'x'], {})).toEqual({ kind: 'help' });
  expect(parseCommand(['--version'], {})).toEqual({ kind: 'version' });
  expect(parseCommand(['inspect', 'disk.qcow2'], {})).toEqual({
    kind: 'inspect',
    file: 'disk.qcow2',
    json: false,
  });
  expect(parseCommand(['inspect', '--json', 'disk.qcow2'], {})).toMatchObject({ json: true });
});

describe('what cannot be followed is told in one sentence', () => {
  test.each<[string[], RegExp]>([
    [['--colour'], /Unknown option '--colour'/],
    [['--port'], /argument missing/],
    [['--port', ''], /whole number from 0 to 65535/],
    [['--port', '65536'], /not "65536"/],
    [['--port', '1e3'], /not "1e3"/],
    [['--port=-1'], /not "-1"/],
    [['--seed-rows', '1.5'], /--seed-rows needs a whole number/],
    [['--pace', '0'], /above 0/],
    [['--pace', 'fast'], /not "fast"/],
    [['--dialect', 'klingon'], /documented or observed/],
    [['--data', ''], /name of a folder/],
    [['--host', 'a b'], /--host needs a name/],
    [['--host', 'localhost:80'], /without a port/],
    [['--allow-host', 'https://console.example'], /--allow-host needs a name/],
    [['--upstream', 'ours'], /NAME=SERVICE,URL/],
    [['--upstream', 'Our Djinn=djinn,https://djinn.example'], /lower-case letters/],
    [['--upstream', 'embedded=djinn,https://djinn.example'], /is not "embedded"/],
    [['--upstream', 'ours=docker,https://djinn.example'], /fandogh, djinn or gcore, not "docker"/],
    [['--upstream', 'ours=djinn,ftp://djinn.example'], /http:\/\/ or https:\/\//],
    [['--upstream', 'ours=djinn,djinn.example'], /http:\/\/ or https:\/\//],
    [['--upstream', 'ours=djinn,https://user:secret@djinn.example'], /password/],
    [['--upstream', 'ours=djinn,https://djinn.example?x=1'], /query/],
    [['--upstream', 'a=djinn,http://a', '--upstream', 'a=gcore,http://b'], /Two upstreams are named "a"/],
    [['--base-path', '/a/../b'], /--base-path/],
    [['--base-path', '/a"b'], /--base-path/],
    [['--ticket-key', 'short'], /32 characters/],
    [['serve', 'now'], /flags only/],
    [['destroy'], /no command "destroy"/],
    [['inspect'], /one file/],
    [['inspect', 'a', 'b'], /one file/],
    [['inspect', 'a', '--port', '1'], /not --port/],
    [['--json'], /belongs to inspect/],
  ])('%j', (args, said) => {
    const parse = () => parseCommand(args, {});
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(said);
    expect(parse).toThrow(/^[^\n]+\.$/);
  });
});

test('the help names every flag', () => {
  const flags =
    'port host allow-host base-path upstream ticket-key embedded no-embedded data empty seed-rows dialect pace ' +
    'allow-private-imports json help version';
  for (const flag of flags.split(' ')) expect(HELP).toContain(`--${flag}`);
  expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
