import * as z from 'zod/mini';
import type { ImageChanges, ImageQuery } from '../../contract/gcore/image.ts';
import { Label } from '../../contract/gcore/metadata.ts';
import type { ImageIds } from '../../contract/gcore/sharing.ts';
import type { Database } from '../database.ts';

const yes = z.pipe(
  z.int(),
  z.transform((value) => value === 1),
);

/** An image as it is stored. */
const StoredImage = z.object({
  id: z.string(),
  project_id: z.int(),
  region_id: z.int(),
  name: z.string(),
  status: z.string(),
  visibility: z.string(),
  description: z.nullable(z.string()),
  display_order: z.nullable(z.int()),
  architecture: z.string(),
  disk_format: z.string(),
  /** Bytes; 0 until it is active. */
  size: z.number(),
  /** GiB. */
  min_disk: z.int(),
  /** MiB. */
  min_ram: z.int(),
  os_type: z.string(),
  os_distro: z.string(),
  os_version: z.string(),
  ssh_key: z.string(),
  hw_firmware_type: z.nullable(z.string()),
  hw_machine_type: z.nullable(z.string()),
  is_baremetal: yes,
  gpu_driver: z.nullable(z.string()),
  creator_task_id: z.nullable(z.string()),
  task_id: z.nullable(z.string()),
  created_at: z.number(),
  updated_at: z.number(),
});

/** A new row of the table. */
export type NewImage = z.output<typeof StoredImage>;

/** An image with what other tables say of it. */
const FoundImage = z.extend(StoredImage, {
  /** Is it in a sharing list of its region, without being public? */
  internally_shared: yes,
  labels: z.pipe(
    z.string(),
    z.transform((text) => z.parse(z.array(Label), JSON.parse(text))),
  ),
});
export type Image = z.output<typeof FoundImage>;

/** Which images a caller sees from one project in one region. */
export interface Scope {
  readonly project: number;
  readonly region: number;
  /** The public images and those shared by list too, or only what the project owns? */
  readonly catalogue: boolean;
  /** The list that limits the public ones; null does not limit. */
  readonly allowed: ImageIds;
}

type Filter = z.output<typeof ImageQuery>;

/** What storing an image found out about its bytes. */
export interface StoredBytes {
  readonly size: number;
  readonly disk_format: string;
  /** GiB. */
  readonly min_disk: number;
}

const COLUMNS = Object.keys(StoredImage.def.shape);

const INSERT = `INSERT INTO gcore_images (${COLUMNS.join(', ')})
  VALUES (${COLUMNS.map((column) => `:${column}`).join(', ')})`;

const LISTED = 'i.id IN (SELECT image_id FROM gcore_listed WHERE region_id = :region)';

/** An upload is `private` on some services; in a sharing list it is shared all the same. */
const VISIBILITY = `CASE WHEN i.visibility = 'private' AND ${LISTED} THEN 'shared' ELSE i.visibility END`;

const FOUND = `SELECT ${COLUMNS.map((column) => (column === 'visibility' ? `${VISIBILITY} AS visibility` : `i.${column}`)).join(', ')},
    i.visibility <> 'public' AND ${LISTED} AS internally_shared,
    (SELECT json_group_array(json_object('key', key, 'value', value, 'read_only', json(iif(read_only, 'true', 'false'))))
       FROM (SELECT * FROM gcore_labels WHERE image_id = i.id ORDER BY key)) AS labels
  FROM gcore_images i`;

const IN_SCOPE = `i.region_id = :region AND (
    i.project_id = :project
    OR (:catalogue AND iif(:allowed IS NULL, i.visibility = 'public', i.id IN (SELECT value FROM json_each(:allowed)))))`;

const FILTERED = `${IN_SCOPE}
  AND (:visibility IS NULL OR ${VISIBILITY} = :visibility)
  AND (:name IS NULL OR instr(lower(i.name), lower(:name)) > 0)
  AND (:architecture IS NULL OR i.architecture = :architecture)
  AND (:os_distro IS NULL OR lower(i.os_distro) = lower(:os_distro))
  AND (:os_version IS NULL OR lower(i.os_version) = lower(:os_version))
  AND NOT EXISTS (SELECT 1 FROM json_each(:keys) k
    WHERE NOT EXISTS (SELECT 1 FROM gcore_labels l WHERE l.image_id = i.id AND l.key = k.value))
  AND NOT EXISTS (SELECT 1 FROM json_each(:pairs) p
    WHERE NOT EXISTS (SELECT 1 FROM gcore_labels l WHERE l.image_id = i.id AND l.key = p.value ->> 'key' AND l.value = p.value ->> 'value'))`;

function scopeParameters({ project, region, catalogue, allowed }: Scope) {
  return { project, region, catalogue, allowed: allowed && JSON.stringify(allowed) };
}

