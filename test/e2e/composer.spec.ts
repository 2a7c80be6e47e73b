import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk();
  await on.frame.goTo('composer');
  await on.page.keyboard.press('Control+n');
  await on.composer.titleField.fill('块菜单与检查');
  await on.page.keyboard.press('Enter');
  await expect(on.frame.heading).toHaveText('块菜单与检查');
});

test.afterAll(() => on.close());

test('/ in an empty text opens the menu of blocks, by keyboard alone', async () => {
  await on.composer.addBlock('richText');
  const text = on.composer.blocks('richText').last();
  const field = text.getByRole('textbox', { name: on.t('composer:kind.richText') });
  await expect(field).toBeFocused();
  const texts = await on.composer.blocks('richText').count();

  // Closed by Escape the text is as it was; the sign is no menu key any more once something is written.
  await on.page.keyboard.press('/');
  await expect(on.composer.blockMenu).toBeVisible();
  await on.page.keyboard.press('Escape');
  await expect(on.composer.blockMenu).toBeHidden();
  await expect(field).toBeFocused();
  await on.page.keyboard.type('一/二');
  await expect(on.composer.blockMenu).toBeHidden();
  await expect(field).toHaveText('一/二');
  await on.page.keyboard.press('Control+a');
  await on.page.keyboard.press('Delete');

  // Down to "citation", the last one.
  await on.page.keyboard.press('/');
  const items = on.composer.blockMenu.getByRole('menuitem');
  await expect(items.first()).toBeVisible();
  await on.page.keyboard.press('End');
  await on.page.keyboard.press('Enter');
  await expect(on.composer.blockMenu).toBeHidden();
  await expect(on.composer.blocks('richText')).toHaveCount(texts - 1);
  const citation = on.composer.blocks('citation').last();
  await expect(
    citation.getByRole('textbox', { name: on.t('composer:citation.quote') }),
  ).toBeFocused();
});

test('the export dialog lists what to look at, leads there, and forgets what was mended', async () => {
  await on.exportDialog.open();
  const empty = on.exportDialog.problem('citation', 'empty');
  await expect(empty).toHaveCount(1);
  // A document without a rehearsal has empty frames and places to fill as well.
  await expect(on.exportDialog.problem('chart', 'noRehearsal')).not.toHaveCount(0);
  await expect(on.exportDialog.anyway).toBeDisabled();
  await empty.click();
  await expect(on.exportDialog.dialog).toBeHidden();

  const citation = on.composer.blocks('citation').last();
  const quote = citation.getByRole('textbox', { name: on.t('composer:citation.quote') });
  await expect(quote).toBeFocused();
  await on.page.keyboard.type('一句引文');
  await on.exportDialog.open();
  await expect(empty).toHaveCount(0);
  const noSource = on.exportDialog.problem('citation', 'noSource');
  await noSource.click();
  await expect(on.exportDialog.dialog).toBeHidden();
  await citation.getByRole('textbox', { name: on.t('composer:citation.source') }).fill('年报');
  await on.exportDialog.open();
  await expect(noSource).toHaveCount(0);
  await on.page.keyboard.press('Escape');
  await expect(on.exportDialog.dialog).toBeHidden();
});
