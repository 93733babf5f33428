import { expect, type Page } from '@playwright/test';

/**
 * Drags a file of this machine over the page and lets it go there. Browsers let no script make a file of a path, so
 * it is chosen in a field first: it stays on disk, whatever its size.
 * @param invitation what the page says while the file is over it
 */
export async function dropFile(
  page: Page,
  file: string,
  invitation = 'Drop to look at the files first',
): Promise<void> {
  const holder = await page.evaluateHandle(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.hidden = true;
    document.body.append(input);
    return input;
  });
  await holder.setInputFiles(file);
  const drag = (type: 'dragenter' | 'dragover' | 'drop'): Promise<void> =>
    holder.evaluate((input, kind) => {
      const dataTransfer = new DataTransfer();
      for (const one of input.files ?? []) dataTransfer.items.add(one);
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, type);
  // What takes the file is not needed for the first paint, and comes a moment after the page.
  await expect(async () => {
    await drag('dragenter');
    await expect(page.getByText(invitation)).toBeVisible({ timeout: 500 });
  }).toPass();
  await drag('dragover');
  await drag('drop');
  await holder.evaluate((input) => input.remove());
}

/** Gives files of these contents to the review of the page for adding images. */
export async function choose(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(
    Object.entries(files).map(([name, bytes]) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  );
}
