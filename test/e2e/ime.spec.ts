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

/** The first key of a composition: an input method keeps the letter to itself. */
async function firstKey(): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    await keyboard.send('Input.dispatchKeyEvent', {
      type,
      key: 'Process',
      code: 'KeyE',
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

test('the first key of a composition opens the field of a cell, and the words replace what was there', async () => {
  const name = on.pipeline.cellAt(0, 'name');
  const named = (await name.textContent()) ?? '';
  await name.click();
  await firstKey();
  const text = on.pipeline.editor('name');
  await expect(text).toBeFocused();
  await compose('erqi');
  await expect(text).toHaveValue('erqi');
  await enterWhileComposing();
  await expect(text).toBeFocused();
  await take('二期');
  await expect(text).toHaveValue('二期');
  await on.page.keyboard.press('Enter');
  await expect(name).toHaveText('二期');
  await on.page.keyboard.press('Control+z');
  await expect(name).toHaveText(named);

  const amount = on.pipeline.cellAt(0, 'amountMinor');
  const before = (await amount.textContent()) ?? '';
  await amount.click();
  await firstKey();
  const number = on.pipeline.editor('amountMinor');
  await expect(number).toBeFocused();
  await compose('１２wan');
  await enterWhileComposing();
  await expect(number).toBeFocused();
  await take('１２万');
  await expect(number).toHaveValue('１２万');
  await on.page.keyboard.press('Enter');
  await expect(number).toBeHidden();
  await expect(amount).not.toHaveText(before);
  await on.page.keyboard.press('Control+z');
  await expect(amount).toHaveText(before);
});

test('Enter while composing does not preview an edit of many rows', async () => {
  await on.pipeline.cellAt(0, 'stage').click();
  await on.page.keyboard.press('Shift+ArrowDown');
  await on.page.keyboard.press('Control+e');
  const region = on.sheet.bulkForm.getByRole('textbox', { name: on.t('pipeline:patch.region') });
  await region.focus();
  await compose('xibei');
  await enterWhileComposing();
  await take('西北');
  await expect(region).toHaveValue('西北');
  await expect(on.sheet.plan('bulk')).toBeHidden();
  await expect(on.sheet.bulkForm).toBeVisible();
  await expect(async () => {
    await on.page.keyboard.press('Escape');
    await expect(on.sheet.bulkForm).toBeHidden({ timeout: 300 });
  }).toPass();
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