function filterParameters(filter: Filter) {
  const keys = [...(filter.metadata_k ?? []), ...[filter.tag_key ?? []].flat()];
  const pairs = [filter.metadata_kv, filter.tag_key_value].flatMap((one) => Object.entries(one ?? {}));
  return {
    // `private` goes by its presence: `private=false` restricts too.
    visibility: filter.private === undefined ? (filter.visibility ?? null) : 'private',
    name: filter.name ?? null,
    architecture: filter.architecture ?? null,
    os_distro: filter.os_distro ?? null,
    os_version: filter.os_version ?? null,
    keys: JSON.stringify(keys),
    pairs: JSON.stringify(pairs.map(([key, value]) => ({ key, value }))),
  };
}

/** The images in the database. */
export class Images {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The images of a scope that pass a filter, newest first: one page of them if asked. */
  list(scope: Scope, filter: Filter, limit = -1, offset = 0): Image[] {
    return this.#database
      .all(
        // The page is cut out of bare row numbers first, so that labels are looked up for its rows only.
        `${FOUND} JOIN (SELECT i.rowid AS number FROM gcore_images i WHERE ${FILTERED}
             ORDER BY i.created_at DESC, i.rowid DESC LIMIT :limit OFFSET :offset) page ON page.number = i.rowid
           ORDER BY i.created_at DESC, i.rowid DESC`,
        { ...scopeParameters(scope), ...filterParameters(filter), limit, offset },
      )
      .map((row) => z.parse(FoundImage, row));
  }

  /** How many images pass, over all pages. */
  count(scope: Scope, filter: Filter): number {
    const row = this.#database.first(`SELECT count(*) AS count FROM gcore_images i WHERE ${FILTERED}`, {
      ...scopeParameters(scope),
      ...filterParameters(filter),
    });
    return Number(row?.['count']);
  }

  /** One image, if the scope holds it. */
  get(scope: Scope, id: string): Image | undefined {
    const row = this.#database.first(`${FOUND} WHERE ${IN_SCOPE} AND i.id = :id`, {
      ...scopeParameters(scope),
      id,
    });
    return row && z.parse(FoundImage, row);
  }

  /** The image that a task is making. */
  madeBy(taskId: string): NewImage | undefined {
    const row = this.#database.first('SELECT * FROM gcore_images WHERE creator_task_id = :taskId', {
      taskId,
    });
    return row && z.parse(StoredImage, row);
  }

  /** How many images the projects own, all regions together. */
  owned(projects: readonly number[]): number {
    const row = this.#database.first(
      'SELECT count(*) AS count FROM gcore_images WHERE project_id IN (SELECT value FROM json_each(:projects))',
      { projects: JSON.stringify(projects) },
    );
    return Number(row?.['count']);
  }

  /** How many images there are, over all projects and regions. */
  total(): number {
    return Number(this.#database.first('SELECT count(*) AS count FROM gcore_images')?.['count']);
  }

  insert(image: NewImage): void {
    this.#database.run(INSERT, image);
  }

  /** Changes the fields that are given; a bare metal mark of null is taken away. */
  change(id: string, changes: ImageChanges, now: number): void {
    this.#database.run(
      `UPDATE gcore_images SET
         name = coalesce(:name, name),
         hw_firmware_type = coalesce(:hw_firmware_type, hw_firmware_type),
         hw_machine_type = coalesce(:hw_machine_type, hw_machine_type),
         os_type = coalesce(:os_type, os_type),
         ssh_key = coalesce(:ssh_key, ssh_key),
         is_baremetal = coalesce(:is_baremetal, is_baremetal),
         updated_at = :now
       WHERE id = :id`,
      {
        id,
        now,
        name: changes.name ?? null,
        hw_firmware_type: changes.hw_firmware_type ?? null,
        hw_machine_type: changes.hw_machine_type ?? null,
        os_type: changes.os_type ?? null,
        ssh_key: changes.ssh_key ?? null,
        is_baremetal: changes.is_baremetal === undefined ? null : (changes.is_baremetal ?? false),
      },
    );
  }

  /** Notes that something about the image was written. */
  touch(id: string, now: number): void {
    this.#database.run('UPDATE gcore_images SET updated_at = :now WHERE id = :id', { id, now });
  }

  /** Gives the lock to a task, or takes it away. */
  lock(id: string, taskId: string | null): void {
    this.#database.run('UPDATE gcore_images SET task_id = :taskId WHERE id = :id', { id, taskId });
  }

  /** Notes which task made the image. */
  setCreator(id: string, taskId: string): void {
    this.#database.run('UPDATE gcore_images SET creator_task_id = :taskId WHERE id = :id', { id, taskId });
  }

  setStatus(id: string, status: 'queued' | 'saving', now: number): void {
    this.#database.run('UPDATE gcore_images SET status = :status, updated_at = :now WHERE id = :id', {
      id,
      status,
      now,
    });
  }

  /** The bytes are in the store: the image can be used. */
  activate(id: string, { size, disk_format, min_disk }: StoredBytes, now: number): void {
    this.#database.run(
      `UPDATE gcore_images SET status = 'active', size = :size, disk_format = :disk_format,
         min_disk = :min_disk, updated_at = :now WHERE id = :id`,
      { id, size, disk_format, min_disk, now },
    );
  }

  remove(id: string): void {
    this.#database.run('DELETE FROM gcore_images WHERE id = :id', { id });
  }
}
