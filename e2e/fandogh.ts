import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import { FandoghBuilds } from '../src/contract/fandogh/models.ts';
import { tar, tarGz } from '../src/backend/fandogh/testing/archives.ts';
import type { Server } from './server.ts';

/** The text of each file of a build context, by its path. */
export type Sources = Readonly<Record<string, string>>;

/** Copies a file that is not there: the build fails at its third step. */
export const BROKEN: Sources = {
  Dockerfile:
    'FROM alpine:3.22\nRUN apk add --no-cache python3\nCOPY server.py /srv/\nCMD ["python3", "/srv/server.py"]\n',
  'notes.txt': 'The server is not written yet.\n',
};

/** The same with the file. */
export const WHOLE: Sources = { ...BROKEN, 'server.py': 'print("hello")\n' };

/** A file as a field takes it. */
export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** An archive of these bytes under this name. */
export function archiveFile(name: string, buffer: Buffer): Chosen {
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** A tar.gz of these sources. */
export function tarOf(sources: Sources): Buffer {
  return tarGz(Object.entries(sources).map(([name, content]) => ({ name, content })));
}

/** A small tar.gz with a Dockerfile, which unpacks to so many zeros. */
export function bombOf(bytes: number): Buffer {
  const piece = gzipSync(Buffer.alloc(16 * 1024 ** 2));
  const entries = [
    { name: 'Dockerfile', content: 'FROM scratch' },
    { name: 'zeros', size: bytes },
  ];
  const members = [gzipSync(tar(entries, false))];
  for (let made = 0; made < bytes; made += 16 * 1024 ** 2) members.push(piece);
  return Buffer.concat(members);
}

let folders = 0;

/** Writes sources into a new folder of the running test. @returns its path; its last part is `name` */
export async function folderOf(name: string, sources: Sources): Promise<string> {
  const folder = test.info().outputPath(String((folders += 1)), name);
  for (const [file, text] of Object.entries(sources)) {
    const place = path.join(folder, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  return folder;
}

/** Chooses an archive, or a folder by its path, through the words of the page. */
export async function chooseSource(page: Page, source: Chosen | string): Promise<void> {
  const words = typeof source === 'string' ? 'choose a folder' : 'choose a zip or tar.gz';
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words }).click();
  await (await chooser).setFiles(source);
}

/** The log viewer of a version. */
export function logOf(page: Page, image: string, version: string): Locator {
  return page.getByRole('region', { name: `Build log of ${image}:${version}` });
}

/** Sees a version built to its end on its page, from the first look at it. */
export async function watchBuild(
  page: Page,
  image: string,
  version: string,
  end: 'Built' | 'Build failed' | 'Failed',
): Promise<Locator> {
  await expect(page).toHaveURL(new RegExp(`/images/${image}/versions/${version}(?:[?#]|$)`));
  const log = logOf(page, image, version);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(image);
  await expect(page.locator('header').filter({ has: page.locator('h1') })).toContainText(end, {
    timeout: 60_000,
  });
  return log;
}

/** The log of the last build of a version with its times, as the embedded service tells it past the page. */
export async function logAtService(server: Server, image: string, version: string): Promise<string> {
  const account = (await server.accounts()).find(({ service }) => service === 'fandogh');
  const route = `embedded/fandogh/api/images/${image}/versions/${version}/builds?with_timestamp=True`;
  const answer = await fetch(new URL(route, server.url), {
    headers: { authorization: account?.authorization ?? '' },
  });
  return z.parse(FandoghBuilds, await answer.json())[0]?.logs ?? '';
}

/** The log as the page has it: what its download writes. */
export async function logOnPage(log: Locator): Promise<string> {
  const download = log.page().waitForEvent('download');
  await log.getByRole('button', { name: 'Raw' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += String(piece);
  return text;
}
