import { expectNoViolations } from './axe.ts';
import { imageId, visit } from './gcore.ts';
import { expect, test } from './test.ts';

/** The pages of Gcore, and something of the service's own that tells that each is there whole. */
const PAGES = [
  { path: '/new', shows: '1337' },
  { path: '/new?from=volume', shows: '1337' },
  { path: '/tasks', shows: 'Image source answered 404 to HEAD' },
  { path: '/metadata', shows: 'edge-router-2.10' },
  { path: '/sharing', shows: 'Luxembourg-2' },
  { path: '/sharing?dialog=new', shows: 'Luxembourg-2' },
  { path: '/sharing/matrix', shows: 'windows-server-2025' },
  { path: '/sharing/reseller/reseller/936/104', shows: 'debian-13' },
  { path: '/sharing/shared/client/78/76?dialog=lift', shows: '77' },
] as const;

for (const language of ['en', 'fa'] as const) {
  test(`axe finds nothing on the Gcore pages, and none scrolls sideways on a telephone, in ${language}`, async ({
    page,
    server,
  }) => {
    test.slow(); // every page three times
    const { open } = await visit(page, server, { language, theme: 'light' });
    const metadata = `/images/${await imageId(server, 'ubuntu-24.04-hardened')}/metadata`;
    for (const { path, shows } of [...PAGES, { path: metadata, shows: 'task_id' }]) {
      await open(path);
      await expect(page.locator('body')).toContainText(shows);
      await expectNoViolations(page, path);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${path} at 390`)
        .toBeLessThanOrEqual(390);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
}
