import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { Endpoint, Reply } from '../contract/endpoint.ts';
import type { Faults } from './faults.ts';
import { passed } from './passing.ts';

/** Node's request and response stand behind every Hono context: bodies and files stream through them. */
export interface Env {
  Bindings: HttpBindings;
}

/** An answer in the service's own words: JSON, plain text, or nothing. */
export interface Refusal {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a handler to end its request with a refusal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`Refused with ${refusal.status}`);
    this.refusal = refusal;
  }
}

/** Which part of a request did not fit its schema, and how. */
export interface Misfit {
  readonly part: 'path' | 'query' | 'body';
  readonly issues: readonly z.core.$ZodIssue[];
}

/** Reads a header of the request, whatever its case. */
export type ReadHeader = (name: string) => string | undefined;

/** How one service lets callers in, and how it words its refusals. `Caller` is whom a token stands for. */
export interface Door<Caller> {
  /** Who calls; throws `Refused` when that person may not call this endpoint. */
  readonly admit: (header: ReadHeader, endpoint: Endpoint) => Caller;
  readonly misfit: (misfit: Misfit, endpoint: Endpoint) => Refusal;
  /** A body that should be JSON and is not; `reason` is the parser's. */
  readonly malformed: (reason: string, endpoint: Endpoint) => Refusal;
  readonly unknownPath: () => Refusal;
  readonly wrongMethod: (method: string) => Refusal;
  /** The endpoint is documented, and this backend does not have it yet. */
  readonly notBuilt: (endpoint: Endpoint) => Refusal;
  /** A fault of ours: logged here, told without details. */
  readonly broken: () => Refusal;
}

type Parsed<T> = T extends z.ZodMiniType ? z.output<T> : undefined;

type ParsedBody<B> =
  | (B extends { json: infer J } ? { readonly kind: 'json'; readonly value: Parsed<J> } : never)
  | (B extends { bytes: string } ? { readonly kind: 'bytes' } : never)
  | (B extends { form: object } ? { readonly kind: 'form' } : never);

/** A file as an answer; `open` is called when its bytes are wanted. */
export interface FileAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly open: () => Readable;
}

const SENT = Symbol('the answer is on its way already');

/** What a handler returns after it has sent a file. */
export type Sent = typeof SENT;

interface Request<Caller> {
  readonly caller: Caller;
  readonly header: ReadHeader;
  /** The service's address as the caller sees it, without a slash at its end. */
  readonly base: string;
  /** Node's request: file bodies are read from here. */
  readonly incoming: IncomingMessage;
  /** Streams a file to the caller; a caller who hangs up is no error. */
  readonly sendFile: (file: FileAnswer) => Promise<Sent>;
}

/** What a handler is given: the request with everything in it parsed by the endpoint's own schemas. */
export interface Call<E, Caller> extends Request<Caller> {
  readonly params: E extends { params: infer P } ? Parsed<P> : undefined;
  readonly query: E extends { query: infer Q } ? Parsed<Q> : undefined;
  readonly body: E extends { body: infer B } ? ParsedBody<B> : undefined;
}

interface AnyCall<Caller> extends Request<Caller> {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Declared as a method, whose parameter TypeScript compares both ways: handlers of many endpoints share one
 * map, and that each is called with what its own schemas parsed is kept by `Routes`, not by the compiler.
 */
type Handler<C, R> = { handle(call: C): Promise<R | Sent> | R | Sent }['handle'];

/** Is it the other side that went away? Then there is nobody to answer and nothing to log. */
export function isHangUp(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE';
}

/** `?a=1&a=2&b=3` as `{a: ['1', '2'], b: '3'}`. */
function queryOf(c: Context<Env>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length > 1 ? values : (values[0] ?? ''),
    ]),
  );
}

/** Which of the ways the endpoint can be called is this one? */
function bodyKind(endpoint: Endpoint, contentType: string): 'json' | 'bytes' | 'form' | undefined {
  const { json, bytes, form } = endpoint.body ?? {};
  if (form && /^multipart\/form-data\b/i.test(contentType)) return 'form';
  if (json && /^application\/json\b/i.test(contentType)) return 'json';
  if (bytes) return 'bytes';
  if (json) return 'json';
  return form && 'form';
}

/** Far above any document these services know, far below what would hurt. */
const JSON_LIMIT = 8 * 1024 * 1024;

async function readJson(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > JSON_LIMIT) throw new Refused({ status: 413 });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** As these services send JSON: exact length, one newline at the end; a 204 has neither body nor type. */
function respond({ status, json, text: plain, headers }: Refusal): Response {
  if (json === undefined) return new Response(plain ?? null, { status, headers: { ...headers } });
  const text = `${JSON.stringify(json)}\n`;
  return new Response(text, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      ...headers,
    },
  });
}

/**
 * Reads what is left of a request's body and drops it: browsers take no answer before they have sent everything,
 * and a connection closed under them looks like a network failure.
 */
async function readAway(incoming: IncomingMessage): Promise<void> {
  if (incoming.readableEnded || incoming.destroyed) return;
  incoming.resume();
  await finished(incoming, { writable: false }).catch(() => undefined); // gone: then nobody reads the answer
}

