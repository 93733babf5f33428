import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { passed } from '../backend/passing.ts';
import type { Upstream } from './options.ts';

/** What the gateway itself says, told from what an upstream says by this header. */
export const GATEWAY_HEADER = 'x-console-gateway';

/** Only a connection that cannot be made is given up; a transfer takes as long as it takes. */
const CONNECT_TIMEOUT_MS = 10_000;

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Headers of one connection only (RFC 9110, section 7.6.1), besides those that `Connection` names. */
const HOP_BY_HOP: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * What the browser says about itself and this origin stays here. Djinn compares forwarded hosts with its own
 * address and answers with pages instead of JSON when they differ, so none is made up and none passed on.
 */
const REQUEST_STAYS: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  'host',
  'cookie',
  'origin',
  'referer',
  'forwarded',
  'via',
  'x-real-ip',
  'expect', // Node has answered 100 already
]);
const REQUEST_STAYS_PREFIXES = ['x-forwarded-', 'sec-'];

/** What would act on this origin, where all upstreams are one. */
const RESPONSE_STAYS: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  GATEWAY_HEADER,
  'set-cookie',
  'www-authenticate', // the browser would ask for a name and a password of this origin
  'strict-transport-security',
  'clear-site-data',
  'service-worker-allowed',
  'alt-svc',
  'refresh',
  'nel',
  'report-to',
  'reporting-endpoints',
  'content-security-policy-report-only',
]);
const RESPONSE_STAYS_PREFIXES = ['access-control-', 'cross-origin-'];

/** Headers as Node keeps them apart: lower-case names, each value by itself. */
export type Headers = Readonly<Record<string, readonly string[] | undefined>>;

function passOn(
  headers: Headers,
  stays: ReadonlySet<string>,
  prefixes: readonly string[],
): Record<string, string | string[]> {
  const named = (headers['connection'] ?? []).flatMap((value) =>
    value.split(',').map((name) => name.trim().toLowerCase()),
  );
  const passed: Record<string, string | string[]> = {};
  for (const [name, values = []] of Object.entries(headers)) {
    if (stays.has(name) || named.includes(name) || prefixes.some((prefix) => name.startsWith(prefix)))
      continue;
    const [first] = values;
    if (first !== undefined) passed[name] = values.length === 1 ? first : [...values];
  }
  return passed;
}

/**
 * Decodes however often it was encoded, in one pass: a character that comes out of a code may complete another one.
 * Round after round over the whole text, a path of 14 kB would hold up everybody for a second.
 */
function decodeWholly(text: string): string {
  const decoded: string[] = [];
  for (let char of text) {
    for (;;) {
      const hex = `${decoded.at(-1)}${char}`;
      if (decoded.at(-2) !== '%' || !/^[0-9a-f]{2}$/i.test(hex)) break;
      decoded.length -= 2;
      char = String.fromCharCode(Number.parseInt(hex, 16));
    }
    decoded.push(char);
  }
  return decoded.join('');
}

/**
 * Would this path climb out of the folder it is appended to, in the eyes of any server behind? Looks through
 * percent signs however often they were encoded, backslashes, and what follows a semicolon.
 */
export function climbs(path: string): boolean {
  const decoded = decodeWholly(path.split('?', 1)[0] ?? ''); // no decoding takes dots or slashes away again
  return decoded.split(/[/\\]/).some((part) => /^\.\.?(;|$)/.test(part));
}

/** One request on its way to an upstream. */
export interface Outbound {
  readonly upstream: Upstream;
  readonly method: string;
  /** What comes after the upstream's own path, as the caller encoded it, with the query. */
  readonly rest: string;
  readonly headers: Headers;
  /** Where the body is read from; undefined for a request that has none. */
  readonly body: IncomingMessage | undefined;
}

/** The upstream gave no answer. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  /** True when it was never connected to, so that nothing of the request can have been done. */
  readonly untouched: boolean;

  constructor(message: string, untouched: boolean) {
    super(message);
    this.untouched = untouched;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up at the moment',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it did not take the connection in time',
  ECONNRESET: 'it closed the connection without an answer',
  EPIPE: 'it closed the connection without an answer',
};

function unreachable(upstream: Upstream, error: unknown, connected: boolean): UnreachableError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  const what = connected ? 'gave no answer' : 'cannot be reached';
  return new UnreachableError(`${upstream.name} (${upstream.url.host}) ${what}: ${reason}.`, !connected);
}

/**
 * Ends a request whose connection is not made in time, and tells once it is made: for https, when the
 * certificate has been accepted.
 */
function watchConnecting(request: ClientRequest, made: () => void): void {
  request.once('socket', (socket) => {
    if (request.reusedSocket) {
      made();
      return;
    }
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('Connection timed out'), { code: 'ETIMEDOUT' }));
    }, CONNECT_TIMEOUT_MS);
    socket.once(request.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      made();
    });
    socket.once('close', () => clearTimeout(timer));
  });
}

const KEPT_ALIVE = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/** A kept connection may die just when it is taken, so only what can be asked again is asked over one. */
function repeatable({ method, body }: Outbound): boolean {
  return (method === 'GET' || method === 'HEAD') && body === undefined;
}

