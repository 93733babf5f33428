import type { Endpoint, Input } from '../../contract/endpoint.ts';
import type { Connection } from './connection.ts';

/** One call as it goes over the wire. */
export interface WireRequest {
  readonly method: Endpoint['method'];
  /** Path and query on this origin. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob | FormData | null;
}

/** The parts that any endpoint's input may have. */
interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly json?: unknown;
  readonly bytes?: Blob;
  readonly form?: Readonly<Record<string, unknown>>;
  readonly file?: Blob;
}

/** What a caller must give for the endpoint: typed by its own schemas, readable as the parts of any input. */
export type InputOf<E> = Input<E> & AnyInput;

/** Path segments are encoded one by one: names may hold `/`, `#`, `%` or spaces. */
function fill(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one): [string, string] => [name, String(one)]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}

function formOf(
  endpoint: Endpoint,
  fields: Readonly<Record<string, unknown>>,
  file: Blob | undefined,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  const part = endpoint.body?.form?.file;
  if (part && file) form.append(part, file, file instanceof File ? file.name : part);
  return form;
}

/** The path and query of an endpoint, below the connection's base. */
export function pathOf<const E extends Endpoint>(endpoint: E, input: InputOf<E>): string {
  return `${fill(endpoint.path, input.params ?? {})}${queryText(input.query ?? {})}`;
}

/**
 * Turns an endpoint and its input into a request. Djinn decides by `Accept` whether to speak JSON at all,
 * so it is always sent.
 */
export function requestOf<const E extends Endpoint>(
  connection: Connection,
  endpoint: E,
  input: InputOf<E>,
): WireRequest {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (endpoint.permission !== null && connection.authorization !== null) {
    headers['Authorization'] = connection.authorization;
  }
  if (connection.namespace !== undefined) headers['ACTIVE-NAMESPACE'] = connection.namespace;
  let body: WireRequest['body'] = null;
  if ('json' in input) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(input.json);
  } else if (input.bytes) {
    // A file's own type may be none, or a form type, at which Djinn would lose the bytes.
    headers['Content-Type'] = endpoint.body?.bytes ?? 'application/octet-stream';
    body = input.bytes;
  } else if (input.form) {
    body = formOf(endpoint, input.form, input.file); // the browser adds the boundary to the type
  }
  return { method: endpoint.method, url: `${connection.base}${pathOf(endpoint, input)}`, headers, body };
}
