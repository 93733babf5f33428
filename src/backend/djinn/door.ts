import type { Dialect, Endpoint } from '../../contract/endpoint.ts';
import { Refused, type Door, type ReadHeader, type Refusal } from '../route.ts';
import type { Tables } from './tables.ts';

/** Who calls: a user with what the token allows, or nobody, who may see what is public. */
export interface Caller {
  /** The user's id; null for nobody. */
  readonly user: number | null;
  readonly may: ReadonlySet<string>;
}

/** A caller who is somebody. */
export interface User extends Caller {
  readonly user: number;
}

const NOBODY: Caller = { user: null, may: new Set() };

const FORM = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** One answer for what is not there, may not be seen, or is not allowed: Djinn does not tell them apart. */
export function notFound(header: ReadHeader, endpoint: Endpoint, dialect: Dialect): Refusal {
  if (dialect === 'observed' && endpoint.method !== 'GET' && FORM.test(header('content-type') ?? '')) {
    // Real servers take the sender of a form for a browser: back to where it came from, with a flash message.
    return {
      status: 303,
      headers: { location: header('referer') ?? './', 'set-cookie': 'session=flash; Path=/; HttpOnly' },
    };
  }
  return { status: 404, json: { message: 'Not Found' } };
}

/** Validation that failed: texts by field, without anything around them. */
export function invalid(fields: Readonly<Record<string, readonly string[]>>): Refusal {
  return { status: 400, json: fields };
}

/** What a token must allow for an endpoint; null when any will do. */
function permissionFor(endpoint: Endpoint, dialect: Dialect): string | null {
  if (endpoint.name === 'getUser') return null;
  if (dialect === 'observed') {
    // Seen of real servers, against the reference: reading one image is open to any token, deleting asks for write.
    if (endpoint.name === 'getImage') return null;
    if (endpoint.name === 'deleteImage') return 'image:write';
  }
  return endpoint.permission;
}

/** How Djinn lets callers in, and how it says no. */
export function djinnDoor(tables: Tables, dialect: Dialect): Door<Caller> {
  const callerOf = (authorization: string | undefined): User | undefined => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    const known = token === undefined ? undefined : tables.token(token);
    return known && { user: known.user_id, may: new Set(known.permissions.split(' ')) };
  };
  return {
    admit: (header, endpoint) => {
      const caller = callerOf(header('authorization'));
      const permission = permissionFor(endpoint, dialect);
      if (caller && (permission === null || caller.may.has(permission))) return caller;
      if (!caller && endpoint.name === 'getImage') return NOBODY;
      throw new Refused(notFound(header, endpoint, dialect));
    },
    misfit: ({ part, issues }) => {
      if (part === 'path') return { status: 404, json: { message: 'Not Found' } };
      const [issue] = issues;
      const field = String(issue?.path[0] ?? '');
      const reason = issue?.message ?? 'invalid';
      if (dialect === 'documented') return invalid({ [field]: [reason] });
      // Real servers check the type of a name alone; any other value of a wrong type breaks their decoder.
      if (field === 'name') return invalid({ Name: [reason] });
      return field === '' ? invalid({ '': [reason] }) : { status: 500, json: { message: reason } };
    },
    malformed: (reason) =>
      dialect === 'documented' ? invalid({ '': [reason] }) : { status: 500, json: { message: reason } },
    unknownPath: () => ({ status: 404, json: { message: 'Not Found' } }),
    wrongMethod: () => ({ status: 405, json: { message: 'Method Not Allowed' } }),
    notBuilt: () => ({ status: 501, json: { message: 'Not Implemented' } }),
    broken: () => ({ status: 500, json: { message: 'Something went wrong' } }),
  };
}

/** The caller as somebody: every endpoint but that of one image is closed to nobody at the door. */
export function somebody(caller: Caller): User {
  if (caller.user === null) throw new Error('Nobody came through the door');
  return { user: caller.user, may: caller.may };
}
