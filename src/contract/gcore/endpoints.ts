import * as z from 'zod/mini';
import { endpoints } from '../endpoint.ts';
import { GcoreError } from './error.ts';
import {
  GcoreImage,
  GcoreImageList,
  ImageChanges,
  ImageFromUrl,
  ImageFromVolume,
  ImageQuery,
  PriceQuery,
} from './image.ts';
import { ItemQuery, Label, LabelChanges, MetadataList, NewLabels } from './metadata.ts';
import {
  GcoreProject,
  GcoreProjectList,
  GcoreRegion,
  GcoreRegionList,
  ProjectQuery,
  RegionQuery,
} from './place.ts';
import {
  NewSharedImage,
  ResellerImage,
  ResellerImageList,
  SharedImageList,
  SharedImageQuery,
  StoredResellerImage,
} from './sharing.ts';
import { AcknowledgeQuery, ActiveTaskQuery, GcoreTask, GcoreTaskList, TaskIds, TaskQuery } from './task.ts';
import { integer } from './wire.ts';

/** The roles of a caller, from the least: each may do what those before it may. */
export const GCORE_ROLES = [
  'Project Observer',
  'Project User',
  'Client Administrator',
  'Reseller',
  'Cloud Administrator',
] as const;
export type GcoreRole = (typeof GCORE_ROLES)[number];

const READ = 'Project Observer' satisfies GcoreRole;
const WRITE = 'Project User' satisfies GcoreRole;
const RESELL = 'Reseller' satisfies GcoreRole;
const ADMINISTER = 'Cloud Administrator' satisfies GcoreRole;

const invalid = { when: 'A path, query or body that does not fit; Gcore never says 422.', json: GcoreError };
const unauthorised = { when: 'No token, or one that is not taken.', json: GcoreError };
const forbidden = { when: 'The caller may not, or the image is not the project’s own.', json: GcoreError };
const overQuota = { when: 'The caller may not, or a quota is used up.', json: GcoreError };
const missing = { when: 'No such project, region or resource.', json: GcoreError };
const locked = { when: 'A task holds the lock of the image.', json: GcoreError };

const Place = z.object({ project_id: integer(1), region_id: integer(1) });
const ImagePlace = z.extend(Place, { image_id: z.string() });

const REFERENCE = 'Gcore API reference, Cloud, Images';
const GO = 'G-Core/gcore-go of 2025-04';

/**
 * The images of Gcore Cloud with what belongs to them: tasks, projects, regions. Paths stand below the
 * product's prefix (`https://api.gcore.com/cloud`). Not listed: what any endpoint may answer (405, 429, 5xx).
 */
