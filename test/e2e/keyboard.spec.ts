import { expect, type Locator, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk();
});

test.afterAll(() => on.close());

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await on.page.keyboard.press(key);
}

/** Tab until the control has the focus, as a person without a pointer does. */
async function tabTo(target: Locator, atMost = 60): Promise<void> {
  for (let presses = 0; presses < atMost; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await press('Tab');
  }
  throw new Error(`not reached with ${atMost} presses of Tab: ${target.toString()}`);
}

test('the main job without a pointer', async () => {
  test.setTimeout(120_000);
  await press('g', 'p');
  await expect(on.frame.heading).toHaveText(on.t('pipeline:title'));
  await expect(on.frame.heading).toBeFocused();
  await on.pipeline.ready();

  await press('/');
  await expect(on.pipeline.search).toBeFocused();
  const all = await on.pipeline.matching();
  await on.page.keyboard.type('xnjhbq');
  await expect.poll(() => on.pipeline.matching()).toBeLessThan(all);
  await expect(on.pipeline.cellAt(0, 'name')).toContainText('心内监护病区');
  await press('ArrowDown');
  await expect(on.pipeline.cellAt(0, 'name')).toBeFocused();

  const amount = on.pipeline.cellAt(0, 'amountMinor');
  const before = (await amount.textContent()) ?? '';
  await press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(amount).toBeFocused();
  await on.page.keyboard.type('130');
  await expect(on.pipeline.editor('amountMinor')).toHaveValue('130');
  await press('Escape');
  await expect(amount).toHaveText(before);
  await press('F2');
  await expect(on.pipeline.editor('amountMinor')).toBeFocused();
  await press('Control+a');
  await on.page.keyboard.type('130万');
  await press('Enter');
  await expect(amount).toHaveText(/^130/);
  await expect(on.pipeline.cellAt(1, 'amountMinor')).toBeFocused();
  await press('Control+z');
  await expect(amount).toHaveText(before);

  await press('ArrowUp', 'Space');
  await expect(on.pipeline.panel).toBeVisible();
  await press('Escape');
  await expect(on.pipeline.panel).toBeHidden();
  await expect(on.pipeline.grid.locator(':focus')).toHaveCount(1);

  // In the grid letters are typed into the cell; the palette works everywhere.
  await on.frame.runCommand('qwclsp');
  await expect(on.frame.heading).toHaveText(on.t('sandbox:title'));
  await on.frame.runCommand('ksty');
  await expect(on.sandbox.headline).toBeVisible({ timeout: 40_000 });
  await on.sandbox.result();

  await tabTo(on.sandbox.composeButton);
  await press('Enter');
  await expect(on.composer.titleField).toBeFocused();
  await press('Control+a');
  await on.page.keyboard.type('只用键盘完成的简报');
  await press('Enter');
  await on.composer.ready('只用键盘完成的简报');

  const pdf = await answerSaveDialog(on.station, 'keyboard.pdf');
  await on.frame.runCommand('导出文档');
  await expect(on.exportDialog.recipient).toBeFocused();
  await on.page.keyboard.type('李总');
  await press('Enter');
  await on.exportDialog.traceCode();
  await press('Enter');
  await expect(on.exportDialog.dialog).toBeHidden();

  await on.frame.runCommand('核验文件');
  await expect(on.frame.heading).toHaveText(on.t('composer:verify.title'));
  await answerOpenDialog(on.station, pdf);
  await tabTo(on.verify.pickButton);
  await press('Enter');
  await expect(on.verify.verdict('intact')).toBeVisible();
});

test('the palette finds commands by pinyin initials and opportunities by name', async () => {
  await on.frame.openPalette();
  await on.page.keyboard.type('qwsjgd');
  await expect(on.frame.palette.getByRole('option').first()).toContainText(
    on.t('commands:go.pipeline'),
  );
  await press('Control+a');
  await on.page.keyboard.type('心内监护病区');
  await expect(on.frame.palette.getByRole('option').first()).toContainText('心内监护病区');
  await press('Enter');
  await expect(on.pipeline.panel.getByRole('heading', { level: 2 })).toContainText('心内监护病区');
});

test('Escape closes the topmost thing only, and ? shows the keys', async () => {
  await on.frame.goTo('home');
  await on.frame.heading.focus();
  await press('Shift+Slash');
  await expect(on.frame.cheatSheet).toBeVisible();
  const grid = on.frame.cheatSheet.getByRole('region', { name: on.t('app:group.grid') });
  await expect(grid).toContainText(`${on.t('commands:grid.edit')}EnterF2`);
  await press('Control+k');
  await expect(on.frame.palette).toBeVisible();
  await press('Escape');
  await expect(on.frame.palette).toBeHidden();
  await press('Escape');
  await expect(on.frame.cheatSheet).toBeHidden();
});

test('single keys can be switched off', async () => {
  await on.frame.goTo('settings');
  await on.page.getByRole('switch', { name: on.t('settings:singleKeys.name') }).click();
  await on.frame.heading.focus();
  await press('g', 'p');
  await expect(on.frame.heading).toHaveText(on.t('settings:title'));
  await on.page.getByRole('switch', { name: on.t('settings:singleKeys.name') }).click();
  await on.frame.heading.focus();
  await press('g', 'p');
  await expect(on.frame.heading).toHaveText(on.t('pipeline:title'));
});
