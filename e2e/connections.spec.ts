import { expect, test } from './test.ts';
import { openAllImages, rowOf } from './list.ts';

const RAVI = 'ravi: a colleague with namespaces of his own';

test('what one tab adds is in the other at once, and a change there does not take it back', async ({
  page,
  context,
}) => {
  await openAllImages(page);
  const other = await context.newPage();
  await openAllImages(other);

  await page.goto('/connections/new');
  await page.getByRole('radio', { name: 'Djinn CI' }).check();
  await page.getByLabel('Name of the connection').fill('prod');
  await page.getByLabel('Sign in as').selectOption({ label: RAVI });
  await page.getByRole('radio', { name: 'On this device' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'bisect-0417')).toBeVisible();

  const sidebar = other.getByRole('list', { name: 'Connections' });
  await expect(sidebar.getByRole('link', { name: 'prod', exact: true })).toBeVisible();
  await sidebar.getByRole('link', { name: 'Edit gcore demo' }).click();
  await other.getByLabel('Name of the connection').fill('my Gcore');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other).toHaveURL(/\/c\/gcore-demo\/images$/);
  await page.reload();
  await expect(rowOf(page, 'bisect-0417')).toBeVisible();
  await expect(page.getByRole('link', { name: 'my Gcore', exact: true })).toBeVisible();
});

test('where the browser refuses all storage, the console works as long as the page', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  });
  await openAllImages(page);
  await page.getByRole('link', { name: 'Add a connection' }).click();
  await page.getByRole('radio', { name: 'Djinn CI' }).check();
  await page.getByLabel('Name of the connection').fill('prod');
  await page.getByLabel('Sign in as').selectOption({ label: RAVI });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'bisect-0417')).toBeVisible();
});

test('a connection that gets another account shows nothing of the one before', async ({ page }) => {
  await openAllImages(page);
  const sidebar = page.getByRole('list', { name: 'Connections' });
  await sidebar.getByRole('link', { name: 'djinn demo', exact: true }).click();
  await expect(rowOf(page, 'arch-2025-11')).toBeVisible();
  await sidebar.getByRole('link', { name: 'Edit djinn demo' }).click();
  await page.getByLabel('Sign in as').selectOption({ label: RAVI });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'bisect-0417')).toBeVisible();
  await expect(rowOf(page, 'arch-2025-11')).toHaveCount(0);
});

test('the role of a Fandogh connection is that in the namespace that was chosen', async ({ page }) => {
  await page.goto('/connections/new');
  await page.getByLabel('Name of the connection').fill('nika');
  await page
    .getByLabel('Sign in as')
    .selectOption({ label: 'nika: Nika, Admin of pomegranate and Operator in saffron' });
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByLabel('Namespace').selectOption('saffron');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'price-feed')).toBeVisible();
  await page.goto('/c/nika/images/price-feed/new-version');
  await expect(page.getByRole('main')).toContainText('uploading versions takes a Developer or an Admin');
});
