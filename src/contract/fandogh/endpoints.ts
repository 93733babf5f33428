import * as z from 'zod/mini';
import { ANY_TOKEN, endpoints, type Answer } from '../endpoint.ts';
import {
  FandoghBuilds,
  FandoghCredentials,
  FandoghImage,
  FandoghMembership,
  FandoghMessage,
  FandoghNamespace,
  FandoghNewImage,
  FandoghNewVersion,
  FandoghRefusal,
  FandoghToken,
  FandoghVersion,
} from './models.ts';
import { FANDOGH_STATES } from './rules.ts';

const DOCS = 'https://docs.fandogh.cloud';

const UNAUTHORISED = {
  when: 'The token is missing or not known. The scheme word is JWT, not Bearer.',
  json: FandoghRefusal,
} satisfies Answer;

const INVALID = { when: 'A field is missing or wrong.', json: FandoghRefusal } satisfies Answer;

/** Seen in the dashboard, which sends people to choose a namespace when the message names one. */
const NAMESPACE = {
  when: 'The caller has several namespaces and named none, or one that is not theirs.',
  json: FandoghRefusal,
  only: 'observed',
} satisfies Answer;

const FORBIDDEN = {
  when: 'An Operator may look and not change.',
  json: FandoghRefusal,
  only: 'observed',
} satisfies Answer;

const NO_IMAGE = {
  when: 'The active namespace has no image of this name.',
  json: FandoghRefusal,
} satisfies Answer;

const NO_VERSION = {
  when: 'There is no such image, or no such version of it.',
  json: FandoghRefusal,
} satisfies Answer;

const LIMITED = {
  when: 'Too many requests; the body has the forms of 400.',
  json: FandoghRefusal,
  only: 'observed',
} satisfies Answer;

const BROKEN = { when: 'The service failed; the body tells nothing reliable.' } satisfies Answer;

const ImageName = z.object({ image_name: z.string() });

type Flag = boolean | 'True' | 'False' | 'true' | 'false' | '1' | '0';

const WithTimestamp = z.pipe(
  z.union([z.boolean(), z.enum(['True', 'False', 'true', 'false', '1', '0'])]),
  z.transform((flag: Flag) => flag === true || flag === 'True' || flag === 'true' || flag === '1'),
);

