import { expect, test } from '@playwright/test';
import { type Desk, fixture, openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk();
  await on.frame.goTo('pipeline');
  await on.pipeline.ready();
});

test.afterAll(() => on.close());

/** Makes an opportunity, which opens its panel and says so in a notice. */
async function create(name: string): Promise<void> {
  await on.page.getByRole('button', { name: on.t('pipeline:create.button'), exact: true }).click();
  const dialog = on.page.getByRole('dialog', { name: on.t('pipeline:create.title') });
  await dialog.getByRole('textbox', { name: on.t('pipeline:patch.name') }).fill(name);
  await dialog.getByRole('button', { name: on.t('pipeline:create.submit'), exact: true }).click();
  await notice(name).waitFor();
}

const notice = (name: string) =>
  on.frame.notice.filter({ hasText: on.t('pipeline:create.done', { name }) });
/** Notices lie one over the other until the pointer is on them; then each can be reached. */
const undo = async (name: string) => {
  await on.frame.notice.last().hover();
  await notice(name)
    .getByRole('button', { name: on.t('common:undo'), exact: true })
    .click();
};
const thereAre = async (count: number) =>
  expect.poll(() => on.pipeline.matching(), { timeout: 15_000 }).toBe(count);

test('the undo of a notice takes back its own action, the newer one first', async () => {
  const before = await on.pipeline.matching();
  await create('青雀甲');
  await create('青雀乙');
  await thereAre(before + 2);
  await undo('青雀甲');
  await expect(on.frame.notice.filter({ hasText: on.t('errors:UNDO_NEWER_FIRST') })).toBeVisible();
  expect(await on.pipeline.matching()).toBe(before + 2);
  await undo('青雀乙');
  await thereAre(before + 1);
  await expect(notice('青雀乙')).toBeHidden();
  await undo('青雀甲');
  await thereAre(before);
  await on.frame.dismissNotices();
});

test('what is undone by key is not undone again by its notice, nor something else', async () => {
  const before = await on.pipeline.matching();
  await create('青雀丙');
  await create('青雀丁');
  await thereAre(before + 2);
  await on.pipeline.cellAt(0, 'stage').focus();
  await on.page.keyboard.press('Control+z');
  await thereAre(before + 1);
  await undo('青雀丁');
  await expect(on.frame.notice.filter({ hasText: on.t('errors:UNDO_GONE') })).toBeVisible();
  expect(await on.pipeline.matching()).toBe(before + 1);
  await on.pipeline.cellAt(0, 'stage').focus();
  await on.page.keyboard.press('Control+z');
  await thereAre(before);
  await on.frame.dismissNotices();
});

test('the details of a failure go to the clipboard', async () => {
  await on.station.app.evaluate(({ clipboard }) => clipboard.writeText('before'));
  await answerOpenDialog(on.station, fixture('empty.csv'));
  await on.pipeline.importButton.click();
  await on.importWizard.pickButton.click();
  await on.importWizard.alert.getByRole('button', { name: on.t('common:copyDetails') }).click();
  await expect
    .poll(() => on.station.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/IMPORT_FILE_EMPTY/);
  await on.page.keyboard.press('Escape');
  await expect(on.importWizard.dialog).toBeHidden();
});
