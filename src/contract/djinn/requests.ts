import * as z from 'zod/mini';
import { DjinnNamespaceVisibility } from './images.ts';

/** What Go calls the type of a JSON value. */
function goType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/**
 * Reads named text fields as Djinn's decoders do: names without regard to case, unknown ones ignored, null and
 * an absent body as nothing, and of a repeated query parameter the last. What is not text is refused in the
 * decoder's words.
 */
function textFields<Input extends object>(names: readonly string[]) {
  return z.transform<Input, Record<string, string | undefined>>((input, context) => {
    const source: unknown = input;
    const refuse = (field: string, value: unknown, wanted: string): void => {
      context.issues.push({
        code: 'custom',
        path: [field],
        input: value,
        message: `cannot unmarshal ${goType(value)} to ${wanted}`,
      });
    };
    const fields: Record<string, string | undefined> = Object.fromEntries(names.map((name) => [name, '']));
    if (source === undefined || source === null) return fields;
    if (typeof source !== 'object' || Array.isArray(source)) {
      refuse('', source, 'http.Form');
      return fields;
    }
    for (const [key, sent] of Object.entries(source)) {
      const name = key.toLowerCase();
      const value: unknown = Array.isArray(sent) && typeof sent[0] === 'string' ? sent.at(-1) : sent;
      if (!names.includes(name) || value === null || value === undefined) continue;
      if (typeof value === 'string') fields[name] = value;
      else refuse(name, value, 'string');
    }
    return fields;
  });
}

const optionalText = z._default(z.string(), '');

interface NewImageFields {
  readonly name: string;
  /** A reference such as `infra/images@ravi`; levels that are not there yet are made. */
  readonly namespace?: string | null | undefined;
}

interface NewImageByUrl extends NewImageFields {
  /** http, https or sftp; `importWarnings` tells what the importer makes of it. */
  readonly download_url: string;
}

const IMAGE_FIELDS = ['name', 'namespace', 'download_url'];

/** A new image that Djinn is to fetch: the JSON body. What is absent comes out as an empty text. */
export const NewImport = z.pipe(
  textFields<NewImageByUrl>(IMAGE_FIELDS),
  z.object({ name: z.string(), namespace: optionalText, download_url: optionalText }),
);

/** A new image whose bytes are sent along: the fields in the query beside a raw body, or in a form. */
export const NewUpload = z.pipe(
  textFields<NewImageFields>(IMAGE_FIELDS),
  z.object({ name: optionalText, namespace: optionalText, download_url: optionalText }),
);
export type NewImage = z.output<typeof NewUpload>;

interface NewNamespaceFields {
  readonly name: string;
  /** The path of the caller's own namespace that it goes into; absent or empty for a root. */
  readonly parent?: string | undefined;
  readonly description?: string | undefined;
  /** Only roots choose it; private when absent. */
  readonly visibility?: DjinnNamespaceVisibility | undefined;
}

/** A new namespace: the JSON body. */
export const NewNamespace = z.pipe(
  textFields<NewNamespaceFields>(['parent', 'name', 'description', 'visibility']),
  z.object({ name: z.string(), parent: optionalText, description: optionalText, visibility: optionalText }),
);
export type NewNamespace = z.output<typeof NewNamespace>;

/** Of a repeated parameter of a list the first counts. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** What a list can be asked for. A page that is no whole number from 1 on means the first. */
export const ListQuery = z.object({
  /** Part of the name, in any case. */
  search: z.optional(
    z.pipe(
      z.transform((text: string): unknown => first(text)),
      z.string(),
    ),
  ),
  page: z.optional(
    z.pipe(
      z.transform((page: number): number => {
        const text = String(first(page));
        const number = /^[+-]?\d+$/.test(text) ? Number(text) : 1;
        return number >= 1 && Number.isSafeInteger(number) ? number : 1;
      }),
      z.int(),
    ),
  ),
});

/** Ids stand in paths as digits; leading zeros do no harm. */
export const ImageParams = z.object({
  id: z.pipe(
    z.transform((id: number): number => {
      const text = String(id);
      return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    }),
    z.int(),
  ),
});
