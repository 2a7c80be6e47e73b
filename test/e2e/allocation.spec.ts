import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerSaveDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`transfers are proposed, locked, solved again around the locks, and picked from a workbook (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({
      language,
      settings: { theme: 'system' },
      size: { width: 1440, height: 900 },
    });
    await on.frame.goTo('sandbox');
    await on.allocation.ask();
    await expect(on.allocation.form).toContainText(on.t('transfers:source.generated'));
    await on.allocation.solve();
    await capture(on, 'allocation');
    await on.allocation.positions.scrollIntoViewIfNeeded();
    await capture(on, 'allocation-positions');

    // Nobody gets a workbook of a plan that is older than what was decided.
    await on.allocation.decide('forbidden');
    await expect(on.allocation.changed).toBeVisible();
    await expect(on.allocation.pickLists).toBeDisabled();
    await on.allocation.solveAgain();
    await capture(on, 'allocation-locked');
    const file = await answerSaveDialog(on.station, 'pick-lists.xlsx');
    await on.allocation.pickLists.click();
    await expect(on.page.getByText(on.t.like('transfers:saved'))).toBeVisible();
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    await on.close();
  });
}
