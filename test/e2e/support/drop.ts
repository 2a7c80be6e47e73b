import type { Page } from '@playwright/test';

/** Drops a file from the disk on the page, as from the file manager: what the page gets is backed by the file itself. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const made = document.createElement('input');
    made.type = 'file';
    made.hidden = true;
    return document.body.appendChild(made);
  });
  await input.setInputFiles(path);
  await input.evaluate((made) => {
    const dataTransfer = new DataTransfer();
    const file = made.files?.[0];
    if (file === undefined) throw new Error('no file');
    dataTransfer.items.add(file);
    made.remove();
    const target = document.querySelector('[role="search"]');
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
  });
}
