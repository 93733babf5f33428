import { expect, type Page } from '@playwright/test';

/** Presses Tab so many times; whatever gets the focus must show it: by an outline of its own, or of the box drawn for it. */
export async function expectFocusShown(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const shown = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return 'nothing';
      const around = [focused, focused.parentElement, focused.nextElementSibling];
      const outlined = around.some((element) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      return outlined ? 'outlined' : focused.outerHTML.slice(0, 200);
    });
    expect(['nothing', 'outlined'], shown).toContain(shown);
  }
}
