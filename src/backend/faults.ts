import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import * as z from 'zod/mini';
import type { Endpoint } from '../contract/endpoint.ts';

/** One way a call goes wrong on purpose. */
const Fault = z.discriminatedUnion('kind', [
  /** The answer comes, but `ms` later. */
  z.object({ kind: z.literal('delay'), ms: z.int().check(z.gte(0)) }),
  /** The request is read to its end and answered with this, whatever it asked. */
  z.object({
    kind: z.literal('status'),
    status: z.int().check(z.gte(200), z.lte(599)),
    body: z.optional(z.string()),
    contentType: z.optional(z.string()),
    headers: z.optional(z.record(z.string(), z.string())),
  }),
  /** The connection is cut: after so many bytes of an upload or download, or before any answer. */
  z.object({ kind: z.literal('drop'), afterBytes: z.optional(z.int().check(z.gte(0))) }),
  /** The real answer is cut in its middle, with the length of the whole in its header. */
  z.object({ kind: z.literal('truncate') }),
]);

/** A rule of the fault switch: which calls it strikes, how often, and what happens to them. */
export const FaultRule = z.object({
  /** `djinn.listImages`, or with stars: `djinn.*`, `*`. */
  endpoint: z.string(),
  /** How many calls it strikes before it is used up; absent means all. */
  times: z.optional(z.int().check(z.gte(1))),
  fault: Fault,
});
export type FaultRule = z.output<typeof FaultRule>;

function matches(pattern: string, endpoint: Endpoint): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[^\w]/g, String.raw`\$&`));
  return new RegExp(`^${source.join('.*')}$`).test(`${endpoint.service}.${endpoint.name}`);
}

/** The fault that one call meets; every method leaves a call alone that its fault does not concern. */
export interface Strike {
  /** Before the handler: waits, answers in its place, or cuts the connection. */
  before(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response | undefined>;
  /** Stands between a file and the connection it is sent on. */
  onFile(outgoing: ServerResponse): Transform[];
  /** Changes the answer of the handler. */
  onAnswer(answer: Response, outgoing: ServerResponse): Promise<Response>;
}

const NO_STRIKE: Strike = {
  before: () => Promise.resolve(undefined),
  onFile: () => [],
  onAnswer: (answer) => Promise.resolve(answer),
};

/** Cuts the connection once `bytes` have passed through. */
function cutAfter(bytes: number, cut: () => void): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed <= bytes) {
        done(null, chunk);
        return;
      }
      done(null, chunk.subarray(0, Math.max(0, chunk.length - (passed - bytes))));
      cut();
    },
  });
}

function strikeWith(fault: z.output<typeof Fault>): Strike {
  switch (fault.kind) {
    case 'delay':
      return {
        ...NO_STRIKE,
        before: async () => {
          // A server that is told to stop does not wait for it.
          await delay(fault.ms, undefined, { ref: false });
          return undefined;
        },
      };
    case 'status':
      return {
        ...NO_STRIKE,
        before: async (incoming) => {
          for await (const _ of incoming); // an answer in the middle of an upload would reach no browser
          const type = fault.contentType ?? 'application/json; charset=utf-8';
          return new Response(fault.body ?? null, {
            status: fault.status,
            headers: { ...(fault.body === undefined ? {} : { 'content-type': type }), ...fault.headers },
          });
        },
      };
    case 'drop':
      return {
        ...NO_STRIKE,
        before: async (incoming, outgoing) => {
          const { afterBytes } = fault;
          if (afterBytes !== undefined && incoming.method === 'GET') return undefined;
          let read = 0;
          if (afterBytes !== undefined) {
            for await (const chunk of incoming) if ((read += Buffer.byteLength(chunk)) >= afterBytes) break;
          }
          outgoing.destroy();
          return RESPONSE_ALREADY_SENT;
        },
        onFile: (outgoing) =>
          fault.afterBytes === undefined ? [] : [cutAfter(fault.afterBytes, () => outgoing.destroy())],
      };
    case 'truncate':
      return {
        ...NO_STRIKE,
        onAnswer: async (answer, outgoing) => {
          const whole = Buffer.from(await answer.arrayBuffer());
          outgoing.writeHead(answer.status, {
            'content-type': answer.headers.get('content-type') ?? 'application/json',
            'content-length': whole.length,
          });
          outgoing.write(whole.subarray(0, whole.length >> 1), () => outgoing.destroy());
          return RESPONSE_ALREADY_SENT;
        },
      };
  }
}

/** The fault switch of tests and demos: rules in memory, the first one that fits a call strikes it. */
export class Faults {
  #rules: FaultRule[] = [];

  /** Replaces all rules. */
  set(rules: readonly FaultRule[]): void {
    this.#rules = [...rules];
  }

  /** The rules that still stand, with how often each may still strike. */
  get rules(): readonly FaultRule[] {
    return this.#rules;
  }

  /** What happens to this call; counts down the rule that strikes. */
  strike(endpoint: Endpoint): Strike {
    const index = this.#rules.findIndex((rule) => matches(rule.endpoint, endpoint));
    const rule = this.#rules[index];
    if (!rule) return NO_STRIKE;
    if (rule.times !== undefined) {
      if (rule.times > 1) this.#rules[index] = { ...rule, times: rule.times - 1 };
      else this.#rules.splice(index, 1);
    }
    return strikeWith(rule.fault);
  }
}
