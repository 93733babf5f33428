import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { FileStore } from '../files.ts';
import type { Jobs } from '../jobs.ts';
import { USERS } from './accounts.ts';
import { writeDisk } from './disk.ts';
import { SEED_IMAGES, SEED_NAMESPACES, type SeedImage } from './seedData.ts';
import { now, type NamespaceRow, type Tables } from './tables.ts';

const MINUTE = 60_000;
const MIB = 1_048_576;
const GIB = 1024 * MIB;

/** What fills an empty data folder with demo images. */
export interface Seeding {
  readonly seed: () => Promise<void>;
  readonly seedRows: (count: number) => number;
}

/** An import that needs no network: begins, and ends with a file, when its time has come. */
const Arrival = z.object({ image: z.int(), size: z.int(), minutes: z.number() });

/** The list gives 25 rows a page: more than this would take minutes to read and measure nothing new. */
const MOST_ROWS = 2_000;

/** Declares the job of imports that seem to be under way, and gives what seeds. */
export function startSeeding(tables: Tables, files: FileStore, jobs: Jobs): Seeding {
  /** A demo file with a disk a few times its size in it. */
  const diskOf = async (mebibytes: number): Promise<string> => {
    const name = `${randomUUID()}.qcow2`;
    const size = mebibytes * MIB;
    await writeDisk(files.path(name), size, Math.max(GIB, Math.ceil((size * 3) / GIB) * GIB));
    return name;
  };

  const arrive = jobs.define(
    'djinn.demoImport',
    (state) => Arrival.parse(state),
    async (state) => {
      const { image, size, minutes } = state;
      const download = tables.download(image);
      if (!download || download.finished_at !== null) return { done: true };
      if (download.started_at === null) {
        tables.startDownload(image, now());
        return { after: minutes * MINUTE, state };
      }
      const file = await diskOf(size);
      const kept = tables.transaction(() => {
        if (!tables.image(image)) return false;
        tables.setFile(image, file);
        tables.finishDownload(image, null, now());
        return true;
      });
      if (!kept) await files.remove(file);
      return { done: true };
    },
  );

  const addNamespaces = (at: (minutes: number) => number): Map<string, NamespaceRow> => {
    const made = new Map<string, NamespaceRow>();
    for (const { owner, path, visibility, description, age, collaborators = [] } of SEED_NAMESPACES) {
      const cut = path.lastIndexOf('/');
      const namespace = tables.addNamespace({
        owner: USERS[owner].id,
        parent: cut < 0 ? null : (made.get(`${path.slice(0, cut)}@${owner}`) ?? null),
        name: path.slice(cut + 1),
        description,
        visibility,
        at: at(age),
      });
      for (const user of collaborators) tables.addCollaborator(namespace.id, USERS[user].id);
      made.set(`${path}@${owner}`, namespace);
    }
    return made;
  };

  const addImport = (
    image: number,
    { import: told, age, size }: SeedImage,
    at: (minutes: number) => number,
  ): void => {
    if (!told) return;
    const started = told.state !== 'coming' || told.begins === 0;
    if (started) tables.startDownload(image, told.state === 'coming' ? now() : at(age));
    if (told.state === 'done') tables.finishDownload(image, null, at(age - 3));
    if (told.state === 'failed') tables.finishDownload(image, told.error, at(age) + 6_000_000);
    if (told.state === 'coming') {
      const minutes = told.ends - told.begins;
      arrive({ image, size, minutes }, (started ? told.ends : told.begins) * MINUTE);
    }
  };

  const seed = async (): Promise<void> => {
    if (tables.imagesExist()) return; // an earlier start got this far and was killed before the mark was set
    const withFiles = await Promise.all(
      SEED_IMAGES.map(async (image) => {
        const has = !image.import || image.import.state === 'done';
        return { image, file: has ? await diskOf(image.size) : null };
      }),
    );
    tables.transaction(() => {
      const present = now();
      const at = (minutes: number): number => present - minutes * MINUTE * 1000;
      const namespaces = addNamespaces(at);
      // The oldest first, so that ids grow with time as they do in life.
      for (const { image, file } of withFiles.toSorted((a, b) => b.image.age - a.image.age)) {
        const row = tables.addImage({
          name: image.name,
          author: USERS[image.author].id,
          namespace: (image.namespace !== undefined && namespaces.get(image.namespace)) || null,
          file,
          url: image.import?.url ?? null,
          at: at(image.age),
        });
        addImport(row.id, image, at);
      }
    });
  };

  return {
    seed,
    seedRows: (count) => {
      tables.transaction(() => {
        const present = now();
        for (let number = tables.imageCount(); number < Math.min(count, MOST_ROWS); number += 1) {
          tables.addImage({
            name: `row-${String(number).padStart(5, '0')}`,
            author: USERS.mina.id,
            namespace: null,
            file: null,
            url: null,
            at: present - number * MINUTE * 1000,
          });
        }
      });
      return tables.imageCount();
    },
  };
}
