import { expect, test } from './test.ts';

/** Over three connections, at least. */
const ROWS = 2400;

// More are made than are seen: those in Gcore are spread over projects.
test.use({ flags: ['--seed-rows', '3600'] });

test('the list works while pages still load, counts honestly, and draws only what is in view', async ({
  page,
  faults,
}) => {
  const main = page.getByRole('main');
  const lines = page.getByRole('row');
  await faults([{ endpoint: 'djinn.listImages', fault: { kind: 'delay', ms: 1000 } }]);
  await page.goto('/');
  await expect(main).toContainText(/djinn demo still loading: \d+ so far/, { timeout: 30_000 });

  // Half there already serves: filtering tells what it covers.
  await page.getByRole('searchbox', { name: 'Filter images' }).fill('row-00790');
  await expect(main).toContainText(/The filter covers what is loaded: \d+ images of djinn demo so far\./);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await faults([]);

  await expect(main).not.toContainText('still loading', { timeout: 60_000 });
  const counted = Number(/([\d,]+) in 3 connections/.exec(await main.innerText())?.[1]?.replace(',', ''));
  expect(counted).toBeGreaterThanOrEqual(ROWS);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(counted + 1));
  expect(await lines.count()).toBeLessThan(80);

  await lines.nth(1).focus();
  await page.keyboard.press('End');
  const last = page.locator(`[role=row][aria-rowindex="${counted + 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await lines.count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  await expect(page.locator('[role=row][aria-rowindex="2"]')).toBeInViewport();

  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 4000);
  await expect(lines.nth(30)).toBeVisible();
  expect(await lines.count()).toBeLessThan(80);
});
