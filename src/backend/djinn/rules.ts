import {
  DJINN_IMAGE_NAME,
  DJINN_NAMESPACE_DEPTH,
  DJINN_NAMESPACE_DESCRIPTION_LIMIT,
  DJINN_NAMESPACE_NAME,
  DjinnNamespaceVisibility,
  QCOW2_MAGIC,
} from '../../contract/djinn/images.ts';
import type { NewImage, NewNamespace } from '../../contract/djinn/requests.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import { Refused } from '../route.ts';
import { invalid, type User } from './door.ts';
import type { NamespaceRow, Tables } from './tables.ts';

/** What is wrong with a request, by field: all rules are tried, so several fields can fail at once. */
export class Problems {
  readonly #fields: Record<string, string[]> = {};

  add(field: string, ...texts: readonly string[]): void {
    if (texts.length > 0) this.#fields[field] = [...(this.#fields[field] ?? []), ...texts];
  }

  /** @throws Refused when anything is wrong */
  refuse(): void {
    if (Object.keys(this.#fields).length > 0) throw new Refused(invalid(this.#fields));
  }
}

/** Said twice by real servers: two of their rules find the same. */
export const NO_FILE: readonly string[] = ['File field required', 'File field required'];

/** What is wrong with a file, judged by its first bytes. */
export function fileProblems(head: Uint8Array): readonly string[] {
  if (head.length === 0) return NO_FILE;
  return QCOW2_MAGIC.every((byte, at) => head[at] === byte) ? [] : ['File not a valid QCOW2 file format'];
}

/** Where an image is to go: nowhere special, into a namespace, or into one of the caller's that is made for it. */
export type Destination =
  | { readonly kind: 'none' }
  | { readonly kind: 'existing'; readonly namespace: NamespaceRow }
  | { readonly kind: 'new'; readonly names: readonly string[] };

/** The judgement of a new image's fields, its file left out. */
export interface Judgement {
  readonly problems: Problems;
  readonly destination: Destination;
}

/** A value that Djinn cannot even read. Real servers break on it in a JSON body, and say what is wrong in uploads. */
type Unreadable = (field: string, text: string) => void;

function judgeNamespace(
  reference: string,
  caller: User,
  tables: Tables,
  dialect: Dialect,
  problems: Problems,
  unreadable: Unreadable,
): Destination {
  const none: Destination = { kind: 'none' };
  if (reference === '') return none;
  const at = reference.indexOf('@');
  const path = at < 0 ? reference : reference.slice(0, at);
  const names = path.split('/');
  // Seen of real servers: digits are refused here, although namespaces may be called so.
  const allowed = dialect === 'observed' ? /^[a-zA-Z]+$/ : DJINN_NAMESPACE_NAME;
  if (path === '' || names.includes('')) {
    if (/^\/+$/.test(path) && dialect === 'observed') {
      throw new Refused({ status: 500, json: { message: 'Something went wrong' } });
    }
    unreadable('namespace', `${reference}: invalid namespace path`);
    return none;
  }
  if (!names.every((name) => allowed.test(name))) {
    unreadable('namespace', `${reference}: namespace: name can only contain letters and numbers`);
    return none;
  }
  if (names.length > DJINN_NAMESPACE_DEPTH) {
    problems.add('namespace', `Namespace cannot be deeper than ${DJINN_NAMESPACE_DEPTH} levels`);
    return none;
  }
  const owner = at < 0 ? tables.user(caller.user) : tables.userCalled(reference.slice(at + 1));
  if (!owner) {
    problems.add('namespace', `Namespace ${reference}: namespace: invalid owner`);
    problems.add('name', `Name ${reference}: namespace: invalid owner`);
    return none;
  }
  const namespace = tables.namespaceAt(owner.id, path);
  if (namespace && tables.isMember(caller.user, namespace)) return { kind: 'existing', namespace };
  if (!namespace && owner.id === caller.user) return { kind: 'new', names };
  problems.add('namespace', 'Namespace permission denied');
  return none;
}

function isNameTaken(name: string, destination: Destination, caller: User, tables: Tables): boolean {
  switch (destination.kind) {
    case 'new':
      return false;
    case 'existing':
      return tables.hasImageCalled(destination.namespace.id, name);
    case 'none':
      return tables.ownsImageCalled(caller.user, name);
  }
}

function judgeUrl(url: string, problems: Problems, unreadable: Unreadable): void {
  if (url === '') return;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'sftp') {
    problems.add('download_url', 'Download_url invalid url scheme');
    return;
  }
  let password: string;
  try {
    ({ password } = new URL(url));
  } catch {
    unreadable('download_url', `parse ${JSON.stringify(url)}: invalid URL`);
    return;
  }
  if (scheme === 'sftp' && password === '') {
    problems.add('download_url', 'Download_url missing password from SFTP URL');
  }
}

/**
 * Judges the fields of a new image by every rule at once.
 * @param asJson whether they came in a JSON body
 * @throws Refused where a real server breaks
 */
export function judgeImage(
  { name, namespace, download_url: url }: NewImage,
  caller: User,
  asJson: boolean,
  { tables, dialect }: { tables: Tables; dialect: Dialect },
): Judgement {
  const problems = new Problems();
  const unreadable: Unreadable = (field, text) => {
    if (asJson && dialect === 'observed') throw new Refused({ status: 500, json: { message: text } });
    problems.add(field, text);
  };
  if (name === '') problems.add('name', 'Name field required');
  if (!DJINN_IMAGE_NAME.test(name)) {
    problems.add('name', String.raw`Name does not match ^[a-zA-Z0-9_\-]+$`);
  }
  const destination = judgeNamespace(namespace, caller, tables, dialect, problems, unreadable);
  if (isNameTaken(name, destination, caller, tables)) problems.add('name', 'Name already exists');
  judgeUrl(url, problems, unreadable);
  return { problems, destination };
}

/** The namespace of a destination, made level by level where it is not there; null for none. */
export function settle(
  destination: Destination,
  caller: User,
  tables: Tables,
  at: number,
): NamespaceRow | null {
  if (destination.kind === 'none') return null;
  if (destination.kind === 'existing') return destination.namespace;
  let parent: NamespaceRow | null = null;
  for (const name of destination.names) {
    const path: string = parent ? `${parent.path}/${name}` : name;
    parent =
      tables.namespaceAt(caller.user, path) ??
      tables.addNamespace({
        owner: caller.user,
        parent,
        name,
        description: '',
        visibility: 'private',
        at,
      });
  }
  return parent;
}

/**
 * Judges a new namespace.
 * @returns its parent (null for a root) and its visibility
 * @throws Refused when anything is wrong with it
 */
export function judgeNewNamespace(
  fields: NewNamespace,
  caller: User,
  tables: Tables,
): { parent: NamespaceRow | null; visibility: DjinnNamespaceVisibility } {
  const { name, description } = fields;
  const problems = new Problems();
  if (name === '') problems.add('name', 'Name field required');
  if (name.length < 3 || name.length > 32) problems.add('name', 'Name length must be between 3 and 32');
  if (!DJINN_NAMESPACE_NAME.test(name)) problems.add('name', 'Name can only have letters, and numbers');
  if (Array.from(description).length > DJINN_NAMESPACE_DESCRIPTION_LIMIT) {
    problems.add(
      'description',
      `Description cannot be longer than ${DJINN_NAMESPACE_DESCRIPTION_LIMIT} characters`,
    );
  }
  const parent = fields.parent === '' ? null : (tables.namespaceAt(caller.user, fields.parent) ?? undefined);
  if (parent === undefined) problems.add('parent', 'Parent does not exist');
  else if (parent && parent.path.split('/').length >= DJINN_NAMESPACE_DEPTH) {
    problems.add('parent', `Parent cannot have children beyond ${DJINN_NAMESPACE_DEPTH} levels`);
  }
  if (tables.namespaceAt(caller.user, parent ? `${parent.path}/${name}` : name)) {
    problems.add('name', 'Name already exists');
  }
  const visibility = DjinnNamespaceVisibility.safeParse(fields.visibility || 'private');
  if (!visibility.success) problems.add('visibility', 'Visibility must be private, internal or public');
  problems.refuse();
  return { parent: parent ?? null, visibility: visibility.data ?? 'private' };
}
