import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import type { FandoghState } from '../../../contract/fandogh/rules.ts';
import type { Database } from '../../database.ts';
import type { FileStore } from '../../files.ts';
import type { BuildJobs } from '../buildJob.ts';
import { planBuild, planWithoutContext, type BuildPlan } from '../build/plan.ts';
import type { Builds } from '../builds.ts';
import type { Images } from '../images.ts';
import { SEED_IMAGES, type SeedImage, type SeedVersion } from './images.ts';
import { REFERENCE_BUILDS } from './reference.ts';
import { contextOf, type Sources } from './sources.ts';

/** What seeding works with. */
export interface SeedRooms {
  readonly database: Database;
  readonly files: FileStore;
  readonly images: Images;
  readonly builds: Builds;
  readonly buildJobs: BuildJobs;
}

const MINUTE = 60_000;

/** How long a version waited for its build. */
const WAITED = 4000;

/** Makes a real archive of the sources and puts it where uploads are. @returns its file name */
async function storeArchive(sources: Sources, files: FileStore): Promise<string> {
  const entries = Object.entries(sources).map(([path, content]): [string, Uint8Array] => [
    path,
    typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
  ]);
  const name = randomUUID();
  await files.commit(await files.receive(Readable.from([zipSync(Object.fromEntries(entries))])), name);
  return name;
}

function planOf(image: string, { version, from }: SeedVersion): BuildPlan {
  return typeof from === 'object' && from !== null
    ? planBuild(contextOf(from), { image, version, seed: `${image} ${version}` })
    : planWithoutContext('it is cut short: the upload lost its end, or it was never whole');
}

/** Stores a version whose builds are over, with their logs. */
function storeFinished(
  image: number,
  name: string,
  seeded: SeedVersion,
  now: number,
  rooms: SeedRooms,
): void {
  const { images, builds } = rooms;
  const uploaded = now - seeded.age * MINUTE;
  const store = (state: FandoghState, size: number): number =>
    images.createVersion(image, { version: seeded.version, state, uploaded, size, archive: null });

  if (seeded.from === 'like in the reference') {
    const version = store('BUILD_FAILED', seeded.size ?? 0);
    for (const { minutesLater, lines } of REFERENCE_BUILDS) {
      const started = uploaded + minutesLater * MINUTE;
      const build = builds.create(version, 'BUILD_FAILED', started);
      builds.append(
        build,
        lines.map(({ offset, text }) => ({ at: started + offset, text })),
      );
      builds.end(build, 'BUILD_FAILED', seeded.size ?? 0, started + (lines.at(-1)?.offset ?? 0));
    }
    return;
  }
  const plan = planOf(name, seeded);
  const size = seeded.size ?? plan.size;
  const build = builds.create(store(plan.outcome, size), plan.outcome, uploaded + WAITED);
  let at = uploaded + WAITED;
  builds.append(
    build,
    plan.lines.map(({ after, text }) => ({ at: (at += after), text })),
  );
  builds.end(build, plan.outcome, size, at);
}

/** Stores a version that waits: with an archive its build begins after the start, without one it waits for ever. */
function storeWaiting(
  image: number,
  seeded: SeedVersion,
  archive: string | null,
  now: number,
  rooms: SeedRooms,
): void {
  const uploaded = now - seeded.age * MINUTE;
  const row = { version: seeded.version, state: 'PENDING', uploaded, size: 0, archive } as const;
  const build = rooms.builds.create(rooms.images.createVersion(image, row), 'PENDING', uploaded);
  if (archive === null) return;
  if (seeded.state === 'BUILDING') rooms.builds.begin(build, now);
  rooms.buildJobs.queue(build, archive, seeded.state === 'BUILDING' ? 0 : 5 * MINUTE);
}

/** Puts the demo images in. Archives come first, so that no row ever names a file that is not there. */
export async function seed(rooms: SeedRooms): Promise<void> {
  const now = Date.now();
  const inFlight = SEED_IMAGES.flatMap(({ versions }) => versions).filter(({ state }) => state !== undefined);
  const archives = new Map<SeedVersion, string>();
  for (const version of inFlight) {
    if (typeof version.from === 'object' && version.from !== null) {
      archives.set(version, await storeArchive(version.from, rooms.files));
    }
  }
  rooms.database.transaction(() => {
    for (const { namespace, name, owner, versions } of SEED_IMAGES) {
      const created = now - (oldest(versions) + 30) * MINUTE;
      const image = rooms.images.create(namespace, name, owner, created);
      for (const version of versions) {
        if (version.from === null || version.state) {
          storeWaiting(image, version, archives.get(version) ?? null, now, rooms);
        } else {
          storeFinished(image, name, version, now, rooms);
        }
      }
    }
  });
}

/** The age of the first version in minutes; an image without one is a day old. */
function oldest(versions: SeedImage['versions']): number {
  return versions.length === 0 ? 24 * 60 : Math.max(...versions.map(({ age }) => age));
}

const KINDS = ['api', 'worker', 'web', 'job', 'proxy', 'cache', 'index', 'gateway'];

/** One in eight is something else than built. */
const STATES: readonly FandoghState[] = [
  ...Array.from({ length: 14 }, () => 'BUILT' as const),
  'BUILD_FAILED',
  'FAILED',
];

/** Adds plain images with one version each, for measuring, until there are `count`. */
export function seedRows(
  count: number,
  { database, images }: Pick<SeedRooms, 'database' | 'images'>,
): number {
  const now = Date.now();
  return database.transaction(() => {
    const row = database.first(
      'SELECT count(*) AS count, coalesce(max(id), 0) AS highest FROM fandogh_images',
    );
    const missing = count - Number(row?.['count']);
    for (let step = 1; step <= missing; step += 1) {
      const index = Number(row?.['highest']) + step; // a number no name has had
      const uploaded = now - index * 7 * MINUTE;
      const name = `${KINDS[index % KINDS.length]}-${String(index).padStart(6, '0')}`;
      const image = images.create('saffron', name, 4411, uploaded - MINUTE);
      images.createVersion(image, {
        version: `v${(index * 7919) % 240}`,
        state: STATES[index % STATES.length] ?? 'BUILT',
        uploaded,
        size: 20_000_000 + ((index * 104_729) % 900_000_000),
        archive: null,
      });
    }
    return Number(row?.['count']) + Math.max(0, missing);
  });
}
