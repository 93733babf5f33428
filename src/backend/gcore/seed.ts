import { randomUUID } from 'node:crypto';
import { DEMO_VOLUMES } from '../../contract/gcore/demo.ts';
import type { Database } from '../database.ts';
import { demoId, publicImages } from './catalogue.ts';
import { IN_FLIGHT } from './demoImages.ts';
import type { Images } from './images.ts';
import type { Labels } from './labels.ts';
import { plainImages } from './plainImages.ts';
import { productionImageId, projectImages } from './projectImages.ts';
import type { Sharing } from './sharing.ts';
import type { Task, Tasks } from './tasks.ts';
import { QUICK_START_IMAGE } from './volumes.ts';
import type { Work } from './work.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is under way in the demo stays so for days, to be looked at. */
const STANDS = 3 * DAY;

interface Parts {
  readonly database: Database;
  readonly images: Images;
  readonly labels: Labels;
  readonly tasks: Tasks;
  readonly sharing: Sharing;
  readonly work: Work;
}

const publicId = (name: string): string => demoId(`public 76 ${name}`);

/** A task of the demo: by mina of client 77, in `streaming-production`, Luxembourg-2. */
interface DemoTask {
  readonly id?: string;
  readonly type: Task['task_type'];
  readonly state: Task['state'];
  readonly age: number;
  /** Milliseconds from its creation to its end. */
  readonly took?: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly made?: string;
  readonly error?: string;
  readonly seen?: true;
}

function taskRow(demo: DemoTask, now: number): Omit<Task, 'number'> {
  const created = now - demo.age;
  const finished = demo.took === undefined ? null : created + demo.took;
  return {
    id: demo.id ?? randomUUID(),
    task_type: demo.type,
    state: demo.state,
    user_id: 612,
    user_client_id: 77,
    client_id: 77,
    project_id: 1337,
    region_id: 76,
    data: { ...demo.data },
    created_image: demo.made ?? null,
    error: demo.error ?? null,
    created_on: created,
    updated_on: finished ?? created,
    finished_on: finished,
    acknowledged_at: demo.seen ? (finished ?? created) + 5 * MINUTE : null,
    acknowledged_by: demo.seen ? 612 : null,
  };
}

const source = (file: string): string => `https://images.example.org/${file}`;

const PAST_TASKS: readonly DemoTask[] = [
  {
    type: 'download_image',
    state: 'FINISHED',
    age: 41 * HOUR,
    took: 96_000,
    data: { name: 'player-origin-v142', url: source('player-origin-v142.qcow2') },
    made: productionImageId('player-origin-v142'),
    seen: true,
  },
  {
    type: 'download_image',
    state: 'ERROR',
    age: 38 * HOUR,
    took: 4_000,
    data: { name: 'player-origin-v143', url: source('player-origin-v143.qcow2') },
    error: 'Image source answered 404 to HEAD',
  },
  {
    type: 'download_image',
    state: 'ERROR',
    age: 29 * HOUR,
    took: 11_000,
    data: { name: 'metrics-appliance', url: source('metrics-appliance.qcow2.gz') },
    error: 'Image source is gzip; accepted formats are raw, vhd, vhdx, vdi, ploop, qcow2, aki, ari, ami',
  },
  {
    type: 'delete_image',
    state: 'ERROR',
    age: 22 * HOUR,
    took: 7_000,
    data: { image_id: QUICK_START_IMAGE },
    error: `Image ${QUICK_START_IMAGE} is used by 2 volumes and cannot be deleted until they are`,
  },
  {
    type: 'create_image',
    state: 'ERROR',
    age: 5 * HOUR,
    took: 9_000,
    data: { name: 'orders-db-2026-q3', volume_id: DEMO_VOLUMES[2].id, source: 'volume' },
    error: `Volume ${DEMO_VOLUMES[2].id} is not bootable`,
  },
  {
    type: 'create_image',
    state: 'FINISHED',
    age: 3 * HOUR + 6 * MINUTE,
    took: 6 * MINUTE,
    data: { name: 'win-2025-core', volume_id: DEMO_VOLUMES[1].id, source: 'volume' },
    made: productionImageId('win-2025-core'),
  },
  {
    type: 'delete_image',
    state: 'FINISHED',
    age: 2 * HOUR,
    took: 12_000,
    data: { image_id: demoId('1337 76 player-origin-v120') },
  },
  {
    type: 'create_image',
    state: 'FINISHED',
    age: 36 * MINUTE,
    took: 5 * MINUTE,
    data: { name: 'ubuntu-24.04-hardened', volume_id: DEMO_VOLUMES[0].id, source: 'volume' },
    made: productionImageId('ubuntu-24.04-hardened'),
  },
];

