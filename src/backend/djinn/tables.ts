import * as z from 'zod/mini';
import { DjinnNamespaceVisibility } from '../../contract/djinn/images.ts';
import type { Database, Row } from '../database.ts';

/** Times are microseconds since 1970, as PostgreSQL keeps them on a real server. */
export const migrations: readonly string[] = [
  `CREATE TABLE djinn_users (
     id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL, created_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE djinn_tokens (
     token TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES djinn_users, permissions TEXT NOT NULL
   ) STRICT;
   CREATE TABLE djinn_namespaces (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     user_id INTEGER NOT NULL REFERENCES djinn_users,
     root_id INTEGER REFERENCES djinn_namespaces,
     parent_id INTEGER REFERENCES djinn_namespaces,
     name TEXT NOT NULL,
     path TEXT NOT NULL,
     description TEXT NOT NULL,
     visibility TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     UNIQUE (user_id, path)
   ) STRICT;
   CREATE INDEX djinn_namespaces_root ON djinn_namespaces (root_id);
   CREATE TABLE djinn_collaborators (
     root_id INTEGER NOT NULL REFERENCES djinn_namespaces,
     user_id INTEGER NOT NULL REFERENCES djinn_users,
     PRIMARY KEY (root_id, user_id)
   ) STRICT;
   CREATE TABLE djinn_images (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     author_id INTEGER NOT NULL REFERENCES djinn_users,
     user_id INTEGER NOT NULL REFERENCES djinn_users,
     namespace_id INTEGER REFERENCES djinn_namespaces,
     name TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     file TEXT
   ) STRICT;
   CREATE INDEX djinn_images_owner ON djinn_images (user_id, name);
   CREATE INDEX djinn_images_namespace ON djinn_images (namespace_id, name);
   CREATE TABLE djinn_downloads (
     image_id INTEGER PRIMARY KEY REFERENCES djinn_images ON DELETE CASCADE,
     url TEXT NOT NULL,
     error TEXT,
     created_at INTEGER NOT NULL,
     started_at INTEGER,
     finished_at INTEGER
   ) STRICT;`,
];

const UserRow = z.object({ id: z.int(), username: z.string(), email: z.string(), created_at: z.int() });
export type UserRow = z.output<typeof UserRow>;

const NamespaceRow = z.object({
  id: z.int(),
  user_id: z.int(),
  root_id: z.int(),
  parent_id: z.nullable(z.int()),
  name: z.string(),
  path: z.string(),
  description: z.string(),
  visibility: DjinnNamespaceVisibility,
  created_at: z.int(),
});
export type NamespaceRow = z.output<typeof NamespaceRow>;

const ImageRow = z.object({
  id: z.int(),
  author_id: z.int(),
  user_id: z.int(),
  namespace_id: z.nullable(z.int()),
  name: z.string(),
  created_at: z.int(),
  /** Its file in the store; null until an import is done. */
  file: z.nullable(z.string()),
});
export type ImageRow = z.output<typeof ImageRow>;

const DownloadRow = z.object({
  url: z.string(),
  error: z.nullable(z.string()),
  created_at: z.int(),
  started_at: z.nullable(z.int()),
  finished_at: z.nullable(z.int()),
});
export type DownloadRow = z.output<typeof DownloadRow>;

/** What a new image is made of. */
export interface ImageEntry {
  readonly name: string;
  readonly author: number;
  readonly namespace: NamespaceRow | null;
  readonly file: string | null;
  /** Where it is to be fetched from; null for an upload. */
  readonly url: string | null;
  /** Microseconds since 1970. */
  readonly at: number;
}

/** What a new namespace is made of. */
export interface NamespaceEntry {
  readonly owner: number;
  readonly parent: NamespaceRow | null;
  readonly name: string;
  readonly description: string;
  /** Counts for a root; a child has its parent's. */
  readonly visibility: DjinnNamespaceVisibility;
  readonly at: number;
}

/** Part of a list: how its names match and which of them. */
export interface Slice {
  /** A LIKE pattern, with `\` before a wildcard that is meant as itself. */
  readonly pattern: string;
  readonly limit: number;
  readonly offset: number;
}

let sinceTheMillisecond = 0;
let lastMillisecond = 0;

