import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { ServiceName } from '../contract/console.ts';
import type { Dialect, Service } from '../contract/endpoint.ts';
import { isLoopbackHost } from './hosts.ts';

/** A real service behind the gateway. */
export interface Upstream {
  /** Stands in addresses: `/gateway/NAME/…`. */
  readonly name: string;
  readonly service: Service;
  /** Where the service's documented paths begin; http or https, without query or credentials. */
  readonly url: URL;
}

/** Everything the server can be told from outside. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly data: string;
  readonly embedded: boolean;
  readonly dialect: Dialect;
  readonly pace: number;
  readonly empty: boolean;
  readonly seedRows: number;
  readonly allowPrivateImports: boolean;
  readonly upstreams: readonly Upstream[];
  /** Further names under which browsers may call this server. */
  readonly allowHosts: readonly string[];
  /** The path that the console stands under, with a slash at both ends. */
  readonly basePath: string;
  /** What tickets are sealed with; copies behind one balancer share it. Undefined makes one for this process. */
  readonly ticketKey: string | undefined;
}

/** What the command was asked to do. */
export type Command =
  | { readonly kind: 'serve'; readonly options: ServerOptions }
  | { readonly kind: 'inspect'; readonly file: string; readonly json: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

/** The command line cannot be followed; the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const HELP = `image-console: one web console for the images of Fandogh, Djinn CI and Gcore Cloud

  image-console [serve] [flags]         serve the console
  image-console inspect FILE [--json]   tell what a disk image is, and what is wrong with it
  image-console --help | --version

Where it listens
  --port N                      the port, 4600 unless given; 0 takes any free one
  --host ADDRESS                the address, 127.0.0.1 unless given
  --allow-host NAME             answer to this name too (again for more): the public name behind a proxy
  --base-path PATH              the path that the console stands under, / unless given

Real services
  --upstream NAME=SERVICE,URL   reach a service through the gateway (again for more);
                                SERVICE is fandogh, djinn or gcore
  --ticket-key TEXT             seals download tickets; give every copy behind one balancer the same 32 or more
                                characters (better in IMAGE_CONSOLE_TICKET_KEY, where no process list shows it)

Embedded services
  --embedded, --no-embedded     serve the three demo services, or not; on unless --host is not this machine alone
  --data DIR                    where they keep their database and files, ./data unless given
  --empty                       begin with users and tokens, but no images
  --seed-rows N                 add rows until there are N, for measuring
  --dialect NAME                documented: as the documents say; observed: as the real servers answer
  --pace N                      builds, tasks and imports run N times as fast
  --allow-private-imports       let imports fetch from private addresses
`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'base-path': { type: 'string' },
  upstream: { type: 'string', multiple: true },
  'ticket-key': { type: 'string' },
  embedded: { type: 'boolean' },
  data: { type: 'string' },
  empty: { type: 'boolean' },
  'seed-rows': { type: 'string' },
  dialect: { type: 'string' },
  pace: { type: 'string' },
  'allow-private-imports': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Flags = ReturnType<typeof readFlags>['values'];

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true, allowNegative: true });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${said.split(/[.\n]/)[0]}; see --help.`);
  }
}

/** Decimal digits only: `Number` alone would take '', '1e3', '0x10' and ' 5 '. */
function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value > most) {
    throw new UsageError(`--${flag} needs a whole number from 0 to ${most}, not "${text}".`);
  }
  return value;
}

function readPace(text: string): number {
  const value = Number(text);
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text) || value === 0) {
    throw new UsageError(`--pace needs a number above 0, such as 10 or 0.5, not "${text}".`);
  }
  return value;
}

function readDialect(text: string): Dialect {
  if (text === 'documented' || text === 'observed') return text;
  throw new UsageError(`--dialect is documented or observed, not "${text}".`);
}