function seedImages({ images, labels }: Parts, now: number): void {
  for (const image of publicImages(now)) images.insert(image);
  for (const { row, labels: own, reserved } of projectImages(now)) {
    images.insert(row);
    for (const [key, value] of Object.entries(own)) labels.put(row.id, key, value);
    for (const [key, value] of Object.entries(reserved)) labels.put(row.id, key, value, true);
  }
}

/** One image being made, one being stored after its task has finished, one being deleted, and one still to come. */
function seedWorkInFlight({ images, tasks, work }: Parts, now: number): void {
  const making: DemoTask = {
    id: demoId('task making'),
    type: 'create_image',
    state: 'RUNNING',
    age: 5 * MINUTE,
    data: { name: IN_FLIGHT.made, volume_id: DEMO_VOLUMES[0].id, source: 'volume' },
  };
  const made = productionImageId(IN_FLIGHT.made);
  tasks.insert(taskRow(making, now));
  images.setCreator(made, demoId('task making'));
  images.lock(made, demoId('task making'));
  const bytes = { size: 2_260_000_000, disk_format: 'qcow2', min_disk: 10 };
  work.resume({ task: demoId('task making'), step: 'finish', stored: bytes }, STANDS);

  const stored = productionImageId(IN_FLIGHT.stored);
  const storing: DemoTask = {
    id: demoId('task storing'),
    type: 'download_image',
    state: 'FINISHED',
    age: 14 * MINUTE,
    took: 2 * MINUTE,
    data: { name: IN_FLIGHT.stored, url: source('debian-13-cis.qcow2') },
    made: stored,
  };
  tasks.insert(taskRow(storing, now));
  images.setCreator(stored, demoId('task storing'));
  work.settle(stored, { size: 1_480_000_000, disk_format: 'qcow2', min_disk: 5 }, STANDS);

  const deleted = productionImageId(IN_FLIGHT.deleted);
  const deleting: DemoTask = {
    id: demoId('task deleting'),
    type: 'delete_image',
    state: 'RUNNING',
    age: 90_000,
    data: { image_id: deleted },
  };
  tasks.insert(taskRow(deleting, now));
  images.lock(deleted, demoId('task deleting'));
  work.resume({ task: demoId('task deleting'), step: 'finish' }, STANDS);

  const queued: DemoTask = {
    id: demoId('task queued'),
    type: 'download_image',
    state: 'NEW',
    age: 20_000,
    data: {
      name: 'fedora-45-nightly',
      url: source('fedora-45-nightly.qcow2'),
      metadata: { owner_team: 'media' },
    },
  };
  tasks.insert(taskRow(queued, now));
  work.resume({ task: demoId('task queued'), step: 'start' }, STANDS);
}

/** Each of the four meanings has a record, or has none; one list names an image that is gone. */
function seedSharing({ sharing }: Parts, now: number): void {
  const then = now - 10 * DAY;
  sharing.putReseller({ reseller_id: 936, region_id: 76, image_ids: null }, then);
  sharing.putReseller({ reseller_id: 936, region_id: 92, image_ids: [] }, then);
  const singapore = ['ubuntu-24.04', 'debian-13', 'no-longer-there'];
  sharing.putReseller(
    { reseller_id: 936, region_id: 104, image_ids: singapore.map((name) => demoId(`public 104 ${name}`)) },
    then,
  );
  sharing.putShared({
    entity_type: 'client',
    entity_id: 78,
    region_id: 76,
    image_ids: [
      ...['ubuntu-24.04', 'debian-13', 'alpine-3.22', 'windows-server-2025'].map(publicId),
      productionImageId('ubuntu-24.04-hardened'),
    ],
  });
  sharing.putShared({ entity_type: 'project', entity_id: 1338, region_id: 92, image_ids: [] });
  sharing.putShared({ entity_type: 'client', entity_id: 77, region_id: 92, image_ids: null });
  sharing.putShared({
    entity_type: 'reseller',
    entity_id: 512,
    region_id: 76,
    image_ids: ['ubuntu-24.04', 'ubuntu-26.04', 'rocky-10', 'talos-1.12'].map(publicId),
  });
}

/** Lifelike demo data, in one transaction. */
export function seed(parts: Parts): void {
  const now = Date.now();
  parts.database.transaction(() => {
    seedImages(parts, now);
    for (const demo of PAST_TASKS) {
      const task = taskRow(demo, now);
      parts.tasks.insert(task);
      if (task.created_image !== null) parts.images.setCreator(task.created_image, task.id);
    }
    seedWorkInFlight(parts, now);
    seedSharing(parts, now);
  });
}

/** Plain images until there are `count` in all. */
export function seedRows({ database, images }: Pick<Parts, 'database' | 'images'>, count: number): number {
  const there = images.total();
  database.transaction(() => {
    for (const image of plainImages(there, Math.max(0, count - there), Date.now())) images.insert(image);
  });
  return images.total();
}
