import * as z from 'zod/mini';

/** How Gcore words a refusal. */
export const GcoreError = z.object({
  /** The kind: `ValidationError`, `NotFoundError`, `ForbiddenError`, `ConflictError`, `QuotaLimitExceed`… */
  exception_class: z.optional(z.string()),
  message: z.string(),
  request_id: z.optional(z.string()),
  /** More about it: the numbers of an exceeded quota, for example. */
  info: z.optional(z.record(z.string(), z.unknown())),
  /** Messages by field; before 2025-05 they stood in the message only. */
  invalid_fields: z.optional(z.record(z.string(), z.array(z.string()))),
});
export type GcoreError = z.output<typeof GcoreError>;

/** What a service said about a failure. */
export interface GcoreErrorText {
  /** The service's own text; empty when it said nothing readable. */
  readonly message: string;
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly requestId?: string;
}

/** No message is longer; a proxy's page may be. */
const LONGEST = 8_000;

/** `['Not a valid integer.']` of one field; a field that is itself an object has them a few levels down. */
function messages(value: unknown, levels = 4): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || levels === 0) return [];
  return Object.values(value).flatMap((inner) => messages(inner, levels - 1));
}

function fieldsOf(invalid: unknown): Record<string, string[]> {
  if (typeof invalid !== 'object' || invalid === null) return {};
  return Object.fromEntries(
    Object.entries(invalid)
      .map(([field, value]): [string, string[]] => [field, messages(value)])
      .filter(([, said]) => said.length > 0),
  );
}

const QUOTED = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`;
const FIELD = new RegExp(String.raw`(${QUOTED}):\s*\[((?:${QUOTED}|[,\s])*)\]`, 'g');

const bare = (quoted: string): string => quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1');

/** Reads `Validation error: {'limit': ['Not a valid integer.']}`, the printed form of a Python dictionary. */
function fieldsIn(message: string): Record<string, string[]> {
  if (!/^validation error/i.test(message)) return {};
  const found = [...message.matchAll(FIELD)].map(([, field = '', list = '']): [string, string[]] => [
    bare(field),
    [...list.matchAll(new RegExp(QUOTED, 'g'))].map(([said]) => bare(said)),
  ]);
  return Object.fromEntries(found.filter(([, said]) => said.length > 0));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The text of a proxy's page, without its markup. */
function textOfPage(html: string): string {
  return html
    .replaceAll(/<(script|style)\b.*?<\/\1\s*>/gis, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads what came with a failure: Gcore's own form, `{code, message}` and `{detail}` of its other services, the
 * page or the line of a proxy in between, or nothing. Takes any text and never throws.
 * @see https://gcore.com/docs/developer-tools/rest-api/error-handling
 */
export function readGcoreError(_status: number, contentType: string, body: string): GcoreErrorText {
  const start = body.slice(0, LONGEST).trim();
  if (/html/i.test(contentType) || /^<(?:!doctype|html)/i.test(start)) return { message: textOfPage(start) };
  const json = parsed(body);
  if (typeof json === 'string') return { message: json.slice(0, LONGEST) };
  const said = z.safeParse(z.record(z.string(), z.unknown()), json);
  if (!said.success) return { message: start };
  const { message, detail, error, request_id, invalid_fields } = said.data;
  // Identity services put their text into `detail` or `error`; anything else is better shown than hidden.
  const text =
    [message, detail, error].find((one) => typeof one === 'string') ?? (start === '{}' ? '' : start);
  const words = text.slice(0, LONGEST);
  const fields = { ...fieldsIn(words), ...fieldsOf(invalid_fields) };
  return {
    message: words,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(typeof request_id === 'string' && { requestId: request_id }),
  };
}
