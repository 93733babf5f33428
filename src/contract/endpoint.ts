import type * as z from 'zod/mini';

/** The three services the console speaks to. Adding a fourth starts with a name here. */
export type Service = 'fandogh' | 'djinn' | 'gcore';

/** How the embedded backend behaves: as the documents say, or as the real servers were seen to. */
export type Dialect = 'documented' | 'observed';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a request may carry: each member is one way the same endpoint can be called. */
export interface RequestBody {
  /** A JSON document. */
  readonly json?: z.ZodMiniType;
  /** The bytes of a file as they are, sent with this content type. */
  readonly bytes?: string;
  /** `multipart/form-data`: text fields, and the name of the part that holds the file. */
  readonly form?: { readonly fields: z.ZodMiniType; readonly file: string };
}

/** One documented (or observed) answer. Neither `json` nor `bytes` means: no body, or one that is not read. */
export interface Answer {
  /** When this status comes. */
  readonly when: string;
  /** What the body must parse as. The schema's input is the wire, its output what the page works with. */
  readonly json?: z.ZodMiniType;
  /** The content type of a file body. */
  readonly bytes?: string;
  /** Set when real servers answer this and the documents do not say so. */
  readonly only?: Dialect;
}

/** The permission of an endpoint that any token opens, whatever it may do. */
export const ANY_TOKEN = 'a token';

/**
 * One endpoint of one service, as data. The typed client, the embedded backend's route, runtime
 * parsing, "copy as curl", the OpenAPI documents and the conformance tests all come from this value.
 */
export interface Endpoint {
  readonly service: Service;
  /** Unique within the service, in camel case: the OpenAPI operation id, and the name in the journal. */
  readonly name: string;
  readonly method: Method;
  /** Relative to the connection's base address; parameters in braces: `/images/{image_name}`. */
  readonly path: `/${string}`;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Where it is documented, or which client or server shows it. */
  readonly source: string;
  /** What the caller's token must allow, in the service's own words; null when no token is needed. */
  readonly permission: string | null;
  readonly deprecated?: true;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: RequestBody;
  readonly answers: Readonly<Record<number, Answer>>;
}

/** Declares endpoints of a service, keyed by name, keeping each one's exact type. */
export function endpoints<
  const S extends Service,
  const E extends Record<string, Omit<Endpoint, 'service' | 'name'>>,
>(
  service: S,
  entries: E,
): { readonly [K in keyof E & string]: E[K] & { readonly service: S; readonly name: K } } {
  const named = Object.entries(entries).map(([name, entry]) => [name, { service, name, ...entry }]);
  return Object.fromEntries(named);
}

type In<T> = T extends z.ZodMiniType ? z.input<T> : never;
type Out<T> = T extends z.ZodMiniType ? z.output<T> : never;

type BodyInput<B> =
  | (B extends { json: infer J } ? { json: In<J> } : never)
  | (B extends { bytes: string } ? { bytes: Blob } : never)
  | (B extends { form: { fields: infer F } } ? { form: In<F>; file: Blob } : never);

/** What a caller of the endpoint must give: path parameters, query, body. */
export type Input<E> = (E extends { params: infer P } ? { params: In<P> } : unknown) &
  (E extends { query: infer Q } ? { query?: In<Q> } : unknown) &
  (E extends { body: infer B } ? BodyInput<B> : unknown);

type SuccessStatus = 200 | 201 | 202 | 204 | 206;

/** What a successful call gives: the parsed JSON, or undefined where the answer has no body. */
export type Output<E> = E extends { answers: infer A }
  ? {
      [S in keyof A]: S extends SuccessStatus
        ? A[S] extends { json: infer J }
          ? Out<J>
          : A[S] extends { bytes: string }
            ? never
            : undefined
        : never;
    }[keyof A]
  : never;

/** What a handler of the embedded backend may answer: a documented status with a body that fits its schema. */
export type Reply<E> = E extends { answers: infer A }
  ? {
      [S in keyof A & number]: A[S] extends { json: infer J }
        ? { readonly status: S; readonly json: In<J>; readonly headers?: Readonly<Record<string, string>> }
        : { readonly status: S; readonly headers?: Readonly<Record<string, string>> };
    }[keyof A & number]
  : never;