/** Now, in microseconds since 1970; never the same twice, so that what was made later sorts later. */
export function now(): number {
  const millisecond = Date.now();
  sinceTheMillisecond = millisecond === lastMillisecond ? sinceTheMillisecond + 1 : 0;
  lastMillisecond = millisecond;
  return millisecond * 1000 + sinceTheMillisecond;
}

/** The namespaces below roots that :me owns or collaborates in. */
const SHARED = `SELECT id FROM djinn_namespaces WHERE root_id IN (
  SELECT id FROM djinn_namespaces WHERE user_id = :me AND parent_id IS NULL
  UNION SELECT root_id FROM djinn_collaborators WHERE user_id = :me)`;

const LISTED_IMAGES = `FROM djinn_images
  WHERE (user_id = :me OR namespace_id IN (${SHARED})) AND name LIKE :pattern ESCAPE '\\'`;
const LISTED_NAMESPACES = `FROM djinn_namespaces
  WHERE id IN (${SHARED}) AND path LIKE :pattern ESCAPE '\\'`;

/** In which order a list of images comes: the newest first (as documented), or by the bytes of the name (as observed). */
const IMAGE_ORDER = {
  documented: 'created_at DESC, id DESC',
  observed: 'name, id',
} as const;

function counted(row: Row | undefined): number {
  return Number(row?.['count'] ?? 0);
}

