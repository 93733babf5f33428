import type { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import type { Env } from '../backend/route.ts';
import { closeSignal, gatewayFault, relay, send, type Gateway } from './gateway.ts';
import type { FetchFile, FileReply } from './tickets.ts';

/** At most this many bytes of a stream, and then no more of it. */
async function firstBytes(stream: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8');
}

function replyOf(response: Response): FileReply {
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? undefined,
    pass: () => Promise.resolve(response),
    words: (limit) => (response.body ? firstBytes(response.body, limit) : Promise.resolve('')),
  };
}

/** Fetches files from the embedded services, which write them to the connection themselves. */
export function fromEmbedded(app: Hono<Env>): FetchFile {
  return async ({ path, headers, incoming, outgoing }) => {
    const address = new URL(path, `http://${incoming.headers.host ?? 'localhost'}`);
    const response = await app.fetch(new Request(address, { headers }), { incoming, outgoing });
    return response.headers.has('x-hono-already-sent') ? undefined : replyOf(response);
  };
}

/**
 * Fetches files through the gateway.
 * @param mount where the gateway stands, with the slash at its end: `/gateway/`
 */
export function fromGateway(gateway: Gateway, mount: string): FetchFile {
  return async ({ path, headers, outgoing }) => {
    const found = gateway.find(path.slice(mount.length));
    if (found instanceof Response) return replyOf(found);
    const signal = closeSignal(outgoing);
    const distinct = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    let answer: IncomingMessage;
    try {
      answer = await send({ ...found, method: 'GET', headers: distinct, body: undefined }, signal);
    } catch (error) {
      const fault = gatewayFault(error, signal);
      return fault && replyOf(fault);
    }
    return {
      status: answer.statusCode ?? 502,
      contentType: answer.headers['content-type'],
      pass: async () => {
        await relay(answer, outgoing);
        return undefined;
      },
      words: (limit) => firstBytes(answer, limit),
    };
  };
}