function open(outbound: Outbound): ClientRequest {
  const { upstream, method, rest, headers, body } = outbound;
  const secure = upstream.url.protocol === 'https:';
  const folder = upstream.url.pathname.replace(/\/+$/, '');
  const path = `${folder}${rest}`;
  const passed = passOn(headers, REQUEST_STAYS, REQUEST_STAYS_PREFIXES);
  // Node would send a body of unknown length with DELETE or GET without any framing.
  if (body && passed['content-length'] === undefined) passed['transfer-encoding'] = 'chunked';
  return (secure ? https : http).request(upstream.url, {
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    headers: passed,
    agent: repeatable(outbound) ? KEPT_ALIVE[secure ? 'https:' : 'http:'] : false,
  });
}

/**
 * Sends a request and gives the answer as soon as its head is here; both bodies stream, neither is kept.
 * @param signal aborted when the caller's connection has closed, whether or not all was said
 * @throws UnreachableError when no answer comes
 */
export async function send(outbound: Outbound, signal: AbortSignal): Promise<IncomingMessage> {
  const request = open(outbound);
  let connected = false;
  watchConnecting(request, () => (connected = true));
  signal.addEventListener('abort', () => void request.destroy(), { once: true });
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      // Stays for good: an upstream may answer in the middle of a body, and close before it has read the rest.
      request.on('error', reject);
      if (signal.aborted) request.destroy();
      // Not `pipeline`: it would cut the caller's connection too, and with it the answer that came early.
      if (outbound.body) outbound.body.on('data', passed).pipe(request);
      else request.end();
    });
  } catch (error) {
    if (request.reusedSocket && !signal.aborted) return send(outbound, signal);
    throw unreachable(outbound.upstream, error, connected);
  }
}

/** A signal that aborts when the caller's connection closes; after a complete answer that changes nothing. */
export function closeSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => controller.abort());
  return controller.signal;
}

/**
 * Sends an upstream's answer on: status, headers, body. Headers that were set before stay as they are.
 * Either side that breaks off cuts the other.
 */
export async function relay(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = passOn(answer.headersDistinct, RESPONSE_STAYS, RESPONSE_STAYS_PREFIXES);
  for (const [name, value] of Object.entries(headers)) {
    if (!outgoing.hasHeader(name)) outgoing.setHeader(name, value);
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage);
  await pipeline(answer.on('data', passed), outgoing).catch(() => {
    // Both connections are closed by now, which is all that either side can still be told.
  });
}

function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ message }, { status, headers: { [GATEWAY_HEADER]: 'refused', ...headers } });
}

/** Has the request a body? Its length is known, or it comes in chunks (RFC 9112, section 6). */
function hasBody(incoming: IncomingMessage): boolean {
  const length = incoming.headers['content-length'];
  return incoming.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** The gateway: forwards what stands below `/gateway/NAME` to the upstream of that name, and to nothing else. */
export class Gateway {
  readonly #upstreams: ReadonlyMap<string, Upstream>;

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = new Map(upstreams.map((upstream) => [upstream.name, upstream]));
  }

  /**
   * The upstream that a path below the gateway names, and what is asked of it.
   * @param below what stands after `/gateway/`, undecoded: `ours/images?page=2`
   */
  find(below: string): { readonly upstream: Upstream; readonly rest: string } | Response {
    const end = below.search(/[/?]/);
    const name = end === -1 ? below : below.slice(0, end);
    const upstream = this.#upstreams.get(name);
    if (!upstream) return refuse(404, `This server has no upstream of the name "${name}".`);
    const rest = end === -1 ? '' : below.slice(end);
    if (climbs(rest)) return refuse(400, 'The path leads out of the upstream.');
    return { upstream, rest };
  }

  /**
   * Forwards one request.
   * @returns undefined when the answer is on its way already, else what the gateway itself answers
   */
  async forward(
    below: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<Response | undefined> {
    const method = incoming.method ?? 'GET';
    if (!METHODS.has(method)) {
      return refuse(405, `The gateway does not forward ${method}.`, { allow: [...METHODS].join(', ') });
    }
    const found = this.find(below);
    if (found instanceof Response) return found;
    const signal = closeSignal(outgoing);
    try {
      const answer = await send(
        {
          ...found,
          method,
          headers: incoming.headersDistinct,
          body: hasBody(incoming) ? incoming : undefined,
        },
        signal,
      );
      await relay(answer, outgoing);
      return undefined;
    } catch (error) {
      return gatewayFault(error, signal);
    }
  }
}

/** 502 in words for an upstream that gave no answer; nothing for a caller who is gone. */
export function gatewayFault(error: unknown, signal: AbortSignal): Response | undefined {
  if (signal.aborted) return undefined;
  if (!(error instanceof UnreachableError)) throw error;
  return Response.json(
    { message: error.message },
    { status: 502, headers: { [GATEWAY_HEADER]: error.untouched ? 'unreachable' : 'interrupted' } },
  );
}
