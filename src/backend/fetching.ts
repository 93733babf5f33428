import { lookup } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net';
import { addAbortSignal } from 'node:stream';

/** Why an address is not fetched at all. */
export type Refusal = 'notAnAddress' | 'scheme' | 'privateAddress' | 'redirects';

/** Thrown for an address that is not fetched, before a byte is asked of it. */
export class UrlRefused extends Error {
  override readonly name = 'UrlRefused';
  readonly reason: Refusal;

  constructor(reason: Refusal, message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface OpenOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly signal: AbortSignal;
  /** Milliseconds without a byte, connecting counted in, after which it counts as broken; default 30,000. */
  readonly silence?: number;
}

/** An answer whose body has yet to be read. Whoever does not read it destroys it. */
export interface Opened {
  /** Of the last redirect, or the one that was asked for. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As sent: nothing is decompressed. Fails with an error when the connection breaks before the announced length. */
  readonly body: IncomingMessage;
}

/** As many as Go's client follows, which Djinn's importer is built on. */
const REDIRECTS = 10;

/** IPv4 ranges that are not the public internet (IANA's special-purpose registry, RFC 6890). */
const PRIVATE_V4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE_V4.addSubnet(network, prefix, 'ipv4');
}

/** All of IPv6 that is handed out as public lies in 2000::/3; 6to4 and Teredo in it carry an IPv4 address inside. */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
const PRIVATE_V6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  PRIVATE_V6.addSubnet(network, prefix, 'ipv6');
}

/** Is this IP address one of the public internet? Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !PRIVATE_V4.check(address, 'ipv4');
  return isIPv6(address) && GLOBAL_V6.check(address, 'ipv6') && !PRIVATE_V6.check(address, 'ipv6');
}

type MayReach = (address: string) => boolean;

function refuseAddress(host: string, address: string): UrlRefused {
  return new UrlRefused(
    'privateAddress',
    `${host} ${host === address ? 'is' : `is at ${address},`} an address that is not public`,
  );
}

/**
 * A resolver for one connection: it gives out only addresses that were all checked, and the connection goes to
 * one of these and no other, so that a name cannot mean one thing when checked and another when connected to.
 */
function checkedLookup(mayReach: MayReach): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) {
        done(error ?? new Error(`${host} has no address`), '');
        return;
      }
      const forbidden = addresses.find(({ address }) => !mayReach(address));
      if (forbidden) done(refuseAddress(host, forbidden.address), '');
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function parse(address: string | URL, from?: URL): URL {
  let url: URL;
  try {
    url = new URL(address, from);
  } catch {
    throw new UrlRefused('notAnAddress', `${String(address)} is not an address`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UrlRefused('scheme', `Only http and https addresses can be fetched, not ${url.protocol}`);
  }
  return url;
}

/** User name and password that stand in an address, as they go into its `Authorization`. */
function credentialsOf({ host, username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    throw new UrlRefused(
      'notAnAddress',
      `The user name or password in the address of ${host} is not well encoded`,
    );
  }
}

function request(
  url: URL,
  credentials: string | undefined,
  mayReach: MayReach,
  options: OpenOptions,
): Promise<IncomingMessage> {
  const { method = 'GET', signal, silence = 30_000 } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without asking the resolver.
  if ((isIPv4(host) || isIPv6(host)) && !mayReach(host)) return Promise.reject(refuseAddress(host, host));
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    const send = url.protocol === 'https:' ? https.request : http.request;
    const sent = send(
      url,
      {
        method,
        auth: credentials,
        agent: false, // a connection of its own: one from a pool was checked for somebody else
        lookup: checkedLookup(mayReach),
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'image-console' },
        signal,
        timeout: silence,
      },
      (response) => {
        answer = addAbortSignal(signal, response);
        resolve(response);
      },
    );
    sent.on('timeout', () => {
      const error = new Error(`No byte from ${url.host} for ${silence / 1000} seconds`);
      if (answer) answer.destroy(error);
      else sent.destroy(error);
    });
    sent.on('error', reject);
    sent.end();
  });
}

/**
 * `openUrl` with another opinion about which addresses may be reached.
 * @param mayReach judges every IP address a name resolves to, before anything is sent there
 */
export async function openChecked(
  address: string | URL,
  mayReach: MayReach,
  options: OpenOptions,
): Promise<Opened> {
  let url = parse(address);
  const { origin } = url;
  const credentials = credentialsOf(url);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    options.signal.throwIfAborted();
    const answer = await request(url, url.origin === origin ? credentials : undefined, mayReach, options);
    const { statusCode = 0, headers } = answer;
    if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
      return { url, status: statusCode, headers, body: answer };
    }
    answer.destroy();
    url = parse(headers.location, url);
  }
  throw new UrlRefused('redirects', `stopped after ${REDIRECTS} redirects`);
}

/**
 * Opens an http or https address that a user of the service gave. Redirects are followed, and every address on
 * the way is checked: without `allowPrivate`, what is not on the public internet (this machine, its network, a
 * cloud's metadata service) is not connected to, whatever name it hides behind.
 * @throws UrlRefused, or the error of the connection
 */
export function openUrl(
  address: string | URL,
  options: OpenOptions & { readonly allowPrivate: boolean },
): Promise<Opened> {
  return openChecked(address, options.allowPrivate ? () => true : isPublicAddress, options);
}
