import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import type { Database } from '../database.ts';
import type { Routes } from '../route.ts';
import type { Access } from './access.ts';
import type { Caller } from './accounts.ts';
import type { Image, Images } from './images.ts';
import type { Labels } from './labels.ts';
import { forbidden, notFound } from './refusals.ts';

interface Parts {
  readonly database: Database;
  readonly images: Images;
  readonly labels: Labels;
  readonly access: Access;
}

/** Refuses to write labels that the platform keeps for itself. */
function refuseReadOnly({ labels }: Image, writes: (key: string, value: string) => boolean): void {
  const reserved = labels.find(({ key, value, read_only }) => read_only && writes(key, value));
  if (reserved) throw forbidden('Tag not available');
}

/** The labels of one image: all of them, and item by item. Every write is done when it is answered. */
export function serveMetadata(routes: Routes<Caller>, { database, images, labels, access }: Parts): void {
  const write = (image: Image, work: () => void): { status: 204 } => {
    database.transaction(() => {
      work();
      images.touch(image.id, Date.now());
    });
    return { status: 204 };
  };

  routes.on(gcoreEndpoints.listMetadata, ({ caller, params }) => {
    const image = access.readable(caller, params);
    return { status: 200, json: { count: image.labels.length, results: image.labels } };
  });

  routes.on(gcoreEndpoints.addMetadata, ({ caller, params, body }) => {
    const image = access.writable(caller, params);
    refuseReadOnly(image, (key) => Object.hasOwn(body.value, key));
    return write(image, () => labels.merge(image.id, body.value));
  });

  routes.on(gcoreEndpoints.replaceMetadata, ({ caller, params, body }) => {
    const image = access.writable(caller, params);
    // Whoever sends back what was read sends the read-only labels too: only another value is an attempt to write.
    refuseReadOnly(image, (key, value) => Object.hasOwn(body.value, key) && body.value[key] !== value);
    return write(image, () => labels.replace(image.id, body.value));
  });

  routes.on(gcoreEndpoints.getMetadataItem, ({ caller, params, query }) => {
    const item = access.readable(caller, params).labels.find(({ key }) => key === query.key);
    if (!item) throw notFound('Tag not found');
    return { status: 200, json: item };
  });

  routes.on(gcoreEndpoints.deleteMetadataItem, ({ caller, params, query }) => {
    const image = access.writable(caller, params);
    if (!image.labels.some(({ key }) => key === query.key)) throw notFound('Tag not found');
    refuseReadOnly(image, (key) => key === query.key);
    return write(image, () => labels.remove(image.id, query.key));
  });
}
