import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Env } from '../backend/route.ts';
import { TicketRequest, type Ticket } from '../contract/console.ts';
import { attachment } from './disposition.ts';
import { climbs } from './gateway.ts';
import { sealWith } from './sealing.ts';

/** A ticket opens a download for this long. */
const LIFE_MS = 60_000;

/** Sealed into an address, so together they must stay below what servers and proxies take as one. */
const MOST = { path: 2048, fileName: 512, authorization: 4096 } as const;

/** As much of a service's refusal as a person would read. */
const WORDS_LIMIT = 2000;

const Sealed = z.object({
  id: z.string(),
  /** In milliseconds since 1970. */
  expires: z.number(),
  authorization: z.nullable(z.string()),
  ...TicketRequest.shape,
});

/** What a download asks of the service behind a path. */
export interface FileRequest {
  /** Path and query on this server. */
  readonly path: string;
  /** `authorization`, `accept`, and the ranges that the browser asks for. */
  readonly headers: Readonly<Record<string, string>>;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** What the service answered, before any of its body is sent on. */
export interface FileReply {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Sends the answer on as it is. */
  readonly pass: () => Promise<Response | undefined>;
  /** The first part of its body as text, which is then not sent on. */
  readonly words: (limit: number) => Promise<string>;
}

/** Fetches a file from an embedded service or an upstream; undefined when the answer is on its way already. */
export type FetchFile = (request: FileRequest) => Promise<FileReply | undefined>;

export interface TicketOptions {
  readonly key: string | undefined;
  /** Where the tickets stand: `/tickets`, below the base path. */
  readonly mount: string;
  /** Paths that may be downloaded from begin with one of these. */
  readonly bases: readonly string[];
  readonly fetchFile: FetchFile;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
}

const essence = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

/** JSON services wrap their words in `message`; everything else is shown as it came. */
function readable(body: string): string {
  try {
    const said = z.safeParse(z.object({ message: z.string() }), JSON.parse(body));
    return said.success ? said.data.message : body;
  } catch {
    return body;
  }
}

function problem(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

/** What a person sees in place of the file. */
function page(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** Why this cannot be made a ticket, in a sentence; undefined when it can. */
function objection(
  { path, accept, fileName }: TicketRequest,
  authorization: string,
  bases: readonly string[],
): string | undefined {
  if (
    path.length > MOST.path ||
    fileName.length > MOST.fileName ||
    authorization.length > MOST.authorization
  ) {
    return 'The path, the file name or the token is too long for a ticket.';
  }
  if (!bases.some((base) => path.startsWith(`${base}/`)) || climbs(path) || /[^\u0021-\u007e]/.test(path)) {
    return 'The path does not belong to a service of this server.';
  }
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(accept)) return 'The ticket needs one exact content type.';
  return undefined;
}

/**
 * Downloads for browsers that cannot stream to a file themselves: a page asks for a ticket with its token, and
 * opens an address in which token and path are encrypted, for one minute and one use. The server keeps only the
 * ids of used tickets, and those no longer than they live; copies that share a key share no such ids.
 */
export function tickets({ key, mount, bases, fetchFile, now }: TicketOptions): Hono<Env> {
  const seal = sealWith(key, 'image-console download ticket');
  const used = new Map<string, number>();
  const app = new Hono<Env>();

  app.post('/', async (c) => {
    const asked = z.safeParse(TicketRequest, await c.req.json().catch(() => undefined));
    if (!asked.success) return problem(400, z.prettifyError(asked.error));
    const authorization = c.req.header('authorization') ?? null;
    const refused = objection(asked.data, authorization ?? '', bases);
    if (refused) return problem(400, refused);
    const sealed = seal.close(
      JSON.stringify({
        id: randomUUID(),
        expires: now() + LIFE_MS,
        authorization,
        ...asked.data,
      } satisfies z.output<typeof Sealed>),
    );
    return Response.json({ url: `${mount}/${sealed}` } satisfies Ticket, {
      status: 201,
      headers: { 'cache-control': 'no-store' },
    });
  });

  app.get('/:sealed', async (c) => {
    if (c.req.method !== 'GET') return page(405, 'A download link is opened with GET.');
    const text = seal.open(c.req.param('sealed'));
    if (text === undefined) return page(404, 'This is not a download link of this server.');
    const ticket = Sealed.parse(JSON.parse(text));
    for (const [id, expires] of used) if (expires <= now()) used.delete(id);
    if (ticket.expires <= now() || used.has(ticket.id)) {
      return page(
        410,
        'This download link has been used or has expired. Start the download again in the console.',
      );
    }
    used.set(ticket.id, ticket.expires);

    const { incoming, outgoing } = c.env;
    const { range, 'if-range': ifRange } = incoming.headers;
    outgoing.setHeader('content-disposition', attachment(ticket.fileName));
    outgoing.setHeader('cache-control', 'no-store');
    const reply = await fetchFile({
      path: ticket.path,
      headers: {
        accept: ticket.accept,
        ...(ticket.authorization !== null && { authorization: ticket.authorization }),
        ...(range !== undefined && { range }),
        ...(typeof ifRange === 'string' && { 'if-range': ifRange }),
      },
      incoming,
      outgoing,
    });
    if (!reply) return RESPONSE_ALREADY_SENT;
    const type = essence(reply.contentType ?? '');
    const isFile = reply.status === 200 || reply.status === 206;
    if (isFile && type === essence(ticket.accept)) return (await reply.pass()) ?? RESPONSE_ALREADY_SENT;

    outgoing.removeHeader('content-disposition');
    const words = readable(await reply.words(WORDS_LIMIT)).trim();
    const said = words === '' ? '' : ` It said:\n\n${words}`;
    return isFile
      ? page(502, `The service sent ${type || 'something without a type'} instead of the file.${said}`)
      : page(
          reply.status >= 400 ? reply.status : 502,
          `The service did not give the file: it answered ${reply.status}.${said}`,
        );
  });
  return app;
}
