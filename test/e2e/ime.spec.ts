import type { CDPSession } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';

let on: Desk;
let keyboard: CDPSession;

test.beforeAll(async () => {
  on = await openDesk();
  keyboard = await on.page.context().newCDPSession(on.page);
  await on.frame.goTo('pipeline');
  await on.pipeline.showAll();
});

test.afterAll(() => on.close());

/** What an input method shows while pinyin is typed: text that is not yet there. */
async function compose(text: string): Promise<void> {
  await keyboard.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}

/** Enter while composing, as Chromium hands it on: the key that takes a candidate or the raw letters. */
async function enterWhileComposing(): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    await keyboard.send('Input.dispatchKeyEvent', {
      type,
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
  }
}

async function take(candidate: string): Promise<void> {
  await keyboard.send('Input.insertText', { text: candidate });
}

test('half-typed pinyin does not filter; the chosen words do', async () => {
  await on.pipeline.search.focus();
  await compose('wangguan');
  await expect(on.pipeline.search).toHaveValue('wangguan');
  // Longer than the search waits after the last key.
  await expect.poll(() => on.pipeline.matching(), { intervals: [400] }).toBe(2000);
  await enterWhileComposing();
  await take('网关');
  await expect(on.pipeline.search).toHaveValue('网关');
  await expect.poll(() => on.pipeline.matching()).toBeLessThan(2000);
  await on.pipeline.clearFilters();
});

test('the Enter that takes a candidate neither commits nor moves a cell', async () => {
  const cell = on.pipeline.cellAt(0, 'name');
  const before = (await cell.textContent()) ?? '';
  await cell.click();
  await on.page.keyboard.press('F2');
  const editor = on.pipeline.editor('name');
  await editor.press('End');
  await compose('erqi');
  await enterWhileComposing();
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue(`${before}erqi`);
  await take('二期');
  await expect(editor).toHaveValue(`${before}二期`);
  await on.page.keyboard.press('Enter');
  await expect(editor).toBeHidden();
  await expect(cell).toHaveText(`${before}二期`);
  await on.page.keyboard.press('Control+z');
  await expect(cell).toHaveText(before);
});

test('composing in the palette runs nothing', async () => {
  await on.frame.openPalette();
  await compose('shezhi');
  await enterWhileComposing();
  await expect(on.frame.palette).toBeVisible();
  await take('设置');
  await expect(on.frame.palette.getByRole('option').first()).toContainText('设置');
  // For a moment after a composition Escape still belongs to the input method.
  await expect(async () => {
    await on.page.keyboard.press('Escape');
    await expect(on.frame.palette).toBeHidden({ timeout: 300 });
  }).toPass();
  await expect(on.frame.heading).toHaveText(on.t('pipeline:title'));
});
