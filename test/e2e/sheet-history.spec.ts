import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';

async function press(on: Desk, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await on.page.keyboard.press(key);
}

/** All deals by name: neither edits of days and amounts nor a restart move the rows. */
async function byName(on: Desk): Promise<void> {
  await on.frame.goTo('pipeline');
  await on.pipeline.showAll();
  const header = on.pipeline.header('name');
  if ((await header.getAttribute('aria-sort')) !== 'ascending') await on.pipeline.sortBy('name');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await on.pipeline.ready();
}

const DAY = '2027-03-01';
const days = (on: Desk) => on.sheet.texts('expectedCloseDay', 4);
const amounts = (on: Desk) => on.sheet.texts('amountMinor', 4);

test('a fill and an edit of many rows are undone and redone after restarts, also with their rows out of sight', async () => {
  test.setTimeout(240_000);
  let on = await openDesk({ keep: true });
  const { profile } = on.station;
  const restart = async (): Promise<void> => {
    await on.close();
    on = await openDesk({ from: { profile }, keep: true });
    await byName(on);
  };
  try {
    await byName(on);
    const [daysBefore, amountsBefore] = [await days(on), await amounts(on)];

    await on.pipeline.cellAt(0, 'expectedCloseDay').click();
    await press(on, 'F2', 'Control+a');
    await on.page.keyboard.type(DAY);
    await press(on, 'Enter');
    await expect(on.pipeline.cellAt(0, 'expectedCloseDay')).toHaveText(DAY);
    await on.pipeline.cellAt(0, 'expectedCloseDay').click();
    await press(on, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
    await expect.poll(() => days(on)).toEqual([DAY, DAY, DAY, DAY]);

    await press(on, 'Control+e');
    const amount = on.sheet.bulkForm.getByRole('textbox', {
      name: on.t('pipeline:patch.amountMinor'),
    });
    await amount.fill('7654321');
    await on.sheet.bulkForm.getByRole('button', { name: on.t('sheet:bulk.preview') }).click();
    const plan = on.sheet.plan('bulk');
    await plan.getByRole('button', { name: on.t.like('sheet:plan.apply', {}, true) }).click();
    await expect(on.sheet.bulkForm).toBeHidden();
    await expect.poll(async () => new Set(await amounts(on)).size).toBe(1);
    const amountsAfter = await amounts(on);

    await restart();
    expect(await amounts(on)).toEqual(amountsAfter);
    await press(on, 'Control+z');
    await expect.poll(() => amounts(on)).toEqual(amountsBefore);
    await press(on, 'Control+z');
    await expect.poll(() => days(on)).toEqual([DAY, ...daysBefore.slice(1)]);

    await restart();
    await press(on, 'Control+y');
    await expect.poll(() => days(on)).toEqual([DAY, DAY, DAY, DAY]);
    await press(on, 'Control+Shift+z');
    await expect.poll(() => amounts(on)).toEqual(amountsAfter);

    // Taken back while a filter shows other rows only.
    const name = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
    await on.pipeline.filterBy('stage', on.t('common:stage.delivery_acceptance'));
    await expect(on.pipeline.cell(name, 'name')).toHaveCount(0);
    await press(on, 'Control+z', 'Control+z');
    await on.pipeline.clearFilters();
    await expect.poll(() => amounts(on)).toEqual(amountsBefore);
    await expect.poll(() => days(on)).toEqual([DAY, ...daysBefore.slice(1)]);
  } finally {
    await on.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('Alt+↓ opens the list or the calendar, Ctrl+; writes today, Delete empties', async () => {
  const on = await openDesk();
  await byName(on);
  const [daysBefore, amountsBefore] = [await days(on), await amounts(on)];

  await on.pipeline.cellAt(0, 'stage').click();
  await press(on, 'Alt+ArrowDown');
  await expect(on.page.getByRole('option').first()).toBeAttached();
  await press(on, 'Escape');

  await on.pipeline.cellAt(1, 'expectedCloseDay').click();
  await press(on, 'Alt+ArrowDown');
  await expect(on.pipeline.editor('expectedCloseDay')).toBeFocused();
  await press(on, 'Escape', 'Escape');
  await expect(on.pipeline.editor('expectedCloseDay')).toBeHidden();

  await on.pipeline.cellAt(1, 'expectedCloseDay').click();
  await press(on, 'Control+Semicolon');
  await expect.poll(() => days(on)).not.toEqual(daysBefore);
  const [first, today = '', ...others] = await days(on);
  expect([first, ...others]).toEqual([daysBefore[0], ...daysBefore.slice(2)]);
  expect(today).toMatch(/^\d{4}-\d\d-\d\d$/);
  await press(on, 'Control+z');
  await expect.poll(() => days(on)).toEqual(daysBefore);

  // A deal in its first stage needs no amount yet.
  await on.pipeline.filterBy('stage', on.t('common:stage.lead_captured'));
  const early = await amounts(on);
  await on.pipeline.cellAt(1, 'amountMinor').click();
  await press(on, 'Delete');
  await expect.poll(() => amounts(on)).not.toEqual(early);
  expect((await amounts(on))[1]).not.toMatch(/\d/);
  await press(on, 'Control+z');
  await expect.poll(() => amounts(on)).toEqual(early);
  await on.pipeline.clearFilters();
  await expect.poll(() => amounts(on)).toEqual(amountsBefore);
  await on.close();
});