function readUpstream(text: string): Upstream {
  const parts = /^(?<name>[^=]*)=(?<service>[^,]*),(?<address>.+)$/.exec(text)?.groups;
  const { name = '', service = '', address = '' } = parts ?? {};
  if (!parts) {
    throw new UsageError(
      `--upstream needs NAME=SERVICE,URL, such as ours=djinn,https://djinn.example, not "${text}".`,
    );
  }
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name) || name === 'embedded') {
    throw new UsageError(
      `An upstream's name has lower-case letters, digits and hyphens, and is not "embedded"; "${name}" will not do.`,
    );
  }
  const known = z.safeParse(ServiceName, service);
  if (!known.success)
    throw new UsageError(`The service of "${name}" is fandogh, djinn or gcore, not "${service}".`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`The address of "${name}" begins with http:// or https://; "${address}" does not.`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(
      `The address of "${name}" must not have a password, a query or a fragment: each person brings their own token.`,
    );
  }
  return { name, service: known.data, url };
}

function readUpstreams(texts: readonly string[]): Upstream[] {
  const upstreams = texts.map(readUpstream);
  for (const [index, { name }] of upstreams.entries()) {
    if (upstreams.findIndex((other) => other.name === name) < index) {
      throw new UsageError(`Two upstreams are named "${name}".`);
    }
  }
  return upstreams;
}

/** A name as it stands in a `Host` header, without its port. */
function readHostName(flag: string, text: string): string {
  const bare = text.includes(':') && !text.startsWith('[') ? `[${text}]` : text;
  const url = URL.canParse(`http://${bare}/`) ? new URL(`http://${bare}/`) : undefined;
  if (!url || url.port || url.pathname !== '/' || url.username || url.search || url.hash) {
    throw new UsageError(`--${flag} needs a name or an address without a port, not "${text}".`);
  }
  return text;
}

function readBasePath(text: string): string {
  const inner = text.replaceAll(/^\/+|\/+$/g, '');
  const parts = inner === '' ? [] : inner.split('/');
  if (parts.some((part) => !/^[\w.~-]+$/.test(part) || /^\.+$/.test(part))) {
    throw new UsageError(`--base-path needs a path such as /console, not "${text}".`);
  }
  return inner === '' ? '/' : `/${inner}/`;
}

function readTicketKey(text: string): string {
  if (text.length >= 32) return text;
  throw new UsageError('The ticket key needs at least 32 characters, so that nobody can guess it.');
}

function readData(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--data needs the name of a folder.');
}

function serverOptions(flags: Flags, env: NodeJS.ProcessEnv): ServerOptions {
  const host = readHostName('host', flags.host ?? '127.0.0.1');
  const ticketKey = flags['ticket-key'] ?? env['IMAGE_CONSOLE_TICKET_KEY'];
  return {
    host,
    port: wholeNumber('port', flags.port ?? '4600', 65_535),
    data: readData(flags.data ?? 'data'),
    embedded: flags.embedded ?? isLoopbackHost(host),
    dialect: readDialect(flags.dialect ?? 'documented'),
    pace: readPace(flags.pace ?? '1'),
    empty: flags.empty ?? false,
    seedRows: wholeNumber('seed-rows', flags['seed-rows'] ?? '0', 10_000_000),
    allowPrivateImports: flags['allow-private-imports'] ?? false,
    upstreams: readUpstreams(flags.upstream ?? []),
    allowHosts: (flags['allow-host'] ?? []).map((name) => readHostName('allow-host', name)),
    basePath: readBasePath(flags['base-path'] ?? '/'),
    ticketKey: ticketKey === undefined ? undefined : readTicketKey(ticketKey),
  };
}

/**
 * Reads a command line.
 * @param args what stands after the command's own name
 * @throws UsageError when it cannot be followed
 */
export function parseCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const { values, positionals } = readFlags(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [verb = 'serve', ...rest] = positionals;
  if (verb === 'inspect') {
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0) throw new UsageError('inspect needs the name of one file.');
    const foreign = Object.keys(values).find((flag) => flag !== 'json');
    if (foreign) throw new UsageError(`inspect knows only --json, not --${foreign}.`);
    return { kind: 'inspect', file, json: values.json ?? false };
  }
  if (verb !== 'serve') throw new UsageError(`There is no command "${verb}"; see --help.`);
  if (rest[0] !== undefined) throw new UsageError(`serve takes flags only, not "${rest[0]}".`);
  if (values.json !== undefined) throw new UsageError('--json belongs to inspect.');
  return { kind: 'serve', options: serverOptions(values, env) };
}
