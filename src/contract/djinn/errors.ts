import { textOfPage } from '../page.ts';

/** What Djinn said about a failure. It sends no request ids. */
export interface DjinnError {
  /** Its own words; empty when it said nothing that can be read. */
  readonly message: string;
  /** By field, in lower case: servers write `Name` for a value of the wrong type, and an empty name for the whole body. */
  readonly fields?: Record<string, string[]>;
}

/** The texts in a field's value, each once: servers say `File field required` twice. */
function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(values.filter((text) => typeof text === 'string'))];
}

function readJson(text: string): DjinnError | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body === 'string') return { message: body };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  // Two shapes: {message, stack?} for failures, {field: [texts]} for validation. A field may be called "message".
  if ('message' in body && typeof body.message === 'string') return { message: body.message };
  const fields = new Map<string, string[]>();
  for (const [key, value] of Object.entries(body)) {
    const name = key.toLowerCase();
    const texts = textsOf(value);
    if (texts.length > 0) fields.set(name, [...new Set([...(fields.get(name) ?? []), ...texts])]);
  }
  if (fields.size === 0) return undefined;
  const message = [...new Set([...fields.values()].flat())].join('; ');
  return { message, fields: Object.fromEntries(fields) };
}

/**
 * Reads the body of a failed call, whatever its shape: validation by field, `{message}` with or without a stack
 * (which is left out), the page of a proxy, plain text, or nothing. The words are kept as they are. Never throws.
 */
export function readDjinnError(_status: number, contentType: string, text: string): DjinnError {
  const json = readJson(text);
  if (json) return json;
  const isPage = /\bhtml\b/i.test(contentType) || /^\s{0,99}<(?:!doctype|html|head|body)\b/i.test(text);
  return { message: isPage ? textOfPage(text) : text.trim() };
}
