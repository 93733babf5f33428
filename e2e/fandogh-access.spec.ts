import type { Page } from '@playwright/test';
import { zip } from '../src/backend/fandogh/testing/archives.ts';
import { expectNoViolations } from './axe.ts';
import { archiveFile, WHOLE } from './fandogh.ts';
import { expectFocusShown } from './focus.ts';
import { expectFitsTelephone } from './telephone.ts';
import { expect, test } from './test.ts';

/** Builds that are under way must stay so while their page is looked at. */
test.use({ flags: ['--pace', '0.2'] });

const IMAGES = '/c/fandogh-demo/images';

interface KnownState {
  readonly path: string;
  /** Something of the service's own on it. */
  readonly shows: string | RegExp;
  /** What is done on it before it is looked at, in whatever language. */
  readonly prepare?: (page: Page) => Promise<void>;
}

async function choose(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(archiveFile(name, bytes));
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

const GOOD = zip({ ...WHOLE, 'node_modules/left-pad/index.js': 'x'.repeat(4000) });

/** The pages of Fandogh, each in the states that look different. */
const STATES: readonly KnownState[] = [
  { path: `${IMAGES}/checkout-worker/versions`, shows: 'v17' },
  { path: `${IMAGES}/payments-gateway/versions?state=BUILT&sort=-size`, shows: '2.3.1' },
  { path: `${IMAGES}/new-landing/versions`, shows: 'new-landing' },
  { path: `${IMAGES}/checkout-worker/new-version`, shows: 'checkout-worker' },
  {
    path: `${IMAGES}/storefront-api/new-version`,
    shows: 'storefront-api',
    prepare: (page) => choose(page, 'good.zip', GOOD),
  },
  {
    path: `${IMAGES}/geo-index/new-version`,
    shows: 'geo-index',
    prepare: (page) => choose(page, 'bad.zip', zip({ 'shop/Dockerfile': 'FROM scratch' })),
  },
  { path: '/c/fandogh-demo/new-image', shows: 'fandogh demo' },
  // Whatever has been built by now, it is followed.
  { path: `${IMAGES}/search-indexer/versions/v9`, shows: /Sending|Pull|Step|Collecting|Downloading/ },
  { path: `${IMAGES}/checkout-worker/versions/v17`, shows: 'SECRET_KEY' },
  { path: `${IMAGES}/storefront-api/versions/v142`, shows: 'Sending build context' },
  {
    path: `${IMAGES}/quarterly-statement-renderer-for-all-subsidiaries-and-partner-organisations-of-the-saffron-group/versions/v1.0.0-release-candidate.4_build.20251104@staging`,
    shows: 'Sending build context',
  },
  { path: `${IMAGES}/checkout-worker/compare?right=v17`, shows: 'checkout-worker' },
  { path: `${IMAGES}/checkout-worker/compare?left=v16&right=v17`, shows: 'SECRET_KEY' },
];

async function open(page: Page, { path, shows, prepare }: KnownState): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('body')).toContainText(shows);
  await prepare?.(page);
}

for (const language of ['en', 'fa'] as const) {
  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((value) => localStorage.setItem('language', value), language);
    });

    for (const [index, state] of STATES.entries()) {
      test(`axe finds nothing on ${state.path} (${index}), and it does not scroll sideways on a telephone`, async ({
        page,
      }) => {
        await open(page, state);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expectNoViolations(page, state.path);
        await expectFitsTelephone(page, state.path);
      });
    }
  });
}

for (const [index, state] of STATES.entries()) {
  test(`whatever has the focus shows it on ${state.path} (${index})`, async ({ page }) => {
    await open(page, state);
    await expectFocusShown(page, 40);
  });
}
