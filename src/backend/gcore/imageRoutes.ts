import type * as z from 'zod/mini';
import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import type { GcoreImageList, ImageQuery } from '../../contract/gcore/image.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import type { Database } from '../database.ts';
import type { Routes } from '../route.ts';
import type { Access } from './access.ts';
import type { Caller } from './accounts.ts';
import { imageJson } from './imageJson.ts';
import type { Images, Scope } from './images.ts';
import type { Labels } from './labels.ts';
import { enter, type Place } from './places.ts';
import { notFound, overQuota } from './refusals.ts';
import { clientOf, PROJECTS } from './registry.ts';
import type { NewTask, Tasks } from './tasks.ts';
import { volumeIn } from './volumes.ts';
import type { Work } from './work.ts';

interface Parts {
  readonly database: Database;
  readonly images: Images;
  readonly labels: Labels;
  readonly tasks: Tasks;
  readonly access: Access;
  readonly work: Work;
  readonly dialect: Dialect;
}

/** Lists, reads, makes, changes and deletes images. */
export function serveImages(routes: Routes<Caller>, parts: Parts): void {
  const { database, images, labels, tasks, access, work, dialect } = parts;

  /** Documented are no pages unless asked for; real servers cut at 1,000. */
  const list = (scope: Scope, query: z.output<typeof ImageQuery>): z.input<typeof GcoreImageList> => {
    const limit = query.limit ?? (dialect === 'observed' ? 1000 : undefined);
    const found = images.list(scope, query, limit, query.offset);
    const paged = limit !== undefined || query.offset !== undefined;
    return {
      count: paged ? images.count(scope, query) : found.length,
      results: found.map((image) => imageJson(image, dialect, query.include_prices ?? false)),
    };
  };

  const begin = (task: NewTask): { tasks: string[] } => {
    const id = tasks.add(task, Date.now());
    work.begin(id);
    return { tasks: [id] };
  };

  /** One more image must fit into the client's quota: those that tasks will make are counted in. */
  const checkQuota = ({ project }: Place): void => {
    const client = clientOf(project);
    const projects = PROJECTS.filter(({ clientId }) => clientId === client.id).map(({ id }) => id);
    const used = images.owned(projects) + tasks.waiting(projects);
    if (used >= client.images) throw overQuota('image_count', client.images, used);
  };

  routes.on(gcoreEndpoints.listImages, ({ caller, params, query }) => ({
    status: 200,
    json: list(access.scope(caller, enter(caller, params)), query),
  }));

  routes.on(gcoreEndpoints.listProjectImages, ({ caller, params, query }) => {
    const { project, region } = enter(caller, params);
    const scope = { project: project.id, region: region.id, catalogue: false, allowed: null };
    return { status: 200, json: list(scope, query) };
  });

  routes.on(gcoreEndpoints.getImage, ({ caller, params, query }) => ({
    status: 200,
    json: imageJson(access.readable(caller, params), dialect, query.include_prices ?? false),
  }));

  routes.on(gcoreEndpoints.createImage, ({ caller, params, body }) => {
    const place = enter(caller, params);
    const data = body.value;
    if (!volumeIn(place, data.volume_id)) throw notFound(`Volume ${data.volume_id} could not be found`);
    const json = database.transaction(() => {
      checkQuota(place);
      return begin({ type: 'create_image', caller, place, data });
    });
    return { status: 200, json };
  });

  routes.on(gcoreEndpoints.downloadImage, ({ caller, params, body }) => {
    const place = enter(caller, params);
    const json = database.transaction(() => {
      checkQuota(place);
      return begin({ type: 'download_image', caller, place, data: body.value });
    });
    return { status: 200, json };
  });

  routes.on(gcoreEndpoints.updateImage, ({ caller, params, body }) => {
    const image = access.writable(caller, params);
    const changes = body.value;
    if (Object.keys(changes).length > 0) {
      database.transaction(() => {
        images.change(image.id, changes, Date.now());
        // A read-only label stays as it is, without a word.
        labels.merge(image.id, { ...changes.metadata, ...changes.tags });
      });
    }
    return { status: 200, json: imageJson(access.readable(caller, params), dialect, false) };
  });

  routes.on(gcoreEndpoints.deleteImage, ({ caller, params }) => {
    const place = enter(caller, params);
    const json = database.transaction(() => {
      const image = access.writable(caller, params);
      const begun = begin({ type: 'delete_image', caller, place, data: { image_id: image.id } });
      const [taskId = null] = begun.tasks;
      images.lock(image.id, taskId);
      return begun;
    });
    return { status: 200, json };
  });
}
