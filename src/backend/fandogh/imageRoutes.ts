import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Dialect } from '../../contract/endpoint.ts';
import { fandoghEndpoints } from '../../contract/fandogh/endpoints.ts';
import { FandoghNewVersion } from '../../contract/fandogh/models.ts';
import type { Database } from '../database.ts';
import type { FileStore } from '../files.ts';
import { Refused, type Routes } from '../route.ts';
import { invalid, refusal, said } from './bodies.ts';
import type { BuildJobs } from './buildJob.ts';
import type { Builds } from './builds.ts';
import { byField, type Caller } from './door.ts';
import type { Images } from './images.ts';
import { receiveUpload } from './upload.ts';

/** Most bytes of an upload. A build context beyond this is a mistake, and the disk is somebody's. */
const LARGEST_UPLOAD = 2 * 1024 ** 3;

/** How long a version waits for its build, in milliseconds of life. */
const QUEUE_TIME = 4000;

/** What the routes of images work with. */
export interface ImageRooms {
  readonly database: Database;
  readonly files: FileStore;
  readonly dialect: Dialect;
  readonly images: Images;
  readonly builds: Builds;
  readonly buildJobs: BuildJobs;
}

const { listImages, createImage, deleteImage, listVersions, createVersion, listBuilds } = fandoghEndpoints;

/** Sets the handlers of images, versions and builds. */
export function routeImages(routes: Routes<Caller>, rooms: ImageRooms): void {
  const { database, files, dialect, images, builds, buildJobs } = rooms;

  const imageOf = (caller: Caller, name: string): number => {
    const image = images.find(caller.namespace, name);
    if (image === undefined) throw new Refused(refusal(404, 'Image not found'));
    return image;
  };

  routes.on(listImages, ({ caller }) => ({ status: 200, json: images.list(caller.namespace) }));

  routes.on(createImage, ({ caller, body: { value } }) => {
    if (images.find(caller.namespace, value.name) !== undefined) {
      throw new Refused(invalid({ name: ['image with this name already exists.'] }));
    }
    images.create(caller.namespace, value.name, caller.id, Date.now());
    return { status: 200, json: said('Image created successfully') };
  });

  routes.on(deleteImage, async ({ caller, params }) => {
    const archives = images.delete(imageOf(caller, params.image_name));
    for (const archive of archives) await files.remove(archive);
    return dialect === 'documented'
      ? { status: 204 }
      : { status: 200, json: said('Image Deleted Successfully') };
  });

  routes.on(listVersions, ({ caller, params, query }) => ({
    status: 200,
    json: images.versions(imageOf(caller, params.image_name), query.state ?? null),
  }));

  routes.on(createVersion, async ({ caller, params, incoming }) => {
    imageOf(caller, params.image_name);
    const { version, source, problems } = await receiveUpload(incoming, files, LARGEST_UPLOAD);
    const fields = z.safeParse(FandoghNewVersion, { version }, { reportInput: true });
    const wrong = { ...(fields.success ? {} : byField(fields.error.issues)), ...problems };
    if (!source || !fields.success || Object.keys(wrong).length > 0) {
      if (source) await files.discard(source);
      throw new Refused(invalid(wrong));
    }

    const archive = randomUUID();
    await files.commit(source, archive);
    try {
      database.transaction(() => {
        const image = imageOf(caller, params.image_name); // it may have gone while the bytes came
        if (images.findVersion(image, fields.data.version) !== undefined) {
          throw new Refused(invalid({ version: ['image version with this version already exists.'] }));
        }
        const uploaded = Date.now();
        const row = { version: fields.data.version, state: 'PENDING', uploaded, size: 0, archive } as const;
        const build = builds.create(images.createVersion(image, row), 'PENDING', uploaded);
        buildJobs.queue(build, archive, QUEUE_TIME);
      });
    } catch (error) {
      await files.remove(archive);
      throw error;
    }
    return { status: 200, json: said('Image Version created successfully') };
  });

  routes.on(listBuilds, ({ caller, params, query }) => {
    const version = images.findVersion(imageOf(caller, params.image_name), params.image_version);
    if (version === undefined) throw new Refused(refusal(404, 'Image version not found'));
    const all = builds.list(version, {
      offset: query.image_offset ?? 0,
      withTimestamp: query.with_timestamp ?? false,
    });
    // The documents promise an array; the published clients send an offset, and read one object.
    const [newest] = all;
    const single = dialect === 'observed' || query.image_offset !== undefined;
    return { status: 200, json: single && newest ? newest : all };
  });
}
