import type { Endpoint, Service } from '../../contract/endpoint.ts';

/** The closed family of ways a call can fail; pages switch over `kind`. */
export type Failure =
  /** 401: no token, or one the service does not take. */
  | { readonly kind: 'unauthorised' }
  /** 403, or 404: Djinn says 404 for both, so the two are one. */
  | { readonly kind: 'forbiddenOrMissing' }
  /** 400 and the like: what was sent is not acceptable; messages by field where the service names fields. */
  | { readonly kind: 'invalid'; readonly fields: Readonly<Record<string, readonly string[]>> }
  /** 409 or 423: it exists already, or a task holds it. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'tooLarge' }
  /** 429; `retryAt` in milliseconds since 1970 when the service said when. */
  | { readonly kind: 'rateLimited'; readonly retryAt: number | undefined }
  /** 5xx: the service failed. */
  | { readonly kind: 'fault' }
  /** No answer: no connection, a connection that broke, or silence for too long. */
  | { readonly kind: 'unreachable'; readonly because: 'network' | 'silence' | 'upstream' }
  /** An answer that does not fit the contract; `where` names the place in it. */
  | { readonly kind: 'notUnderstood'; readonly where: string };

export type FailureKind = Failure['kind'];

/** A call that failed, with the service's own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;
  readonly service: Service;
  /** The contract's name of the endpoint. */
  readonly endpoint: string;
  /** What the endpoint asks of a token, to say in a message: `image:read`. */
  readonly permission: string | null;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The service's own text, to be shown as it is; empty when it said nothing. */
  readonly words: string;
  readonly requestId: string | undefined;

  constructor(
    failure: Failure,
    endpoint: Endpoint,
    answer: { status?: number; words?: string; requestId?: string | undefined; cause?: unknown } = {},
  ) {
    super(
      `${endpoint.service}.${endpoint.name}: ${failure.kind}${answer.words ? ` (${answer.words})` : ''}`,
      {
        cause: answer.cause,
      },
    );
    this.failure = failure;
    this.service = endpoint.service;
    this.endpoint = endpoint.name;
    this.permission = endpoint.permission;
    this.status = answer.status ?? 0;
    this.words = answer.words ?? '';
    this.requestId = answer.requestId;
  }
}

/** Did the call fail in this way? */
export function isFailure<K extends FailureKind>(
  error: unknown,
  kind: K,
): error is ApiError & { readonly failure: Extract<Failure, { kind: K }> } {
  return error instanceof ApiError && error.failure.kind === kind;
}

/** Was the call given up on purpose (a page left, Cancel pressed)? Then nothing is to be shown. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * When to try again, from a `Retry-After` header: seconds or an HTTP date (RFC 9110, section 10.2.3).
 * @returns milliseconds since 1970, or undefined when the header is absent or unreadable
 */
export function retryTime(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return now + Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date;
}

/** The kind of failure that a status stands for. */
export function failureOf(
  status: number,
  fields: Readonly<Record<string, readonly string[]>>,
  header: (name: string) => string | null,
): Failure {
  switch (status) {
    case 401:
      return { kind: 'unauthorised' };
    case 403:
    case 404:
      return { kind: 'forbiddenOrMissing' };
    case 409:
    case 423:
      return { kind: 'conflict' };
    case 413:
      return { kind: 'tooLarge' };
    case 429:
      return { kind: 'rateLimited', retryAt: retryTime(header('retry-after'), Date.now()) };
    default:
      if (header('x-console-gateway') === 'unreachable') return { kind: 'unreachable', because: 'upstream' };
      return status >= 500 ? { kind: 'fault' } : { kind: 'invalid', fields };
  }
}
