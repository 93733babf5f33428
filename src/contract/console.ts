import * as z from 'zod/mini';
import type { Service } from './endpoint.ts';

/** The three service names as a schema, for what is stored or sent. */
export const ServiceName = z.enum(['fandogh', 'djinn', 'gcore']) satisfies z.ZodMiniType<Service>;

/** A demo user of an embedded service: the app makes its demo connections from these, and so do tests. */
export const Account = z.object({
  service: ServiceName,
  user: z.string(),
  /** Who this is, in a few words. */
  label: z.string(),
  /** The whole value of the `Authorization` header. */
  authorization: z.string(),
  /** What the token may do: Djinn permissions, the Fandogh role, the Gcore role. */
  may: z.array(z.string()),
});
export type Account = z.output<typeof Account>;

/** `GET /embedded/accounts`, answered to callers on the same machine only; the first of each service may do everything. */
export const Accounts = z.array(Account);

/** Somewhere a connection can point to: an embedded service, or an upstream behind the gateway. */
export const Target = z.object({
  /** `embedded`, or the name of the upstream. */
  name: z.string(),
  service: ServiceName,
  /** The path on this origin that endpoint paths are appended to: `/embedded/djinn`, `/gateway/ours`. */
  base: z.string(),
});
export type Target = z.output<typeof Target>;

/** `GET /console.json`: what the page must know of the server it came from. */
export const ServerInfo = z.object({
  version: z.string(),
  targets: z.array(Target),
});
export type ServerInfo = z.output<typeof ServerInfo>;

/**
 * `POST /tickets`, with the caller's `Authorization`: asks for an address from which the browser itself
 * downloads one file, once and within a minute, without a token in the address.
 */
export const TicketRequest = z.object({
  /** A path below one of the targets' bases, with its query. */
  path: z.string(),
  /** The `Accept` header that the service wants for a file. */
  accept: z.string(),
  /** The name under which the browser saves it. */
  fileName: z.string(),
});
export type TicketRequest = z.output<typeof TicketRequest>;

export const Ticket = z.object({ url: z.string() });
export type Ticket = z.output<typeof Ticket>;
