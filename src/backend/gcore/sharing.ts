import * as z from 'zod/mini';
import {
  ImageIds,
  SharedImage,
  type EntityType,
  type NewSharedImage,
  type ResellerImage,
} from '../../contract/gcore/sharing.ts';
import type { Database, Row } from '../database.ts';
import { clientOf, type Project } from './registry.ts';

/** SQL NULL is null, `[]` is [], and a row that is not there is no record: nothing here turns one into another. */
const StoredIds = z.pipe(
  z.nullable(z.string()),
  z.transform((text): ImageIds => (text === null ? null : z.parse(ImageIds, JSON.parse(text)))),
);

const stored = (ids: ImageIds): string | null => (ids === null ? null : JSON.stringify(ids));

const ResellerRow = z.object({
  reseller_id: z.int(),
  region_id: z.int(),
  image_ids: StoredIds,
  created_at: z.number(),
  updated_at: z.number(),
});
export type ResellerRecord = z.output<typeof ResellerRow>;

const SharedRow = z.extend(SharedImage, { image_ids: StoredIds });

/** Narrows the shared records; null does not narrow. */
export interface SharedFilter {
  readonly entityType: EntityType | null;
  readonly entityId: number | null;
  readonly regionId: number | null;
}

const NARROWED = `(:entityType IS NULL OR entity_type = :entityType)
  AND (:entityId IS NULL OR entity_id = :entityId)
  AND (:regionId IS NULL OR region_id = :regionId)`;

/** Which images an entity's clients get: the records of both endpoints. */
export class Sharing {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  putReseller({ reseller_id, region_id, image_ids }: ResellerImage, now: number): void {
    this.#database.run(
      `INSERT INTO gcore_reseller_images VALUES (:reseller_id, :region_id, :ids, :now, :now)
       ON CONFLICT DO UPDATE SET image_ids = excluded.image_ids, updated_at = excluded.updated_at`,
      { reseller_id, region_id, ids: stored(image_ids), now },
    );
  }

  reseller(resellerId: number): ResellerRecord[] {
    return this.#database
      .all('SELECT * FROM gcore_reseller_images WHERE reseller_id = :resellerId ORDER BY region_id', {
        resellerId,
      })
      .map((row) => z.parse(ResellerRow, row));
  }

  /** Removes the records of all regions. */
  removeReseller(resellerId: number): void {
    this.#database.run('DELETE FROM gcore_reseller_images WHERE reseller_id = :resellerId', { resellerId });
  }

  putShared({ entity_type, entity_id, region_id, image_ids }: NewSharedImage): SharedImage {
    const [row] = this.#database.all(
      `INSERT INTO gcore_shared_images (entity_type, entity_id, region_id, image_ids)
       VALUES (:entity_type, :entity_id, :region_id, :ids)
       ON CONFLICT (entity_type, entity_id, region_id) DO UPDATE SET image_ids = excluded.image_ids
       RETURNING *`,
      { entity_type, entity_id, region_id, ids: stored(image_ids) },
    );
    return z.parse(SharedRow, row);
  }

  shared(filter: SharedFilter): SharedImage[] {
    return this.#database
      .all(`SELECT * FROM gcore_shared_images WHERE ${NARROWED} ORDER BY id`, { ...filter })
      .map((row) => z.parse(SharedRow, row));
  }

  removeShared(filter: SharedFilter): void {
    this.#database.run(`DELETE FROM gcore_shared_images WHERE ${NARROWED}`, { ...filter });
  }

  /**
   * Which public images the users of a project get in a region; null is all of them. The record of the most
   * specific entity counts, alone: project, client, reseller, and then the reseller's deprecated record.
   */
  limitOf(project: Project, regionId: number): ImageIds {
    const client = clientOf(project);
    const record =
      this.#first(
        `SELECT image_ids FROM gcore_shared_images
       WHERE region_id = :regionId AND (entity_type, entity_id) IN (
         VALUES ('project', :project), ('client', :client), ('reseller', :reseller))
       ORDER BY CASE entity_type WHEN 'project' THEN 0 WHEN 'client' THEN 1 ELSE 2 END LIMIT 1`,
        { regionId, project: project.id, client: client.id, reseller: client.resellerId },
      ) ??
      this.#first(
        'SELECT image_ids FROM gcore_reseller_images WHERE region_id = :regionId AND reseller_id = :reseller',
        { regionId, reseller: client.resellerId },
      );
    return record ? z.parse(StoredIds, record['image_ids']) : null;
  }

  #first(sql: string, parameters: Record<string, number>): Row | undefined {
    return this.#database.first(sql, parameters);
  }
}
