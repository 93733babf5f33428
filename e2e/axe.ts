import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

declare global {
  interface Window {
    /** Once its source has run in the page. */
    readonly axe: typeof axe;
  }
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2 A and AA, and what axe holds to be good practice. */
const EVERYTHING: axe.RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const COLOURS: axe.RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What axe finds wrong with the page as it stands, one line for each element; colours are measured as drawn. */
async function violationsOf(page: Page, runOnly: axe.RunOnly): Promise<readonly string[]> {
  // Not as a script element: the content security policy would rightly refuse it.
  await page.evaluate(SOURCE);
  const results = await page.evaluate(
    (rules) => window.axe.run(document, { runOnly: rules, preload: false, resultTypes: ['violations'] }),
    runOnly,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
}

/**
 * That axe finds nothing wrong with the page in either theme, and leaves it in the light one. A theme changes colours
 * and nothing else, so that only those are looked at twice.
 */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  for (const [colorScheme, rules] of [
    ['dark', COLOURS],
    ['light', EVERYTHING],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect.soft(await violationsOf(page, rules), `${where}, ${colorScheme}`).toEqual([]);
  }
}
