import * as z from 'zod/mini';
import { endpoints } from '../endpoint.ts';
import { DJINN_DISK, DjinnImage, DjinnNamespace, DjinnUser } from './images.ts';
import { ImageParams, ListQuery, NewImport, NewNamespace, NewUpload } from './requests.ts';

/** Failures that are not about a field; `stack` in debug mode and after crashes. */
const Failure = z.object({ message: z.string(), stack: z.optional(z.string()) });

/** Failed validation: no wrapper, just the fields with what is wrong about each. */
const FieldErrors = z.record(z.string(), z.array(z.string()));

const invalid = { when: 'Fields are missing or not acceptable.', json: FieldErrors };
const refused = { when: 'The token is missing, not known, or lacks the permission.', json: Failure };
const missing = {
  when: 'There is no such image, or the token may not see it or lacks the permission.',
  json: Failure,
};
const broken = { when: 'The server failed.', json: Failure };
/** Seen of servers of 2023: a request with a form's content type is treated as a browser's. */
const toLogin = {
  when: 'The request has the content type of a form, and failed other than by validation.',
  only: 'observed',
} as const;

/** Every endpoint of Djinn CI that has to do with images. The reference: https://docs.djinn-ci.com/api */
export const djinnEndpoints = endpoints('djinn', {
  listImages: {
    method: 'GET',
    path: '/images',
    summary: "The images of the token's user and of the namespaces that user collaborates in.",
    source: 'Djinn CI reference, Images: List images (docs.djinn-ci.com/api/images)',
    permission: 'image:read',
    query: ListQuery,
    answers: {
      200: { when: 'A page of images; `Link` tells the pages around it.', json: z.array(DjinnImage) },
      404: refused,
      500: broken,
    },
  },
  createImage: {
    method: 'POST',
    path: '/images',
    summary: 'Makes an image from the bytes sent, or has Djinn fetch it from a URL.',
    source: 'Djinn CI reference, Images: Create image (docs.djinn-ci.com/api/images)',
    permission: 'image:write',
    query: NewUpload,
    body: { json: NewImport, bytes: DJINN_DISK, form: { fields: NewUpload, file: 'file' } },
    answers: {
      200: { when: 'The image is made; one that is to be fetched, too.', json: DjinnImage },
      201: { when: 'The same.', json: DjinnImage, only: 'observed' },
      303: toLogin,
      400: invalid,
      404: refused,
      500: broken,
    },
  },
  getImage: {
    method: 'GET',
    path: '/images/{id}',
    summary: `One image, or its file when \`Accept\` is exactly \`${DJINN_DISK}\`.`,
    source: 'Djinn CI reference, Images: Get image (docs.djinn-ci.com/api/images)',
    permission: 'image:read',
    params: ImageParams,
    answers: {
      200: { when: 'The image, or the whole file.', json: DjinnImage, bytes: DJINN_DISK },
      206: { when: 'The ranges that were asked for.', bytes: DJINN_DISK },
      304: { when: 'The file is no newer than `If-Modified-Since`.' },
      404: { when: `${missing.when} Also when its file has not arrived.`, json: Failure },
      416: { when: 'No range asked for lies within the file; `Content-Range` tells its size.' },
      500: broken,
    },
  },
  deleteImage: {
    method: 'DELETE',
    path: '/images/{id}',
    summary: 'Deletes an image with its file, whatever uses it; there is no way back.',
    source: 'Djinn CI reference, Images: Delete image (docs.djinn-ci.com/api/images)',
    permission: 'image:delete',
    params: ImageParams,
    answers: {
      204: { when: 'It is gone.' },
      303: toLogin,
      404: missing,
      500: broken,
    },
  },
  listNamespaces: {
    method: 'GET',
    path: '/namespaces',
    summary: "The namespaces of the token's user and those that user collaborates in, by path.",
    source: 'Djinn CI reference, Namespaces: List namespaces (docs.djinn-ci.com/api/namespaces)',
    permission: 'namespace:read',
    query: ListQuery,
    answers: {
      200: { when: 'A page of namespaces; `Link` tells the pages around it.', json: z.array(DjinnNamespace) },
      404: refused,
      500: broken,
    },
  },
  createNamespace: {
    method: 'POST',
    path: '/namespaces',
    summary: "Makes a namespace of the token's user.",
    source: 'Djinn CI reference, Namespaces: Create namespace (docs.djinn-ci.com/api/namespaces)',
    permission: 'namespace:write',
    body: { json: NewNamespace },
    answers: {
      201: { when: 'The namespace is made.', json: DjinnNamespace },
      400: invalid,
      404: refused,
      500: broken,
    },
  },
  getUser: {
    method: 'GET',
    path: '/user',
    summary: "Whose token this is: the test of a connection, good with any token's permissions.",
    source: 'Djinn CI reference, User (docs.djinn-ci.com/api/user)',
    permission: 'any',
    answers: {
      200: { when: 'The user.', json: DjinnUser },
      404: { when: 'The token is missing or not known.', json: Failure },
      500: broken,
    },
  },
});
