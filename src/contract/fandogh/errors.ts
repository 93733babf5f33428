import { textOfPage } from '../page.ts';

/** What a refusal of the service says. */
export interface FandoghError {
  /** The service's own words, line by line; empty when it sent none. */
  readonly message: string;
  /** Its words by field of the request, where it names fields. */
  readonly fields?: Record<string, string[]>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a field: one, or an array of them. Anything else is no message. */
function textsOf(value: unknown): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.filter((text) => typeof text === 'string').filter((text) => text.trim() !== '');
}

/** Fields that stand for the request as a whole; Django REST framework's names. */
const WHOLE = new Set(['non_field_errors', 'detail']);

function readJson(body: Record<string, unknown>): FandoghError {
  const { message, contents, errors, status_code: _, ...rest } = body;
  const sources = [...(Array.isArray(errors) ? errors : [errors]), rest].filter(isObject);
  const found = new Map<string, Set<string>>();
  for (const [field, value] of sources.flatMap((source) => Object.entries(source))) {
    for (const text of textsOf(value)) found.set(field, (found.get(field) ?? new Set()).add(text));
  }
  const named = [...found]
    .filter(([field]) => !WHOLE.has(field))
    .map(([field, texts]): [string, string[]] => [field, [...texts]]);

  const [said] = [...textsOf(message), ...textsOf(isObject(contents) ? contents['message'] : undefined)];
  const whole = [...found].filter(([field]) => WHOLE.has(field)).flatMap(([, texts]) => [...texts]);
  const byField = named.map(([field, texts]) => `${field}: ${texts.join(' ')}`);
  const words = said ?? [...whole, ...byField].join('\n');
  return named.length > 0 ? { message: words, fields: Object.fromEntries(named) } : { message: words };
}

/**
 * Reads what the service says in any refusal: `{message}` and `{field: [text]}` (its clients), `{contents:
 * {message}}` and `{errors: [{field: [text]}]}` (its API contract), and the plain text or HTML of a gateway.
 * Never throws; what has no words gives an empty message.
 */
export function readFandoghError(_status: number, contentType: string, text: string): FandoghError {
  if (!/\bhtml\b/i.test(contentType)) {
    try {
      const body: unknown = JSON.parse(text);
      if (isObject(body)) return readJson(body);
      return { message: textsOf(body).join('\n') };
    } catch {
      // not JSON, whatever its type said: plain text, or a page
    }
  }
  const isPage = /\bhtml\b/i.test(contentType) || /^\s{0,99}<[!a-z]/i.test(text);
  return { message: isPage ? textOfPage(text) : text.trim() };
}
