import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { DJINN_DISK } from '../../contract/djinn/images.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import { Refused, type Routes } from '../route.ts';
import { notFound, somebody, type Caller } from './door.ts';
import { replyWithFile } from './download.ts';
import { pageOf, patternOf } from './paging.ts';
import type { Parts } from './parts.ts';
import type { ImageRow, Tables } from './tables.ts';
import { Wire } from './wire.ts';

/** May this caller see the image? The root namespace's visibility counts; what is in none is its owner's alone. */
function maySee(caller: Caller, image: ImageRow, tables: Tables): boolean {
  if (caller.user !== null && image.user_id === caller.user) return true;
  const namespace = image.namespace_id === null ? undefined : tables.namespace(image.namespace_id);
  const root = namespace && tables.namespace(namespace.root_id);
  if (!namespace || !root) return false;
  if (root.visibility === 'public') return true;
  if (caller.user === null) return false;
  return root.visibility === 'internal' || tables.isMember(caller.user, namespace);
}

/** May this caller delete it? Its owner may, and whoever collaborates in its namespace; visibility does not help. */
function mayDelete(user: number, image: ImageRow, tables: Tables): boolean {
  if (image.user_id === user) return true;
  const namespace = image.namespace_id === null ? undefined : tables.namespace(image.namespace_id);
  return namespace !== undefined && tables.isMember(user, namespace);
}

/** Does the caller want the file? The older reference shows a second type for it; real servers take one exactly. */
function wantsFile(accept: string | undefined, dialect: Dialect): boolean {
  return accept === DJINN_DISK || (dialect === 'documented' && accept === 'application/octet-stream');
}

/** Ids are 32-bit integers in PostgreSQL. */
const LARGEST_ID = 2 ** 31 - 1;

/** `GET /images`, `GET /images/{id}` and `DELETE /images/{id}`. */
export function addImages(routes: Routes<Caller>, parts: Parts): void {
  const { tables, files, imports, dialect } = parts;

  routes.on(djinnEndpoints.listImages, ({ caller, query, base, incoming }) => {
    const { user } = somebody(caller);
    const { search = '', page = 1 } = query;
    const pattern = patternOf(search, dialect);
    const total = tables.countImages(user, pattern);
    const address = `${base}/images`;
    const { limit, offset, headers } = pageOf(
      { page, total, address, search, target: incoming.url ?? '/' },
      dialect,
    );
    const wire = new Wire(tables, base);
    const images = tables.listImages(user, dialect, { pattern, limit, offset });
    return { status: 200, json: images.map((image) => wire.image(image)), headers };
  });

  routes.on(djinnEndpoints.getImage, async ({ caller, params, base, header, sendFile }) => {
    if (params.id > LARGEST_ID && dialect === 'observed') {
      const message = `pq: value "${params.id}" is out of range for type integer`;
      return { status: 500, json: { message } };
    }
    const missing = { status: 404, json: { message: 'Not Found' } } as const;
    const image = tables.image(params.id);
    if (!image || !maySee(caller, image, tables)) return missing;
    if (!wantsFile(header('accept'), dialect)) {
      return { status: 200, json: new Wire(tables, base).image(image) };
    }
    const reply =
      image.file === null
        ? undefined
        : await replyWithFile(files, image.file, image.created_at / 1000, header);
    switch (reply?.kind) {
      case undefined:
        return missing;
      case 'unchanged':
        return { status: 304 };
      case 'noRange':
        return { status: 416, text: reply.text, headers: reply.headers };
      case 'file':
        return sendFile(reply.answer);
    }
  });

  routes.on(djinnEndpoints.deleteImage, async ({ caller, params, header }) => {
    const image = tables.image(params.id);
    if (!image || !mayDelete(somebody(caller).user, image, tables)) {
      throw new Refused(notFound(header, djinnEndpoints.deleteImage, dialect));
    }
    // The row goes first: a crash in between leaves a file without a row, which the next start sweeps away.
    tables.removeImage(image.id);
    imports.cancel(image.id);
    if (image.file !== null) await files.remove(image.file);
    return { status: 204 };
  });
}
