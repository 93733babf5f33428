/**
 * What an image may be called, as the service documents it for `POST /images`. The dash is escaped, because
 * browsers compile the `pattern` of a field in `v` mode, where the documented `[A-Za-z0-9-_]` is no valid class.
 */
export const FANDOGH_IMAGE_NAME = /^[A-Za-z0-9\-_]+$/;

/** Most characters of an image name: the counter in the form of the service's own dashboard. */
export const FANDOGH_IMAGE_NAME_LENGTH = 100;

/**
 * What a version may be called. Documented is any string; this joins what the service's dashboard lets through
 * (letters, digits, `@`, `$`, dots) with what a Docker tag, which it becomes, may hold (`_`, `-`).
 */
export const FANDOGH_VERSION_NAME = /^[A-Za-z0-9_][A-Za-z0-9\-_.@$]*$/;

/** Most characters of a version: the counter in the form of the service's own dashboard. */
export const FANDOGH_VERSION_NAME_LENGTH = 127;

/** From this many bytes on the service's command line client warns before it uploads; it uploads all the same. */
export const FANDOGH_LARGE_ARCHIVE = 20 * 1_048_576;

/** The header that says which of a user's namespaces is meant; needed only by users who have several. */
export const FANDOGH_NAMESPACE_HEADER = 'ACTIVE-NAMESPACE';

/** The states of a version, as the filter of `GET /images/{image_name}/versions` lists them. */
export const FANDOGH_STATES = ['PENDING', 'BUILDING', 'BUILT', 'FAILED', 'BUILD_FAILED'] as const;
export type FandoghState = (typeof FANDOGH_STATES)[number];

/**
 * Will this state stay? Everything but waiting and building is final, a state nobody has heard of too:
 * the service's own clients stop following there.
 */
export function isFinalState(state: string): boolean {
  return state !== 'PENDING' && state !== 'BUILDING';
}

/** Roles in a namespace, as the service's dashboard knows them. */
export const FANDOGH_ROLES = ['Admin', 'Developer', 'Operator'] as const;
export type FandoghRole = (typeof FANDOGH_ROLES)[number];

/**
 * May this role create, upload and delete images? Operators may only look. Of a role that is not told or not
 * known the answer is yes: the service decides, and answers 403.
 */
export function mayWriteImages(role: string | null): boolean {
  return role?.toLowerCase() !== 'operator';
}

/**
 * What an archive is, by its first four bytes. Its name and content type tell nothing: the command line client
 * sends a tar.gz as `workspace` of type `text/plain`, and its older versions a zip under the same name.
 */
export function archiveKind(head: Uint8Array): 'gzip' | 'zip' | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04) return 'zip';
  return undefined;
}

const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads a date of the service: ISO 8601 with or without a fraction, offset or time.
 * A date without a zone is UTC, which is how the service's command line client reads them.
 * @returns milliseconds since 1970, or undefined when the text is no date
 */
export function parseFandoghDate(text: string | null): number | undefined {
  const match = DATE.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}` : 'Z';
  const time = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`,
  );
  return Number.isNaN(time) ? undefined : time;
}