/**
 * Makes a service's routes from its contract: each call is struck by faults if a test wants it so, admitted,
 * parsed, handled and answered in the service's own words.
 * @param app the Hono app of this service
 * @param mount where it is mounted, `/embedded/djinn`
 */
export class Routes<Caller> {
  readonly #handlers = new Map<string, Handler<AnyCall<Caller>, Refusal>>();
  readonly #door: Door<Caller>;
  readonly #faults: Faults;
  readonly #mount: string;

  constructor(
    app: Hono<Env>,
    mount: string,
    endpoints: Readonly<Record<string, Endpoint>>,
    door: Door<Caller>,
    faults: Faults,
  ) {
    this.#door = door;
    this.#faults = faults;
    this.#mount = mount;
    const paths = new Set<string>();
    for (const endpoint of Object.values(endpoints)) {
      const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
      paths.add(path);
      app.on(endpoint.method, path, (c) => this.#serve(c, endpoint));
    }
    for (const path of paths) app.all(path, (c) => respond(door.wrongMethod(c.req.method)));
    app.all('*', () => respond(door.unknownPath()));
  }

  /** Sets the handler of one endpoint. An endpoint that never gets one answers 501. */
  on<const E extends Endpoint>(endpoint: E, handler: Handler<Call<E, Caller>, Reply<E> & Refusal>): void;
  on(endpoint: Endpoint, handler: Handler<AnyCall<Caller>, Refusal>): void;
  on(endpoint: Endpoint, handler: Handler<Call<Endpoint, Caller>, Refusal>): void {
    this.#handlers.set(endpoint.name, handler);
  }

  async #serve(c: Context<Env>, endpoint: Endpoint): Promise<Response> {
    const { incoming, outgoing } = c.env;
    // Hono gives HEAD to the handler of GET; none of the three services knows HEAD.
    if (c.req.method === 'HEAD') return respond(this.#door.wrongMethod('HEAD'));
    const strike = this.#faults.strike(endpoint);
    try {
      const struck = await strike.before(incoming, outgoing);
      if (struck) return struck;
      const header: ReadHeader = (name) => c.req.header(name);
      const caller = this.#door.admit(header, endpoint);
      const handler = this.#handlers.get(endpoint.name);
      if (!handler) throw new Refused(this.#door.notBuilt(endpoint));
      const reply = await handler({
        caller,
        header,
        incoming,
        base: this.#baseOf(c.req.url),
        params: this.#parse('path', endpoint.params, c.req.param(), endpoint),
        query: this.#parse('query', endpoint.query, queryOf(c), endpoint),
        body: await this.#body(endpoint, header('content-type') ?? '', incoming),
        sendFile: async (file) => {
          outgoing.writeHead(file.status, { ...file.headers });
          try {
            await pipeline([file.open().on('data', passed), ...strike.onFile(outgoing), outgoing]);
          } catch (error) {
            if (!isHangUp(error)) throw error;
          }
          return SENT;
        },
      });
      if (reply === SENT) return RESPONSE_ALREADY_SENT;
      await readAway(incoming);
      return await strike.onAnswer(respond(reply), outgoing);
    } catch (error) {
      await readAway(incoming);
      return this.#refuse(error, endpoint, outgoing);
    }
  }

  /** The server may itself stand under a path, which its own caller sees. */
  #baseOf(address: string): string {
    const { origin, pathname } = new URL(address);
    return `${origin}${pathname.slice(0, pathname.indexOf(this.#mount) + this.#mount.length)}`;
  }

  #refuse(error: unknown, endpoint: Endpoint, outgoing: ServerResponse): Response {
    if (error instanceof Refused) return respond(error.refusal);
    if (isHangUp(error)) return RESPONSE_ALREADY_SENT;
    console.error(`${endpoint.service}.${endpoint.name} failed:`, error);
    if (!outgoing.headersSent) return respond(this.#door.broken());
    outgoing.destroy(); // half a file is out already: only a cut connection tells the caller so
    return RESPONSE_ALREADY_SENT;
  }

  #parse(
    part: Misfit['part'],
    schema: z.ZodMiniType | undefined,
    value: unknown,
    endpoint: Endpoint,
  ): unknown {
    if (!schema) return undefined;
    const parsed = z.safeParse(schema, value, { reportInput: true });
    if (parsed.success) return parsed.data;
    throw new Refused(this.#door.misfit({ part, issues: parsed.error.issues }, endpoint));
  }

  async #body(endpoint: Endpoint, contentType: string, incoming: IncomingMessage): Promise<unknown> {
    const kind = bodyKind(endpoint, contentType);
    if (kind !== 'json') return kind && { kind };
    const text = await readJson(incoming);
    let value: unknown;
    try {
      value = text.trim() === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw new Refused(
        this.#door.malformed(error instanceof Error ? error.message : String(error), endpoint),
      );
    }
    return { kind, value: this.#parse('body', endpoint.body?.json, value, endpoint) };
  }
}
