import * as z from 'zod/mini';

/**
 * A field that may be missing or null, read as null either way: the API's older document marks nothing
 * nullable, the newer one requires everything, and real answers do both.
 */
export function maybe<T extends z.ZodMiniType>(schema: T) {
  return z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value: z.output<T> | null | undefined) => value ?? null),
  );
}

/** A parameter that may stand in a query several times: `state=NEW&state=RUNNING`. */
export function repeatable<Out, In>(schema: z.ZodMiniType<Out, In>) {
  return z.union([
    z.array(schema),
    z.pipe(
      schema,
      z.transform((value: Out): Out[] => [value]),
    ),
  ]);
}

/** An integer in a path or a query, at least `min` and at most `max`. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER) {
  return z.coerce.number<number>().check(z.int(), z.gte(min), z.lte(max));
}

/** A boolean in a query, in the spellings of the official clients (Python writes `True`). */
export const flag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false', 'True', 'False', '1', '0'])]),
  z.transform((value) => [true, 'true', 'True', '1'].includes(value)),
);

const WHEN = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads a date in any of the spellings that Gcore sends: `…T10:16:45+0000` and `…+00:00` on images,
 * `…T05:07:31` and `…T08:42:42Z` on tasks, with or without microseconds. Without a zone it is UTC.
 * @returns milliseconds since 1970, or undefined when the text is no date
 */
export function parseGcoreDate(text: string): number | undefined {
  const [, day, minutes = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = WHEN.exec(text) ?? [];
  if (day === undefined) return undefined;
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const time = Date.parse(`${day}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}

/** A date in a query, in any spelling {@link parseGcoreDate} reads; milliseconds since 1970 once parsed. */
export const date = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const time = parseGcoreDate(text);
    if (time !== undefined) return time;
    context.issues.push({ code: 'custom', message: 'Not a valid datetime.', input: text });
    return z.NEVER;
  }),
);

/** The bytes that a text takes in UTF-8: Gcore's limits on metadata count these, not characters. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
