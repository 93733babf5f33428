/** Only ever appended to. Times are milliseconds since 1970, sizes bytes. */
export const migrations: readonly string[] = [
  `CREATE TABLE gcore_images (
     id TEXT PRIMARY KEY,
     project_id INTEGER NOT NULL,
     region_id INTEGER NOT NULL,
     name TEXT NOT NULL,
     status TEXT NOT NULL,
     visibility TEXT NOT NULL,
     description TEXT,
     display_order INTEGER,
     architecture TEXT NOT NULL,
     disk_format TEXT NOT NULL,
     size INTEGER NOT NULL,
     min_disk INTEGER NOT NULL,
     min_ram INTEGER NOT NULL,
     os_type TEXT NOT NULL,
     os_distro TEXT NOT NULL,
     os_version TEXT NOT NULL,
     ssh_key TEXT NOT NULL,
     hw_firmware_type TEXT,
     hw_machine_type TEXT,
     is_baremetal INTEGER NOT NULL,
     gpu_driver TEXT,
     creator_task_id TEXT,
     task_id TEXT,
     created_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX gcore_images_of_project ON gcore_images (region_id, project_id, created_at DESC);
   CREATE INDEX gcore_images_of_task ON gcore_images (creator_task_id);

   CREATE TABLE gcore_labels (
     image_id TEXT NOT NULL REFERENCES gcore_images (id) ON DELETE CASCADE,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     read_only INTEGER NOT NULL,
     PRIMARY KEY (image_id, key)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE gcore_tasks (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     task_type TEXT NOT NULL,
     state TEXT NOT NULL,
     user_id INTEGER NOT NULL,
     user_client_id INTEGER NOT NULL,
     client_id INTEGER NOT NULL,
     project_id INTEGER NOT NULL,
     region_id INTEGER NOT NULL,
     data TEXT NOT NULL,
     created_image TEXT,
     error TEXT,
     created_on INTEGER NOT NULL,
     updated_on INTEGER NOT NULL,
     finished_on INTEGER,
     acknowledged_at INTEGER,
     acknowledged_by INTEGER
   ) STRICT;
   CREATE INDEX gcore_tasks_of_project ON gcore_tasks (project_id, region_id, state);

   -- image_ids is NULL for all public images, '[]' for none, a JSON list for only these; no row is no record.
   CREATE TABLE gcore_reseller_images (
     reseller_id INTEGER NOT NULL,
     region_id INTEGER NOT NULL,
     image_ids TEXT,
     created_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL,
     PRIMARY KEY (reseller_id, region_id)
   ) STRICT;
   CREATE TABLE gcore_shared_images (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     entity_type TEXT NOT NULL,
     entity_id INTEGER NOT NULL,
     region_id INTEGER NOT NULL,
     image_ids TEXT,
     UNIQUE (entity_type, entity_id, region_id)
   ) STRICT;
   CREATE VIEW gcore_listed (region_id, image_id) AS
     SELECT region_id, value FROM gcore_shared_images, json_each(image_ids)
     UNION SELECT region_id, value FROM gcore_reseller_images, json_each(image_ids);`,
];
