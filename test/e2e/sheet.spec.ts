import { expect, test } from '@playwright/test';
import { choose } from './pages/select.ts';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';

async function press(on: Desk, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await on.page.keyboard.press(key);
}

const clipboard = {
  text: (on: Desk) => on.station.app.evaluate(({ clipboard: board }) => board.readText()),
  write: (on: Desk, text: string) =>
    on.station.app.evaluate(({ clipboard: board }, content) => board.writeText(content), text),
};

/** Full amounts of the first rows, from the clipboard: the cells show them rounded. */
async function copiedColumn(on: Desk, column: 'amountMinor' | 'expectedCloseDay', rows: number) {
  await on.pipeline.cellAt(0, column).click();
  for (let row = 1; row < rows; row += 1) await press(on, 'Shift+ArrowDown');
  await clipboard.write(on, '-');
  await press(on, 'Control+c');
  await expect.poll(() => clipboard.text(on)).not.toBe('-');
  return (await clipboard.text(on)).split('\r\n');
}

for (const language of ['zh-CN', 'en'] as const) {
  test.describe(`the sheet (${language})`, () => {
    let on: Desk;
    test.beforeAll(async () => {
      on = await openDesk({ language, settings: { theme: 'system' } });
      await on.frame.goTo('pipeline');
      await on.pipeline.showAll();
      await on.pipeline.sortBy('amountMinor');
      await expect(on.pipeline.header('amountMinor')).toHaveAttribute('aria-sort', 'ascending');
    });
    test.afterEach(async () => {
      await press(on, 'Escape', 'Escape', 'Escape');
    });
    test.afterAll(() => on.close());

    test('selects by pointer and by keys, and adds up rows that are not loaded', async () => {
      await on.sheet.drag(on.pipeline.cellAt(1, 'amountMinor'), on.pipeline.cellAt(4, 'ownerName'));
      await expect(on.sheet.size(4, 2)).toBeVisible();
      await on.pipeline.cellAt(6, 'expectedCloseDay').click({ modifiers: ['Shift'] });
      await expect(on.sheet.size(6, 3)).toBeVisible();
      await capture(on, 'sheet-range');
      await on.pipeline.cellAt(9, 'amountMinor').click({ modifiers: ['Control'] });
      await expect(
        on.sheet.bar.getByText(on.t('sheet:bar.sizeBlocks', { cells: 19 })),
      ).toBeVisible();
      await expect(on.pipeline.panel).toBeHidden();

      await on.pipeline.cellAt(0, 'amountMinor').click();
      await press(on, 'Control+Shift+ArrowDown');
      await expect(on.sheet.size('2,000', 1)).toBeVisible();
      await expect.poll(() => on.sheet.figure('count')).not.toBe('');
      const sum = await on.sheet.figure('sum');
      await on.sheet.figureButton('sum').click();
      await expect.poll(() => clipboard.text(on)).toBe(sum);

      await press(on, 'Escape');
      await on.pipeline.cellAt(0, 'stage').click();
      await press(on, 'Shift+Space');
      await expect(on.sheet.size(1, 13)).toBeVisible();
      await press(on, 'Control+a');
      await expect(on.sheet.size('2,000', 13)).toBeVisible();
      await expect.poll(() => on.sheet.figure('sum')).toBe(sum);
      await press(on, 'Escape');
      await expect(on.sheet.bar).toBeHidden();
    });

    test('copies and pastes also when the caret was in the search before', async () => {
      await on.pipeline.searchFor('重工');
      await on.pipeline.searchFor('');
      const before = await copiedColumn(on, 'amountMinor', 2);
      expect(before).toHaveLength(2);
      await clipboard.write(on, '1.5\r\n1.75\r\n');
      await on.pipeline.cellAt(0, 'amountMinor').click();
      await press(on, 'Control+v');
      await expect.poll(() => copiedColumn(on, 'amountMinor', 2)).not.toEqual(before);
      await press(on, 'Escape', 'Control+z');
      await expect.poll(() => copiedColumn(on, 'amountMinor', 2)).toEqual(before);
    });

    test('copies thousands of rows beyond the screen as text and as a table', async () => {
      await on.pipeline.cellAt(0, 'name').click();
      await press(on, 'Escape', 'Control+a');
      const html = await on.page.evaluateHandle(() => {
        const found = { text: '' };
        document.addEventListener('copy', ({ clipboardData }) => {
          found.text = clipboardData?.getData('text/html') ?? '';
        });
        return found;
      });
      await clipboard.write(on, '-');
      await press(on, 'Control+c');
      await expect.poll(() => clipboard.text(on)).not.toBe('-');
      const lines = (await clipboard.text(on)).split('\r\n');
      expect(lines).toHaveLength(2000);
      expect(lines[0]?.split('\t')).toHaveLength(13);
      expect(await html.evaluate((found) => found.text)).toMatch(/^<table><tbody><tr><td>/);
      const bar = on.sheet.bar.getByText(on.t('sheet:bar.copied', { cells: '26,000' }));
      await expect(bar).toBeVisible();
    });

    test('pastes a small block at once, and undo takes it back after a restart of the view', async () => {
      const before = await copiedColumn(on, 'amountMinor', 2);
      await on.pipeline.cellAt(0, 'amountMinor').click();
      await clipboard.write(on, '1.5\r\n1.75\r\n');
      await press(on, 'Control+v');
      await expect(on.sheet.notice(on.t('sheet:done.paste', { cells: 2 }))).toBeVisible();
      await expect.poll(() => copiedColumn(on, 'amountMinor', 2)).toEqual(['1.5', '1.75']);
      await press(on, 'Escape');
      await on.page.keyboard.press('Control+z');
      await expect.poll(() => copiedColumn(on, 'amountMinor', 2)).toEqual(before);
    });

    test('shows what is wrong before pasting, and pastes only what is valid', async () => {
      const owner = (await on.pipeline.cellAt(3, 'ownerName').textContent()) ?? '';
      const block = [
        ['１２０万', owner, '2027年1月5日'],
        ['一些', '查无此人', '03/04/2027'],
        ['1,300,000', owner, '2027-02-30'],
      ];
      await clipboard.write(on, block.map((row) => row.join('\t')).join('\n'));
      await on.pipeline.cellAt(0, 'amountMinor').click();
      await press(on, 'Control+v');
      const plan = on.sheet.plan('paste');
      await expect(plan).toBeVisible();
      await expect(plan.getByText(on.t('sheet:refused.unknownOwner')).first()).toBeVisible();
      await expect(plan.getByText(on.t('sheet:refused.ambiguousDate')).first()).toBeVisible();
      await expect(plan.getByText(on.t('sheet:refused.notADate')).first()).toBeVisible();
      await capture(on, 'sheet-paste-preview');
      await plan.getByRole('button', { name: on.t.like('sheet:plan.pasteGood', {}, true) }).click();
      await expect(plan).toBeHidden();
      await press(on, 'Control+z');
    });

    test('fills with the handle: a series of two, a copy of one; Ctrl+D and Delete', async () => {
      await clipboard.write(on, '2027-01-04\n2027-01-11');
      await on.pipeline.cellAt(0, 'expectedCloseDay').click();
      await press(on, 'Control+v');
      await expect(on.pipeline.cellAt(1, 'expectedCloseDay')).toHaveText('2027-01-11');
      await on.sheet.drag(
        on.pipeline.cellAt(1, 'expectedCloseDay'),
        on.pipeline.cellAt(4, 'expectedCloseDay'),
        true,
      );
      await expect(on.pipeline.cellAt(4, 'expectedCloseDay')).toHaveText('2027-02-01');
      expect(await on.sheet.texts('expectedCloseDay', 5)).toEqual([
        '2027-01-04',
        '2027-01-11',
        '2027-01-18',
        '2027-01-25',
        '2027-02-01',
      ]);

      await on.pipeline.cellAt(0, 'expectedCloseDay').click();
      await press(on, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
      await expect(on.pipeline.cellAt(2, 'expectedCloseDay')).toHaveText('2027-01-04');
      await press(on, 'Control+z');
      await expect(on.pipeline.cellAt(2, 'expectedCloseDay')).toHaveText('2027-01-18');
      await press(on, 'Control+z', 'Control+z');
      await expect(on.pipeline.cellAt(1, 'expectedCloseDay')).not.toHaveText('2027-01-11');

      await press(on, 'Control+Semicolon');
      await expect(on.sheet.notice(on.t('sheet:done.fill', { cells: 3 })).first()).toBeVisible();
      await press(on, 'Control+z');
    });

    test('deletes rows and brings them back', async () => {
      const before = await on.pipeline.matching();
      const names = await on.sheet.texts('name', 3);
      await on.pipeline.cellAt(0, 'stage').click();
      await press(on, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+Delete');
      const notice = on.sheet.notice(on.t('sheet:done.remove', { rows: 3 }));
      await expect(notice).toBeVisible();
      await expect.poll(() => on.pipeline.matching()).toBe(before - 3);
      await notice.getByRole('button', { name: on.t('common:undo') }).click();
      await expect.poll(() => on.pipeline.matching()).toBe(before);
      await expect.poll(() => on.sheet.texts('name', 3)).toEqual(names);
    });

    test('edits many rows with a preview that names what is refused, as one step', async () => {
      test.setTimeout(120_000);
      await on.pipeline.cellAt(0, 'stage').click();
      await on.pipeline
        .cellAt(29, 'stage')
        .scrollIntoViewIfNeeded()
        .catch(() => undefined);
      for (let row = 0; row < 29; row += 1) await press(on, 'Shift+ArrowDown');
      await expect(on.sheet.size(30, 1)).toBeVisible();
      await press(on, 'Control+e');
      await expect(on.sheet.bulkForm).toBeVisible();
      await on.sheet.bulkForm
        .getByRole('textbox', { name: on.t('pipeline:patch.region') })
        .fill('西北');
      await expect(
        on.sheet.bulkForm.getByRole('textbox', { name: on.t('pipeline:patch.region') }),
      ).toHaveValue('西北');
      await choose(
        on.page,
        on.sheet.bulkForm.getByRole('combobox', { name: on.t('sheet:bulk.step') }),
        on.t('common:stage.negotiation_contract'),
      );
      await capture(on, 'sheet-bulk-form');
      await on.sheet.bulkForm.getByRole('button', { name: on.t('sheet:bulk.preview') }).click();
      const plan = on.sheet.plan('bulk');
      await expect(plan).toBeVisible();
      await expect(plan.getByText(on.t('sheet:refused.stageNeedsReason')).first()).toBeVisible();
      await plan.getByRole('textbox', { name: on.t('sheet:plan.reason') }).fill('集中清理');
      await plan.getByRole('button', { name: on.t('sheet:plan.replan') }).click();
      await expect(plan.getByText(on.t.like('sheet:plan.good')).first()).toBeVisible();
      await capture(on, 'sheet-bulk-preview');
      await plan.getByRole('button', { name: on.t.like('sheet:plan.apply', {}, true) }).click();
      await expect(plan).toBeHidden();
      await expect(on.sheet.bulkForm).toBeHidden();
      await press(on, 'Control+z');
    });
  });
}
