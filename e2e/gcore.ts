import { expect, type Locator, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import { GcoreImageList } from '../src/contract/gcore/image.ts';
import { MetadataList } from '../src/contract/gcore/metadata.ts';
import { en } from '../src/web/i18n/en.ts';
import { fa } from '../src/web/i18n/fa.ts';
import type { Language } from '../src/web/i18n/languages.ts';
import { createText, type Text } from '../src/web/i18n/text.ts';
import type { Server } from './server.ts';

/** A language and a theme that a journey is made in; the two together show every word and every colour once. */
export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

export const LOOKS: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'fa', theme: 'dark' },
];

export const ENGLISH: Look = { language: 'en', theme: 'light' };

const CATALOGUES = { en, fa };

/** A page that stands in the Gcore demo connection, with the words of its language. */
export interface Visit {
  readonly page: Page;
  readonly t: Text;
  /** Opens a page of the connection: what its address has behind `/c/gcore-demo`. */
  readonly open: (path: string) => Promise<void>;
  readonly button: (name: string) => Locator;
}

/** Opens the console of a server for the first time, in this look, at a page that asks the services for nothing. */
export async function visit(page: Page, server: Server, { language, theme }: Look): Promise<Visit> {
  await page.emulateMedia({ colorScheme: theme });
  await page.addInitScript((value) => localStorage.setItem('language', value), language);
  await page.goto(new URL('settings', server.url).href);
  await expect(page.getByRole('link', { name: 'gcore demo', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  return {
    page,
    t: createText(language, CATALOGUES[language]),
    open: async (path) => {
      await page.goto(new URL(`c/gcore-demo${path}`, server.url).href);
    },
    button: (name) => page.getByRole('button', { name, exact: true }),
  };
}

/** Calls the embedded Gcore past the page, as its cloud administrator: a second session. Gives the answer's text. */
export async function callGcore(
  server: Server,
  method: string,
  route: string,
  json?: unknown,
): Promise<string> {
  const account = (await server.accounts()).find(({ service }) => service === 'gcore');
  const answer = await fetch(new URL(`embedded/gcore/cloud${route}`, server.url), {
    method,
    headers: { authorization: account?.authorization ?? '', 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
  return text;
}

/** The same for an answer in JSON, as this shape. */
export async function readGcore<S extends z.core.$ZodType>(
  server: Server,
  route: string,
  shape: S,
): Promise<z.output<S>> {
  return z.parse(shape, JSON.parse(await callGcore(server, 'GET', route)));
}

/** Every image that the demo project can use in a region: Luxembourg-2, unless another is named. */
export async function imagesOf(
  server: Server,
  region = 76,
): Promise<z.output<typeof GcoreImageList>['results']> {
  return (await readGcore(server, `/v1/images/1337/${region}?limit=1000`, GcoreImageList)).results;
}

/** The id of the image of this name in a region. */
export async function imageId(server: Server, name: string, region?: number): Promise<string> {
  const image = (await imagesOf(server, region)).find((one) => one.name === name);
  if (!image) throw new Error(`There is no image ${name}`);
  return image.id;
}

/** The row of an image in the list, in whichever language. */
export function rowOf({ page, t }: Visit, name: string): Locator {
  const checkbox = page.getByRole('checkbox', { name: t('images.select', { name }), exact: true });
  return page.getByRole('row').filter({ has: checkbox });
}

/** The metadata of an image as an object. */
export async function metadataOf(server: Server, id: string): Promise<Readonly<Record<string, string>>> {
  const { results } = await readGcore(server, `/v1/images/1337/76/${id}/metadata`, MetadataList);
  return Object.fromEntries(results.map(({ key, value }) => [key, value]));
}

/** Flags of a server with fifty images whose metadata can be changed. */
export const FIFTY = ['--empty', '--seed-rows', '150'];

/** Lets the next three changes of metadata fail. */
export async function letThreeFail(server: Server): Promise<void> {
  await server.setFaults([
    { endpoint: 'gcore.addMetadata', times: 3, fault: { kind: 'status', status: 503, body: 'busy' } },
  ]);
}

/** A request that changes something, as it left the page. */
export interface SentRequest {
  readonly method: string;
  /** Behind the address of the service. */
  readonly route: string;
  readonly body: unknown;
}

/** Notes from now on what the page sends to the embedded Gcore that changes anything. */
export function noteChanges(page: Page): readonly SentRequest[] {
  const sent: SentRequest[] = [];
  page.on('request', (request) => {
    const route = /\/embedded\/gcore\/cloud(\/.*)$/.exec(request.url())?.[1];
    if (route === undefined || request.method() === 'GET') return;
    const body = request.postData();
    sent.push({ method: request.method(), route, body: body === null ? undefined : JSON.parse(body) });
  });
  return sent;
}

/** Presses Tab, or with Shift to go back, until this has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to ${String(target)}`);
}