export const gcoreEndpoints = endpoints('gcore', {
  listImages: {
    method: 'GET',
    path: '/v1/images/{project_id}/{region_id}',
    summary: 'Lists the images a project can use: its own, the public ones and those shared with it.',
    source: `${REFERENCE}; filters of three generations of the document`,
    permission: READ,
    params: Place,
    query: ImageQuery,
    answers: {
      200: { when: 'The images.', json: GcoreImageList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  createImage: {
    method: 'POST',
    path: '/v1/images/{project_id}/{region_id}',
    summary: 'Makes an image of a bootable volume.',
    source: REFERENCE,
    permission: WRITE,
    params: Place,
    body: { json: ImageFromVolume },
    answers: {
      200: { when: 'The task that makes it.', json: TaskIds },
      400: invalid,
      401: unauthorised,
      403: overQuota,
      404: missing,
    },
  },
  downloadImage: {
    method: 'POST',
    path: '/v1/downloadimage/{project_id}/{region_id}',
    summary: 'Fetches an image from a public address.',
    source: `${REFERENCE}, Upload image; ${GO}`,
    permission: WRITE,
    params: Place,
    body: { json: ImageFromUrl },
    answers: {
      200: { when: 'The task that fetches it.', json: TaskIds },
      400: invalid,
      401: unauthorised,
      403: overQuota,
      404: missing,
    },
  },
  listProjectImages: {
    method: 'GET',
    path: '/v1/projectimages/{project_id}/{region_id}',
    summary: 'Lists the images that a project owns.',
    source: `${REFERENCE}; ${GO} has the same filters as listImages`,
    permission: READ,
    params: Place,
    query: ImageQuery,
    answers: {
      200: { when: 'The images.', json: GcoreImageList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  getImage: {
    method: 'GET',
    path: '/v1/images/{project_id}/{region_id}/{image_id}',
    summary: 'Gets one image.',
    source: REFERENCE,
    permission: READ,
    params: ImagePlace,
    query: PriceQuery,
    answers: {
      200: { when: 'The image.', json: GcoreImage },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  updateImage: {
    method: 'PATCH',
    path: '/v1/images/{project_id}/{region_id}/{image_id}',
    summary: 'Changes fields of an image, at once and without a task.',
    source: REFERENCE,
    permission: WRITE,
    params: ImagePlace,
    body: { json: ImageChanges },
    answers: {
      200: { when: 'The image as it is now.', json: GcoreImage },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
      409: locked,
    },
  },
  deleteImage: {
    method: 'DELETE',
    path: '/v1/images/{project_id}/{region_id}/{image_id}',
    summary: 'Deletes an image.',
    source: REFERENCE,
    permission: WRITE,
    params: ImagePlace,
    answers: {
      200: { when: 'The task that deletes it.', json: TaskIds },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
      409: locked,
    },
  },
  listMetadata: {
    method: 'GET',
    path: '/v1/images/{project_id}/{region_id}/{image_id}/metadata',
    summary: 'Lists the metadata of an image.',
    source: `${REFERENCE}, Metadata`,
    permission: READ,
    params: ImagePlace,
    answers: {
      200: { when: 'The items.', json: MetadataList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  addMetadata: {
    method: 'POST',
    path: '/v1/images/{project_id}/{region_id}/{image_id}/metadata',
    summary: 'Adds or overwrites metadata items; the others stay.',
    source: `${REFERENCE}, Metadata; a value of null deletes since 2025-05`,
    permission: WRITE,
    params: ImagePlace,
    body: { json: LabelChanges },
    answers: {
      204: { when: 'Stored.' },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
      409: locked,
    },
  },
  replaceMetadata: {
    method: 'PUT',
    path: '/v1/images/{project_id}/{region_id}/{image_id}/metadata',
    summary: 'Replaces all metadata of an image, except what is read-only.',
    source: `${REFERENCE}, Metadata`,
    permission: WRITE,
    params: ImagePlace,
    body: { json: NewLabels },
    answers: {
      204: { when: 'Stored.' },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
      409: locked,
    },
  },
  getMetadataItem: {
    method: 'GET',
    path: '/v1/images/{project_id}/{region_id}/{image_id}/metadata_item',
    summary: 'Gets one metadata item.',
    source: `${REFERENCE}, Metadata`,
    permission: READ,
    params: ImagePlace,
    query: ItemQuery,
    answers: {
      200: { when: 'The item.', json: Label },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  deleteMetadataItem: {
    method: 'DELETE',
    path: '/v1/images/{project_id}/{region_id}/{image_id}/metadata_item',
    summary: 'Deletes one metadata item.',
    source: `${REFERENCE}, Metadata`,
    permission: WRITE,
    params: ImagePlace,
    query: ItemQuery,
    answers: {
      204: { when: 'Deleted.' },
      400: invalid,
      401: unauthorised,
      403: { when: 'The item is read-only, or the image is not the project’s own.', json: GcoreError },
      404: missing,
      409: locked,
    },
  },
  putResellerImages: {
    method: 'PUT',
    path: '/v1/reseller_image',
    summary: 'Sets which public images a reseller’s clients get in one region.',
    source: `${REFERENCE}, Reseller images`,
    permission: RESELL,
    deprecated: true,
    body: { json: ResellerImage },
    answers: {
      200: { when: 'The record.', json: StoredResellerImage },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  listResellerImages: {
    method: 'GET',
    path: '/v1/reseller_image/{reseller_id}',
    summary: 'Lists the records of a reseller, one for each region that has one.',
    source: `${REFERENCE}, Reseller images`,
    permission: RESELL,
    deprecated: true,
    params: z.object({ reseller_id: integer(1) }),
    answers: {
      200: { when: 'The records; none means all public images in all regions.', json: ResellerImageList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: {
        when: 'There is no record (a test of a fork of the service).',
        json: GcoreError,
        only: 'observed',
      },
    },
  },
  deleteResellerImages: {
    method: 'DELETE',
    path: '/v1/reseller_image/{reseller_id}',
    summary: 'Deletes the records of a reseller in all regions.',
    source: `${REFERENCE}, Reseller images`,
    permission: RESELL,
    deprecated: true,
    params: z.object({ reseller_id: integer(1) }),
    answers: {
      200: { when: 'Deleted; the body is empty.' },
      204: { when: 'Deleted (as the first official Go client expects it).', only: 'observed' },
      400: invalid,
      401: unauthorised,
      403: forbidden,
    },
  },
  putSharedImages: {
    method: 'PUT',
    path: '/v1/shared_image',
    summary: 'Sets which public images a reseller, client or project gets in one region.',
    source: `${REFERENCE}, Shared images; ${GO}`,
    permission: ADMINISTER,
    body: { json: NewSharedImage },
    answers: {
      200: { when: 'The record, in a list.', json: SharedImageList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  listSharedImages: {
    method: 'GET',
    path: '/v1/shared_image',
    summary: 'Lists the records, of one kind of entity if asked.',
    source: `${REFERENCE}, Shared images; ${GO}`,
    permission: ADMINISTER,
    query: SharedImageQuery,
    answers: {
      200: { when: 'The records.', json: SharedImageList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: { when: 'There is no such entity.', json: GcoreError },
    },
  },
  deleteSharedImages: {
    method: 'DELETE',
    path: '/v1/shared_image',
    summary: 'Deletes the records of one kind of entity: all of them, unless the service narrows.',
    source: `${REFERENCE}, Shared images; no document lets one name the entity`,
    permission: ADMINISTER,
    query: SharedImageQuery,
    answers: { 204: { when: 'Deleted.' }, 400: invalid, 401: unauthorised, 403: forbidden },
  },
  getTask: {
    method: 'GET',
    path: '/v1/tasks/{task_id}',
    summary: 'Gets one task.',
    source: 'Gcore API reference, Cloud, Tasks',
    permission: READ,
    params: z.object({ task_id: z.string() }),
    answers: { 200: { when: 'The task.', json: GcoreTask }, 401: unauthorised, 404: missing },
  },
  listTasks: {
    method: 'GET',
    path: '/v1/tasks',
    summary: 'Lists tasks, ten at a time unless told otherwise.',
    source: 'Gcore API reference, Cloud, Tasks',
    permission: READ,
    query: TaskQuery,
    answers: { 200: { when: 'The tasks.', json: GcoreTaskList }, 400: invalid, 401: unauthorised },
  },
  listActiveTasks: {
    method: 'GET',
    path: '/v1/tasks/{project_id}/{region_id}/active',
    summary: 'Lists the tasks of a project and region that are not final.',
    source: 'Gcore API reference, Cloud, Tasks',
    permission: READ,
    params: Place,
    query: ActiveTaskQuery,
    answers: {
      200: { when: 'The tasks.', json: GcoreTaskList },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  acknowledgeTask: {
    method: 'POST',
    path: '/v1/tasks/{task_id}/acknowledge',
    summary: 'Marks a task as seen.',
    source: 'Gcore API reference, Cloud, Tasks',
    permission: WRITE,
    params: z.object({ task_id: z.string() }),
    answers: {
      200: { when: 'The task as it is now.', json: GcoreTask },
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  acknowledgeAllTasks: {
    method: 'POST',
    path: '/v1/tasks/acknowledge_all',
    summary: 'Marks all final tasks as seen, of one project or region if asked.',
    source: 'Gcore API reference, Cloud, Tasks',
    permission: WRITE,
    query: AcknowledgeQuery,
    answers: { 204: { when: 'Marked.' }, 400: invalid, 401: unauthorised, 403: forbidden },
  },
  listProjects: {
    method: 'GET',
    path: '/v1/projects',
    summary: 'Lists the projects that the caller can work in.',
    source: 'Gcore API reference, Cloud, Projects',
    permission: READ,
    query: ProjectQuery,
    answers: { 200: { when: 'The projects.', json: GcoreProjectList }, 400: invalid, 401: unauthorised },
  },
  getProject: {
    method: 'GET',
    path: '/v1/projects/{project_id}',
    summary: 'Gets one project.',
    source: 'Gcore API reference, Cloud, Projects',
    permission: READ,
    params: z.object({ project_id: integer(1) }),
    answers: {
      200: { when: 'The project.', json: GcoreProject },
      400: invalid,
      401: unauthorised,
      403: forbidden,
      404: missing,
    },
  },
  listRegions: {
    method: 'GET',
    path: '/v1/regions',
    summary: 'Lists the regions of the cloud, whatever their state.',
    source: 'Gcore API reference, Cloud, Regions',
    permission: READ,
    query: RegionQuery,
    answers: { 200: { when: 'The regions.', json: GcoreRegionList }, 400: invalid, 401: unauthorised },
  },
  getRegion: {
    method: 'GET',
    path: '/v1/regions/{region_id}',
    summary: 'Gets one region.',
    source: 'Gcore API reference, Cloud, Regions',
    permission: READ,
    params: z.object({ region_id: integer(1) }),
    answers: {
      200: { when: 'The region.', json: GcoreRegion },
      400: invalid,
      401: unauthorised,
      404: missing,
    },
  },
});
