import * as z from 'zod/mini';
import { repeatable, utf8Length } from './wire.ts';

/** Most bytes (UTF-8) of a metadata key. */
export const METADATA_KEY_BYTES = 255;

/** Most bytes (UTF-8) of a metadata value. */
export const METADATA_VALUE_BYTES = 1024;

/** Services since 2025-11 take no more characters than this in a value; older ones go by bytes alone. */
export const TAG_VALUE_CHARACTERS = 255;

/** A text of 1 to `most` bytes. */
function bytes(most: number) {
  return z.string().check(
    z.minLength(1),
    z.refine((text) => utf8Length(text) <= most, { error: `Longer than ${most} bytes.` }),
  );
}

const Key = bytes(METADATA_KEY_BYTES);
const Value = bytes(METADATA_VALUE_BYTES);

/** One label. Those marked `read_only` are written by the platform; writing or deleting one is refused. */
export const Label = z.object({
  key: z.string(),
  value: z.string(),
  read_only: z.pipe(
    z.optional(z.boolean()),
    z.transform((readOnly) => readOnly ?? false),
  ),
});
export type Label = z.output<typeof Label>;

/** Labels as a map. */
export const Labels = z.record(z.string(), z.string());

/** Labels in a request, within the limits. */
export const NewLabels = z.record(Key, Value);

/** Labels to merge into those that are there: a value of null takes the key away (since 2025-05). */
export const LabelChanges = z.record(Key, z.nullable(Value));
export type LabelChanges = z.output<typeof LabelChanges>;

/** All labels of an image. The document requires `count` only. */
export const MetadataList = z.object({
  count: z.number(),
  results: z.pipe(
    z.optional(z.array(Label)),
    z.transform((labels) => labels ?? []),
  ),
});
export type MetadataList = z.output<typeof MetadataList>;

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Keys to filter by: a JSON list, a JSON text, or (as the old Terraform provider writes it) a bare word. */
export const LabelKeys = z.pipe(
  z.string(),
  z.transform((text, context): string[] => {
    const parsed = parseJson(text);
    const keys = z.safeParse(repeatable(z.string()), parsed ? parsed.value : text);
    if (keys.success) return keys.data;
    context.issues.push({ code: 'custom', message: 'Not a JSON list of strings.', input: text });
    return z.NEVER;
  }),
);

/** Pairs to filter by, as a JSON object of strings. */
export const LabelFilter = z.pipe(
  z.string(),
  z.transform((text, context): Record<string, string> => {
    const pairs = z.safeParse(Labels, parseJson(text)?.value);
    if (pairs.success) return pairs.data;
    context.issues.push({ code: 'custom', message: 'Not a JSON object of strings.', input: text });
    return z.NEVER;
  }),
);

/** Which item: in the query and not in the path, so that a key may hold any character. */
export const ItemQuery = z.object({ key: z.string().check(z.minLength(1)) });
