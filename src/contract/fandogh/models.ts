import * as z from 'zod/mini';
import {
  FANDOGH_IMAGE_NAME,
  FANDOGH_IMAGE_NAME_LENGTH,
  FANDOGH_VERSION_NAME,
  FANDOGH_VERSION_NAME_LENGTH,
} from './rules.ts';

/** A text that may be missing or null on the wire, and is null then for the page. */
const Text = z.pipe(
  z.nullish(z.string()),
  z.transform((text: string | null | undefined) => text ?? null),
);

/** States come in capitals; the service's dashboard and editor extension read any case, so this does too. */
const State = z.pipe(
  z.string(),
  z.transform((state: string) => state.toUpperCase()),
);

/**
 * Bytes. Documented as an integer; some answers carry null or a string of digits, and 0 stands for "not known
 * yet" (the command line client would crash on null). Whatever is not a size is null for the page.
 */
const Size = z.pipe(
  z.nullish(z.union([z.number(), z.string()])),
  z.transform((size: number | string | null | undefined) => {
    const bytes = Number(size ?? 0);
    return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
  }),
);

/** One version of an image. */
export const FandoghVersion = z.object({
  version: z.string(),
  /** In capitals; see `FANDOGH_STATES`, and expect others. */
  state: State,
  /** As the service wrote it; `parseFandoghDate` reads it. */
  date: Text,
  /** Bytes; null before the service knows. */
  size: Size,
});
export type FandoghVersion = z.output<typeof FandoghVersion>;

const ImageOnTheWire = z.object({
  name: z.string(),
  namespace: Text,
  owner: z.nullish(z.int()),
  last_version: z.nullish(FandoghVersion),
  created_at: Text,
});

/**
 * An image. Its name is its identity, there is no id. Lists may show it as `namespace/name` (the command line
 * client cuts everything up to the slash before it compares); paths take the bare name, so that is what `name` is.
 */
export const FandoghImage = z.pipe(
  ImageOnTheWire,
  z.transform(({ name, namespace, owner, last_version, created_at }: z.output<typeof ImageOnTheWire>) => {
    const slash = name.lastIndexOf('/');
    return {
      name: name.slice(slash + 1),
      namespace: namespace ?? (slash > 0 ? name.slice(0, slash) : null),
      /** The number of the user who made it. */
      owner: owner ?? null,
      /** Null, or absent on the wire, until something was uploaded. */
      last_version: last_version ?? null,
      created_at,
    };
  }),
);
export type FandoghImage = z.output<typeof FandoghImage>;

/** One build of a version. */
export const FandoghBuild = z.object({
  /** Lines joined by line feeds: all of them, or those after `image_offset`. */
  logs: z.pipe(
    z.nullish(z.string()),
    z.transform((logs: string | null | undefined) => logs ?? ''),
  ),
  state: State,
  start_date: Text,
  /** Null while it runs. */
  end_date: Text,
  /** How many lines the log has by now, counted from its start; null where the service does not tell. */
  lines_count: z.pipe(
    z.nullish(z.int()),
    z.transform((count: number | null | undefined) => count ?? null),
  ),
});
export type FandoghBuild = z.output<typeof FandoghBuild>;

/**
 * The builds of a version, newest first. Documented is an array; every published client of the service reads
 * one object with `lines_count` instead, which becomes an array of one here.
 */
export const FandoghBuilds = z.pipe(
  z.union([z.array(FandoghBuild), FandoghBuild]),
  z.transform((answer: FandoghBuild[] | FandoghBuild) =>
    (Array.isArray(answer) ? [...answer] : [answer]).sort((a, b) =>
      (b.start_date ?? '').localeCompare(a.start_date ?? ''),
    ),
  ),
);

const MessageOnTheWire = z.looseObject({
  message: z.nullish(z.string()),
  contents: z.nullish(z.looseObject({ message: z.nullish(z.string()) })),
  status_code: z.optional(z.int()),
});

/**
 * What the service says about a change it made. Documented are `{contents: {message}}` and, in the samples,
 * `{message, status_code}`; clients are seen to read `{message}`. A success without any body is one too.
 */
export const FandoghMessage = z.pipe(
  z.optional(MessageOnTheWire),
  z.transform((body: z.output<typeof MessageOnTheWire> | undefined) => ({
    /** The service's own words; null when it said nothing. */
    message: body?.message ?? body?.contents?.message ?? null,
  })),
);
export type FandoghMessage = z.output<typeof FandoghMessage>;

/**
 * A refusal, in any of its forms: documented is `{errors: [{field: [text]}]}`, seen are `{field: [text]}` and
 * `{message}`. `readFandoghError` makes one shape of them.
 */
export const FandoghRefusal = z.looseObject({
  message: z.optional(z.string()),
  errors: z.optional(
    z.union([
      z.array(z.record(z.string(), z.array(z.string()))),
      z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    ]),
  ),
});

/** A text field in a request; the texts are those of Django REST framework, which the service is built with. */
function requiredText(pattern: RegExp, longest: number) {
  return z
    .string({
      error: ({ input }) => (input === undefined ? 'This field is required.' : 'Not a valid string.'),
    })
    .check(
      z.minLength(1, { error: 'This field may not be blank.', abort: true }),
      z.regex(pattern, 'Enter a valid value.'),
      z.maxLength(longest, `Ensure this field has no more than ${longest} characters.`),
    );
}

export const FandoghNewImage = z.object({
  name: requiredText(FANDOGH_IMAGE_NAME, FANDOGH_IMAGE_NAME_LENGTH),
});

/** The text part of an upload; the file goes into the part `source`. */
export const FandoghNewVersion = z.object({
  version: requiredText(FANDOGH_VERSION_NAME, FANDOGH_VERSION_NAME_LENGTH),
});

export const FandoghCredentials = z.object({
  username: requiredText(/^/, 150),
  password: requiredText(/^/, 1024),
});

/** What a user name and a password are exchanged for. */
export const FandoghToken = z.object({
  /** Goes after `JWT ` into the `Authorization` header. */
  token: z.string(),
  username: Text,
  email: Text,
  /** Names; the service's dashboard takes the first as the active one. */
  namespaces: z.pipe(
    z.nullish(z.array(z.string())),
    z.transform((names: string[] | null | undefined) => names ?? []),
  ),
});
export type FandoghToken = z.output<typeof FandoghToken>;

/** A namespace of the caller, and the caller's role in it. */
export const FandoghMembership = z.object({
  name: z.string(),
  /** See `FANDOGH_ROLES`; null where the service does not tell. */
  user_role: Text,
});
export type FandoghMembership = z.output<typeof FandoghMembership>;

const Figure = z.nullish(z.union([z.number(), z.string()]));

/** What a namespace may use and uses. All figures are the service's own; none of them counts images. */
export const FandoghNamespace = z.object({
  name: z.string(),
  quota: z.nullish(
    z.looseObject({
      memory_limit: Figure,
      cpu_limit: Figure,
      service_limit: Figure,
      max_replica: Figure,
      pending_certificate_limit: Figure,
      volume_limit: Figure,
    }),
  ),
  current_used_resources: z.nullish(
    z.looseObject({
      service_count: Figure,
      memory_usage: Figure,
      cpu_usage: Figure,
      volume_usage: Figure,
    }),
  ),
});
export type FandoghNamespace = z.output<typeof FandoghNamespace>;
