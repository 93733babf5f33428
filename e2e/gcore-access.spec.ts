import { expectNoViolations } from './axe.ts';
import { imageId, visit } from './gcore.ts';
import { expectFitsTelephone } from './telephone.ts';
import { expect, test } from './test.ts';

/** The pages of Gcore, and something of the service's own that tells that each is there whole. */
const PAGES = [
  { path: '/images?owned=1&prices=1&api.metadata_k=env&api.os_distro=debian', shows: 'edge-router-2.10' },
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
    const image = `/images/${await imageId(server, 'ubuntu-24.04-hardened')}`;
    const ofImage = [
      { path: `${image}/metadata`, shows: 'task_id' },
      { path: `${image}/sharing`, shows: '78' },
      { path: `${image}/activity`, shows: 'ubuntu-24.04-hardened' },
    ];
    for (const { path, shows } of [...PAGES, ...ofImage]) {
      await open(path);
      await expect(page.locator('main')).toContainText(shows);
      await expectNoViolations(page, path);
      await expectFitsTelephone(page, path);
    }
  });
}
