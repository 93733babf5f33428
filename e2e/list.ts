import { expect, type Locator, type Page } from '@playwright/test';

/** The row of an image in a list; a card where the page is narrow. */
export function rowOf(page: Page, name: string): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) });
}

/** The panel or dialog of this title. */
export function dialogOf(page: Page, title: string): Locator {
  return page.getByRole('dialog', { name: title, exact: true });
}

/** Opens the list of all images, and waits until the three demo connections have answered. */
export async function openAllImages(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('main')).toContainText('in 3 connections', { timeout: 30_000 });
  await expect(page.getByRole('main')).not.toContainText('still loading');
}

/** Chooses an entry of the menu at the end of a row. */
export async function chooseInMenu(page: Page, name: string, entry: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `Actions of ${name}` })
    .click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** What waits in the outbox, or was not deleted. */
export function outboxOf(page: Page): Locator {
  return page.getByRole('region', { name: /^(?:Deletions|Not deleted)$/ });
}
