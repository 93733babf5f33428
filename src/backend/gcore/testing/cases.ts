import type { ExpectStatic } from 'vitest';
import * as z from 'zod/mini';
import { MetadataList } from '../../../contract/gcore/metadata.ts';
import { demoId } from '../catalogue.ts';
import { IN_FLIGHT } from '../demoImages.ts';
import { productionImageId } from '../projectImages.ts';
import { HERE, said, type Api, type EndpointName, type Sent } from './api.ts';

/** Provokes one status of one endpoint and looks at what a caller would notice. */
export type Case = (api: Api, expect: ExpectStatic) => Promise<void>;

/** Cases by endpoint and status. */
export type Cases = Partial<Readonly<Record<EndpointName, Readonly<Record<number, Case>>>>>;

/** The path of a seeded image of streaming-production. */
export const at = (name: string): { project_id: number; region_id: number; image_id: string } => ({
  ...HERE,
  image_id: productionImageId(name),
});

/** An image that a task is deleting. */
const LOCKED = at(IN_FLIGHT.deleted);

/** An image that does not exist. */
const NOBODY = { ...HERE, image_id: '00000000-0000-4000-8000-000000000000' };

/** A public image. */
export const PUBLIC = { ...HERE, image_id: demoId('public 76 ubuntu-24.04') };

/** An image that can be written. */
export const OWN = at('edge-router-2.4');

/** A path that does not fit. */
const NOT_A_NUMBER = { project_id: 'abc', region_id: 76, image_id: productionImageId('bastion') };

/** An image and a project of another client. */
const OTHERS = { project_id: 1402, region_id: 76, image_id: demoId('1402 76 chat-relay') };

/** A region that does not exist. */
const NOWHERE = { project_id: 1337, region_id: 9999 };

/** A token that is not taken. */
export const refusedToken =
  (name: EndpointName, sent: Sent): Case =>
  async (api, expect) => {
    const answer = await api.call({ authorization: 'APIKey 1$2' }, name, sent);
    expect(answer.status).toBe(401);
    expect(said(answer).message).toBe('Token is invalid or expired');
  };

/** A request that ends in this status, and what the service says of it. */
export const refused =
  (
    user: Parameters<Api['call']>[0],
    name: EndpointName,
    sent: Sent,
    status: number,
    kind: string,
    words: RegExp,
  ): Case =>
  async (api, expect) => {
    const answer = await api.call(user, name, sent);
    expect(answer.status).toBe(status);
    expect(said(answer).exception_class).toBe(kind);
    expect(said(answer).message).toMatch(words);
    expect(said(answer).request_id).toMatch(/^[0-9a-f]{32}$/);
  };

/** 400 for the path. */
export const badPath = (name: EndpointName, more: Sent = {}): Case =>
  refused(
    'mina',
    name,
    { ...more, params: NOT_A_NUMBER },
    400,
    'ValidationError',
    /^Validation Error: \{'project_id': \['Not a valid integer\.'\]\}$/,
  );

/** 403 for a project of another client. */
export const othersProject = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: OTHERS }, 403, 'ForbiddenError', /Project 1402 is not available/);

/** 403 for writing a public image. */
export const publicWrite = (name: EndpointName, more: Sent = {}): Case =>
  refused('avery', name, { ...more, params: PUBLIC }, 403, 'ForbiddenError', /^Image not available$/);

/** 404 for an image. */
export const noImage = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: NOBODY }, 404, 'NotFoundError', /could not be found$/);

/** 404 for a project and region. */
export const noPlace = (name: EndpointName, more: Sent = {}): Case =>
  refused('mina', name, { ...more, params: NOWHERE }, 404, 'NotFoundError', /^Project or region not found$/);

/** 409 for an image that a task holds. */
export const lockHeld = (name: EndpointName, more: Sent = {}): Case =>
  refused(
    'mina',
    name,
    { ...more, params: LOCKED },
    409,
    'ConflictError',
    new RegExp(`is locked by task ${demoId('task deleting')}$`),
  );

/** 403 for a role that only reads. */
export const observer = (name: EndpointName, sent: Sent): Case =>
  refused(
    'olive',
    name,
    sent,
    403,
    'ForbiddenError',
    /needs the role Project User; the token has Project Observer/,
  );

/** 403 for a role without sharing lists. */
export const client = (name: EndpointName, sent: Sent): Case =>
  refused('mina', name, sent, 403, 'ForbiddenError', /the token has Client Administrator/);

/** The labels of a seeded image. */
export const labels = async (api: Api, name: string): Promise<Record<string, string>> => {
  const { body } = await api.call('mina', 'listMetadata', { params: at(name) });
  return Object.fromEntries(z.parse(MetadataList, body).results.map(({ key, value }) => [key, value]));
};

/** Where lists are asked for. */
export const LIST = { params: HERE };

/** An item of metadata. */
export const KEY = { query: { key: 'env' } };

/** Metadata to write. */
export const ADD = { json: { colour: 'green' } };
