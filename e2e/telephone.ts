import { expect, type Page } from '@playwright/test';

/** That the page fits a telephone in its width; leaves the window as it was. */
export async function expectFitsTelephone(page: Page, where: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${where} at 390`)
    .toBeLessThanOrEqual(390);
  if (before) await page.setViewportSize(before);
}