/** Djinn's tables, with every row parsed. Whoever changes several at once opens the transaction. */
export class Tables {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Runs `work` so that all its changes are kept, or none. */
  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  #one<S extends z.ZodMiniType>(schema: S, sql: string, parameters: Record<string, string | number | null>) {
    const row = this.#database.first(sql, parameters);
    return row && schema.parse(row);
  }

  user(id: number): UserRow | undefined {
    return this.#one(UserRow, 'SELECT * FROM djinn_users WHERE id = :id', { id });
  }

  userCalled(username: string): UserRow | undefined {
    return this.#one(UserRow, 'SELECT * FROM djinn_users WHERE username = :username', { username });
  }

  /** Adds a user unless there is one of that name. */
  addUser(user: UserRow): void {
    this.#database.run(
      `INSERT INTO djinn_users VALUES (:id, :username, :email, :created_at) ON CONFLICT DO NOTHING`,
      { ...user },
    );
  }

  /** Whom a token stands for and what it allows, the permissions parted by spaces. */
  token(token: string): { user_id: number; permissions: string } | undefined {
    return this.#one(
      z.object({ user_id: z.int(), permissions: z.string() }),
      'SELECT user_id, permissions FROM djinn_tokens WHERE token = :token',
      { token },
    );
  }

  setToken(token: string, user: number, permissions: string): void {
    this.#database.run(
      `INSERT INTO djinn_tokens VALUES (:token, :user, :permissions)
       ON CONFLICT DO UPDATE SET user_id = excluded.user_id, permissions = excluded.permissions`,
      { token, user, permissions },
    );
  }

  namespace(id: number): NamespaceRow | undefined {
    return this.#one(NamespaceRow, 'SELECT * FROM djinn_namespaces WHERE id = :id', { id });
  }

  namespaceAt(owner: number, path: string): NamespaceRow | undefined {
    return this.#one(NamespaceRow, 'SELECT * FROM djinn_namespaces WHERE user_id = :owner AND path = :path', {
      owner,
      path,
    });
  }

  addNamespace({ owner, parent, name, description, visibility, at }: NamespaceEntry): NamespaceRow {
    const path = parent ? `${parent.path}/${name}` : name;
    const { lastId } = this.#database.run(
      `INSERT INTO djinn_namespaces (user_id, root_id, parent_id, name, path, description, visibility, created_at)
       VALUES (:owner, :root, :parent, :name, :path, :description, :visibility, :at)`,
      {
        owner,
        root: parent?.root_id ?? null,
        parent: parent?.id ?? null,
        name,
        path,
        description,
        visibility: parent?.visibility ?? visibility,
        at,
      },
    );
    this.#database.run('UPDATE djinn_namespaces SET root_id = id WHERE id = :id AND root_id IS NULL', {
      id: lastId,
    });
    const made = this.namespace(lastId);
    if (!made) throw new Error('A namespace was not there after it was made');
    return made;
  }

  addCollaborator(root: number, user: number): void {
    this.#database.run('INSERT INTO djinn_collaborators VALUES (:root, :user) ON CONFLICT DO NOTHING', {
      root,
      user,
    });
  }

  /** Does this user own the root of the namespace, or collaborate in it? */
  isMember(user: number, namespace: NamespaceRow): boolean {
    if (namespace.user_id === user) return true;
    const found = this.#database.first(
      'SELECT 1 FROM djinn_collaborators WHERE root_id = :root AND user_id = :user',
      { root: namespace.root_id, user },
    );
    return found !== undefined;
  }

  countNamespaces(me: number, pattern: string): number {
    return counted(this.#database.first(`SELECT count(*) AS count ${LISTED_NAMESPACES}`, { me, pattern }));
  }

  listNamespaces(me: number, slice: Slice): NamespaceRow[] {
    return this.#database
      .all(`SELECT * ${LISTED_NAMESPACES} ORDER BY path, id LIMIT :limit OFFSET :offset`, { me, ...slice })
      .map((row) => NamespaceRow.parse(row));
  }

  image(id: number): ImageRow | undefined {
    return this.#one(ImageRow, 'SELECT * FROM djinn_images WHERE id = :id', { id });
  }

  countImages(me: number, pattern: string): number {
    return counted(this.#database.first(`SELECT count(*) AS count ${LISTED_IMAGES}`, { me, pattern }));
  }

  listImages(me: number, order: keyof typeof IMAGE_ORDER, slice: Slice): ImageRow[] {
    return this.#database
      .all(`SELECT * ${LISTED_IMAGES} ORDER BY ${IMAGE_ORDER[order]} LIMIT :limit OFFSET :offset`, {
        me,
        ...slice,
      })
      .map((row) => ImageRow.parse(row));
  }

  /** Is the name taken among all that a user owns, in namespaces or not? */
  ownsImageCalled(user: number, name: string): boolean {
    const sql = 'SELECT 1 FROM djinn_images WHERE user_id = :user AND name = :name LIMIT 1';
    return this.#database.first(sql, { user, name }) !== undefined;
  }

  hasImageCalled(namespace: number, name: string): boolean {
    const sql = 'SELECT 1 FROM djinn_images WHERE namespace_id = :namespace AND name = :name LIMIT 1';
    return this.#database.first(sql, { namespace, name }) !== undefined;
  }

  addImage({ name, author, namespace, file, url, at }: ImageEntry): ImageRow {
    const { lastId } = this.#database.run(
      `INSERT INTO djinn_images (author_id, user_id, namespace_id, name, created_at, file)
       VALUES (:author, :owner, :namespace, :name, :at, :file)`,
      { author, owner: namespace?.user_id ?? author, namespace: namespace?.id ?? null, name, at, file },
    );
    if (url !== null) {
      this.#database.run(
        'INSERT INTO djinn_downloads (image_id, url, created_at) VALUES (:image, :url, :at)',
        { image: lastId, url, at },
      );
    }
    const made = this.image(lastId);
    if (!made) throw new Error('An image was not there after it was made');
    return made;
  }

  setFile(image: number, file: string): void {
    this.#database.run('UPDATE djinn_images SET file = :file WHERE id = :image', { image, file });
  }

  /** Removes the image and its download record; true when it was there. */
  removeImage(id: number): boolean {
    return this.#database.run('DELETE FROM djinn_images WHERE id = :id', { id }).changes > 0;
  }

  imagesExist(): boolean {
    return this.#database.first('SELECT 1 FROM djinn_images LIMIT 1') !== undefined;
  }

  /** How many images there are in all. */
  imageCount(): number {
    return counted(this.#database.first('SELECT count(*) AS count FROM djinn_images'));
  }

  /** Every file that an image has. */
  files(): ReadonlySet<string> {
    const rows = this.#database.all('SELECT file FROM djinn_images WHERE file IS NOT NULL');
    return new Set(rows.map((row) => String(row['file'])));
  }

  download(image: number): DownloadRow | undefined {
    return this.#one(DownloadRow, 'SELECT * FROM djinn_downloads WHERE image_id = :image', { image });
  }

  startDownload(image: number, at: number): void {
    this.#database.run('UPDATE djinn_downloads SET started_at = :at WHERE image_id = :image', { image, at });
  }

  /** @param error null when it worked */
  finishDownload(image: number, error: string | null, at: number): void {
    this.#database.run(
      'UPDATE djinn_downloads SET error = :error, finished_at = :at WHERE image_id = :image',
      { image, error, at },
    );
  }
}