/** Every documented endpoint of Fandogh's images, and those its clients need beside them. */
export const fandoghEndpoints = endpoints('fandogh', {
  createToken: {
    method: 'POST',
    path: '/tokens',
    summary: 'Exchanges a user name and a password for a token.',
    source: 'API contract, and https://github.com/fandoghpaas/fandogh-cli (login)',
    permission: null,
    body: { json: FandoghCredentials },
    answers: {
      200: { when: 'They fit.', json: FandoghToken },
      400: { when: 'A field is missing, or the two do not fit; no 401 here.', json: FandoghRefusal },
      429: LIMITED,
      500: BROKEN,
    },
  },
  listNamespaces: {
    method: 'GET',
    path: '/users/namespaces',
    summary: "Lists the caller's namespaces with the caller's role in each.",
    source: "The service's web dashboard",
    permission: ANY_TOKEN,
    answers: {
      200: { when: 'Always.', json: z.array(FandoghMembership) },
      401: UNAUTHORISED,
    },
  },
  getNamespace: {
    method: 'GET',
    path: '/users/namespaces/{name}',
    summary: "Reads the quota and the use of one of the caller's namespaces.",
    source: "API contract, and the service's web dashboard",
    permission: ANY_TOKEN,
    params: z.object({ name: z.string() }),
    answers: {
      200: { when: 'It is one of theirs.', json: FandoghNamespace },
      401: UNAUTHORISED,
      404: { when: 'It is not, or does not exist.', json: FandoghRefusal },
    },
  },
  listImages: {
    method: 'GET',
    path: '/images',
    summary: 'Lists all images of the active namespace; no order is promised, and there are no pages.',
    source: `${DOCS} (images)`,
    permission: ANY_TOKEN,
    answers: {
      200: { when: 'Always.', json: z.array(FandoghImage) },
      400: NAMESPACE,
      401: UNAUTHORISED,
    },
  },
  createImage: {
    method: 'POST',
    path: '/images',
    summary: 'Creates an image without versions. The answer does not hold it: read the list again.',
    source: `${DOCS} (images)`,
    permission: 'Admin or Developer',
    body: { json: FandoghNewImage },
    answers: {
      200: { when: 'It is there.', json: FandoghMessage },
      400: INVALID,
      401: UNAUTHORISED,
      403: FORBIDDEN,
      429: LIMITED,
      500: BROKEN,
    },
  },
  deleteImage: {
    method: 'DELETE',
    path: '/images/{image_name}',
    summary: 'Deletes an image with all its versions, builds and logs.',
    source: `${DOCS} (images); 200, 401 and 404 from https://github.com/fandoghpaas/fandogh-cli`,
    permission: 'Admin or Developer',
    params: ImageName,
    answers: {
      200: {
        when: 'It is gone; what every published client expects.',
        json: FandoghMessage,
        only: 'observed',
      },
      204: { when: 'It is gone.' },
      400: NAMESPACE,
      401: { ...UNAUTHORISED, only: 'observed' },
      403: FORBIDDEN,
      404: { ...NO_IMAGE, only: 'observed' },
    },
  },
  listVersions: {
    method: 'GET',
    path: '/images/{image_name}/versions',
    summary: 'Lists the versions of an image, all or those in one state; no order is promised.',
    source: `${DOCS} (images)`,
    permission: ANY_TOKEN,
    params: ImageName,
    query: z.object({
      state: z.optional(
        z.enum(FANDOGH_STATES, { error: ({ input }) => `"${String(input)}" is not a valid choice.` }),
      ),
    }),
    answers: {
      200: { when: 'The image exists; the list may be empty.', json: z.array(FandoghVersion) },
      400: {
        when: 'The state is none of the five, or a namespace must be named.',
        json: FandoghRefusal,
        only: 'observed',
      },
      401: UNAUTHORISED,
      404: NO_IMAGE,
    },
  },
  createVersion: {
    method: 'POST',
    path: '/images/{image_name}/versions',
    summary: 'Uploads the archive of a build context as a new version, which is then built.',
    source: `${DOCS} (images); 413 from the gateway before the service`,
    permission: 'Admin or Developer',
    params: ImageName,
    body: { form: { fields: FandoghNewVersion, file: 'source' } },
    answers: {
      200: { when: 'All bytes are there, and the build is waiting.', json: FandoghMessage },
      400: INVALID,
      401: UNAUTHORISED,
      403: FORBIDDEN,
      404: NO_IMAGE,
      413: { when: 'The archive is too large; real gateways answer with a page of HTML.', only: 'observed' },
      429: LIMITED,
      500: BROKEN,
    },
  },
  listBuilds: {
    method: 'GET',
    path: '/images/{image_name}/versions/{image_version}/builds',
    summary: 'Reads the builds of a version with their logs, or the lines after an offset.',
    source: `${DOCS} (images); the query and the single object from https://github.com/fandoghpaas/fandogh-cli`,
    permission: ANY_TOKEN,
    params: z.object({ image_name: z.string(), image_version: z.string() }),
    query: z.object({
      /** How many lines the caller has already: `lines_count` of the answer before. */
      image_offset: z.optional(
        z.coerce
          .number<number>({ error: 'A valid integer is required.' })
          .check(
            z.int('A valid integer is required.'),
            z.gte(0, 'Ensure this value is greater than or equal to 0.'),
          ),
      ),
      /** Puts the time before each line; the command line client spells it as Python does. */
      with_timestamp: z.optional(WithTimestamp),
    }),
    answers: {
      200: { when: 'The version exists.', json: FandoghBuilds },
      400: {
        when: 'The query is wrong, or a namespace must be named.',
        json: FandoghRefusal,
        only: 'observed',
      },
      401: UNAUTHORISED,
      404: NO_VERSION,
    },
  },
});
