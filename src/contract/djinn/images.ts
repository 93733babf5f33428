import * as z from 'zod/mini';

/** The one content type Djinn gives disk images out with, wants in `Accept`, and asks of import sources. */
export const DJINN_DISK = 'application/x-qemu-disk';

/** Every file that Djinn takes starts with these four bytes, `QFI` and 0xFB; it looks at nothing more. */
export const QCOW2_MAGIC: readonly number[] = [0x51, 0x46, 0x49, 0xfb];

/** Images and namespaces come in pages of this many; it cannot be changed. */
export const DJINN_PAGE_SIZE = 25;

/** What an image may be called: letters, digits, `_` and `-`, of any length and case. */
export const DJINN_IMAGE_NAME = /^[a-zA-Z0-9_-]+$/;

/** What one namespace may be called when it is made through the API, where it takes 3 to 32 characters. */
export const DJINN_NAMESPACE_NAME = /^[a-zA-Z0-9]+$/;

/** Most characters in a namespace's description. */
export const DJINN_NAMESPACE_DESCRIPTION_LIMIT = 255;

/** Most levels of namespaces, the first one counted in. */
export const DJINN_NAMESPACE_DEPTH = 20;

/**
 * How a namespace is named when an image goes into it: `infra/images`, or `infra/images@ravi` for somebody
 * else's. Servers of 2023 refuse digits here although names may hold them; their own words tell so.
 */
export const DJINN_NAMESPACE_REFERENCE = /^[a-zA-Z0-9]+(?:\/[a-zA-Z0-9]+)*(?:@[^\s/@]+)?$/;

/** Absent says the same as null: the older reference leaves out what servers send as null. */
function orNull<S extends z.ZodMiniType>(schema: S) {
  return z.pipe(
    z.nullish(schema),
    z.transform((value: z.output<S> | null | undefined): z.output<S> | null => value ?? null),
  );
}

/** A person. Servers send no id here (the older reference shows one): ids stand in `user_id` and `author_id`. */
export const DjinnUser = z.object({
  username: z.string(),
  email: orNull(z.string()),
  created_at: orNull(z.string()),
});
export type DjinnUser = z.output<typeof DjinnUser>;

/** Who may see a namespace and what is in it; the root namespace's word counts for all below it. */
export const DjinnNamespaceVisibility = z.enum(['private', 'internal', 'public']);
export type DjinnNamespaceVisibility = z.output<typeof DjinnNamespaceVisibility>;

const namespaceFields = {
  id: z.int(),
  user_id: z.int(),
  root_id: orNull(z.int()),
  parent_id: orNull(z.int()),
  name: z.string(),
  /** All names from the root on: `infra/images`. */
  path: z.string(),
  description: z.pipe(
    z.nullish(z.string()),
    z.transform((text: string | null | undefined): string => text ?? ''),
  ),
  visibility: DjinnNamespaceVisibility,
  created_at: z.string(),
  // In the answer to a new image servers fill every one of these with the bare base address.
  url: z.optional(z.string()),
  builds_url: z.optional(z.string()),
  namespaces_url: z.optional(z.string()),
  images_url: z.optional(z.string()),
  objects_url: z.optional(z.string()),
  variables_url: z.optional(z.string()),
  keys_url: z.optional(z.string()),
  invites_url: z.optional(z.string()),
  collaborators_url: z.optional(z.string()),
  webhooks_url: z.optional(z.string()),
  user: orNull(DjinnUser),
};

/** A namespace. `parent` is not loaded on images, where it is null beside a `parent_id`; nor is `user` after a create. */
export const DjinnNamespace = z.object({
  ...namespaceFields,
  parent: orNull(z.object(namespaceFields)),
  /** The last build in it; nothing here reads it. */
  build: orNull(z.record(z.string(), z.unknown())),
});
export type DjinnNamespace = z.output<typeof DjinnNamespace>;

/** How the import of an image by URL goes; `importState` reads it. Not in the reference, always sent. */
export const DjinnDownload = z.object({
  /** Not what was asked for: servers show it in lower case and with `xxxxx` for a password. */
  source: z.string(),
  /** Why it failed; null when it did not. */
  error: orNull(z.string()),
  created_at: z.string(),
  started_at: orNull(z.string()),
  finished_at: orNull(z.string()),
});
export type DjinnDownload = z.output<typeof DjinnDownload>;

/** A disk image. Djinn tells neither its size nor a checksum. */
export const DjinnImage = z.object({
  id: z.int(),
  /** Who made it. */
  author_id: z.int(),
  /** Whose it is: the owner of its namespace, else its author. */
  user_id: z.int(),
  namespace_id: orNull(z.int()),
  name: z.string(),
  /** Not in the reference; servers send `qemu`. */
  driver: z.optional(z.string()),
  created_at: z.string(),
  url: z.string(),
  author: orNull(DjinnUser),
  user: orNull(DjinnUser),
  /** Null on some answers although `namespace_id` is set. */
  namespace: orNull(DjinnNamespace),
  /** Null for an upload, and in the answer to the very request that starts an import. */
  download: orNull(DjinnDownload),
});
export type DjinnImage = z.output<typeof DjinnImage>;

/** The namespace of an image as a reference, `infra/images@ravi`; null when it is in none, or when that is not told. */
export function djinnNamespaceOf(image: DjinnImage): string | null {
  if (!image.namespace) return null;
  // An image in a namespace belongs to the namespace's owner, so either tells who that is.
  const owner = image.namespace.user ?? image.user;
  return owner ? `${image.namespace.path}@${owner.username}` : image.namespace.path;
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/**
 * Reads a timestamp (RFC 3339 with none to nine fractional digits, `Z` or an offset).
 * @returns milliseconds since 1970, or undefined when the text is no such thing
 */
export function parseDjinnDate(text: string): number | undefined {
  const found = TIMESTAMP.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours = 0, offsetMinutes = 0] =
    found;
  const wall = new Date(0);
  wall.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  wall.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)));
  const rolledOver = wall.getUTCMonth() !== Number(month) - 1 || wall.getUTCHours() !== Number(hour);
  if (rolledOver || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return wall.getTime() - (sign === '-' ? -offset : offset);
}
