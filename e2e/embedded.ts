import * as z from 'zod/mini';
import { DJINN_DISK, DjinnImage } from '../src/contract/djinn/images.ts';
import type { Service } from '../src/contract/endpoint.ts';
import { buildImage } from '../src/qcow2/testing/image.ts';
import type { Server } from './server.ts';

const MOUNTS: Readonly<Record<Service, string>> = {
  fandogh: 'embedded/fandogh/api',
  djinn: 'embedded/djinn',
  gcore: 'embedded/gcore/cloud',
};

/** The token of the first demo user of a service, who may do everything; without the word before it. */
export async function tokenOf(server: Server, service: Service): Promise<string> {
  const account = (await server.accounts()).find((one) => one.service === service);
  if (!account) throw new Error(`No demo user of ${service}`);
  return account.authorization.replace(/^\w+ /, '');
}

/** Calls an embedded service past the page, as its first demo user. */
async function ask(
  server: Server,
  service: Service,
  route: string,
  init: { readonly method?: string; readonly type?: string; readonly body?: BodyInit } = {},
): Promise<Response> {
  const account = (await server.accounts()).find((one) => one.service === service);
  const { method = 'GET', type = 'application/json', body = null } = init;
  const answer = await fetch(new URL(`${MOUNTS[service]}${route}`, server.url), {
    method,
    body,
    headers: {
      accept: 'application/json',
      authorization: account?.authorization ?? '',
      ...(body !== null && { 'content-type': type }),
    },
  });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** A small disk image that nothing is wrong with. */
export function smallDisk(): Buffer {
  return Buffer.from(buildImage({ clusters: { 0: 'data' } }).bytes);
}

/** Puts an image into Djinn; gives its id. */
export async function addDisk(server: Server, name: string): Promise<number> {
  const body = new Uint8Array(smallDisk());
  const answer = await ask(server, 'djinn', `/images?name=${name}`, {
    method: 'POST',
    type: DJINN_DISK,
    body,
  });
  return z.parse(DjinnImage, await answer.json()).id;
}

/** Makes a container image without versions in Fandogh. */
export async function addContainer(server: Server, name: string): Promise<void> {
  await ask(server, 'fandogh', '/images', { method: 'POST', body: JSON.stringify({ name }) });
}

const Named = z.object({ name: z.string() });

/** Is there an image of this name in the service? Djinn's pages come in another order in each dialect: all are read. */
export async function isThere(server: Server, service: 'djinn' | 'fandogh', name: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let page = 1; page <= 20; page += 1) {
    const route = service === 'djinn' ? `/images?page=${page}` : '/images';
    const images = z.parse(z.array(Named), await (await ask(server, service, route)).json());
    if (images.some((image) => image.name === name)) return true;
    const names = images.map((image) => image.name).join('/');
    if (images.length === 0 || seen.has(names)) return false;
    seen.add(names);
  }
  return false;
}
