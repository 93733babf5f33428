import type * as z from 'zod/mini';
import type { DjinnImage, DjinnNamespace, DjinnUser } from '../../contract/djinn/images.ts';
import type { DownloadRow, ImageRow, NamespaceRow, Tables, UserRow } from './tables.ts';

type WireImage = z.input<typeof DjinnImage>;
type WireNamespace = z.input<typeof DjinnNamespace>;
type WireUser = z.input<typeof DjinnUser>;

/**
 * A time as Go writes it: RFC 3339 with as many fractional digits as it takes.
 * @param micros microseconds since 1970
 * @param beyond digits behind the microseconds
 */
function timestamp(micros: number, beyond = ''): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = `${String(micros - seconds * 1e6).padStart(6, '0')}${beyond}`.replace(/0+$/, '');
  const [whole = ''] = new Date(seconds * 1000).toISOString().split('.');
  return `${whole}${fraction && `.${fraction}`}Z`;
}

function orNull(micros: number | null): string | null {
  return micros === null ? null : timestamp(micros);
}

/** An address with its password crossed out, as Djinn shows it. */
export function withoutPassword(url: string): string {
  return url.replace(/^([^/]*:\/\/[^/?#@]*?:)[^/?#]*@/, '$1xxxxx@');
}

export function userJson(user: UserRow): WireUser {
  return { created_at: timestamp(user.created_at), email: user.email, username: user.username };
}

/** Turns rows into what goes over the wire, with addresses below `base`. */
export class Wire {
  readonly #tables: Tables;
  readonly #base: string;

  constructor(tables: Tables, base: string) {
    this.#tables = tables;
    this.#base = base;
  }

  #user(id: number): WireUser | null {
    const user = this.#tables.user(id);
    return user ? userJson(user) : null;
  }

  #namespaceFields(row: NamespaceRow): Omit<WireNamespace, 'parent'> {
    const owner = this.#user(row.user_id);
    const url = `${this.#base}/n/${owner?.username ?? ''}/${row.path}`;
    return {
      builds_url: `${url}/-/builds`,
      collaborators_url: `${url}/-/collaborators`,
      created_at: timestamp(row.created_at),
      description: row.description,
      id: row.id,
      images_url: `${url}/-/images`,
      invites_url: `${url}/-/invites`,
      keys_url: `${url}/-/keys`,
      name: row.name,
      namespaces_url: `${url}/-/namespaces`,
      objects_url: `${url}/-/objects`,
      parent_id: row.parent_id,
      path: row.path,
      root_id: row.root_id,
      url,
      user: owner,
      user_id: row.user_id,
      variables_url: `${url}/-/variables`,
      visibility: row.visibility,
      webhooks_url: `${url}/-/webhooks`,
    };
  }

  /** A namespace as `/namespaces` gives it, with its parent. */
  namespace(row: NamespaceRow): WireNamespace {
    const parent = row.parent_id === null ? undefined : this.#tables.namespace(row.parent_id);
    return {
      ...this.#namespaceFields(row),
      build: null,
      parent: parent ? this.#namespaceFields(parent) : null,
    };
  }

  #download(row: DownloadRow): WireImage['download'] {
    return {
      created_at: timestamp(row.created_at),
      error: row.error,
      finished_at: orNull(row.finished_at),
      source: withoutPassword(row.url).toLowerCase(), // seen of real servers: the path too
      started_at: orNull(row.started_at),
    };
  }

  /** An image with everything around it; the parent of its namespace is not loaded. */
  image(row: ImageRow): WireImage {
    const namespace = row.namespace_id === null ? undefined : this.#tables.namespace(row.namespace_id);
    const download = this.#tables.download(row.id);
    return {
      author: this.#user(row.author_id),
      author_id: row.author_id,
      created_at: timestamp(row.created_at),
      download: download ? this.#download(download) : null,
      driver: 'qemu',
      id: row.id,
      name: row.name,
      namespace: namespace ? { ...this.#namespaceFields(namespace), build: null, parent: null } : null,
      namespace_id: row.namespace_id,
      url: `${this.#base}/images/${row.id}`,
      user: this.#user(row.user_id),
      user_id: row.user_id,
    };
  }

  /** A new image as the reference lets one expect it, but for the download, which servers leave out here. */
  newImage(row: ImageRow): WireImage {
    return { ...this.image(row), download: null };
  }

  /** A new image as real servers answer it: finer time than they keep, a namespace without owner and addresses. */
  newImageAsObserved(row: ImageRow): WireImage {
    const { namespace, ...image } = this.newImage(row);
    const base = this.#base;
    return {
      ...image,
      created_at: timestamp(row.created_at, '361'),
      namespace: namespace
        ? {
            ...namespace,
            builds_url: base,
            collaborators_url: base,
            images_url: base,
            invites_url: base,
            keys_url: base,
            namespaces_url: base,
            objects_url: base,
            url: base,
            user: null,
            variables_url: base,
            webhooks_url: base,
          }
        : null,
    };
  }
}
