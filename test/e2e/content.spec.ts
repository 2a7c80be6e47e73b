import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`from a source to a document, and back when the source goes (${language})`, async () => {
    test.setTimeout(240_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    const words = WORDS[language];
    await on.frame.goTo('content');
    await test.step('a source is found wanting, then admitted', () => admitSource(on, words));
    await test.step('a block is written, reviewed and released', () => releaseBlock(on, words));
    await test.step('a document refers to it', () => useBlock(on, words));
    await test.step('a newer version contradicts it', () => renewBlock(on, words));
    await test.step('the source goes, and nothing leaves', () => withdrawSource(on, words));
    await on.close();
  });
}

const WORDS = {
  'zh-CN': {
    source: '网关规格书 3.1',
    block: '网关 G3 规格',
    subject: '网关 G3',
    property: '重量',
    intro: '低功耗边缘接入',
    search: '接入',
    document: '给采购总监的材料',
    why: '已过时',
  },
  en: {
    source: 'Gateway data sheet 3.1',
    block: 'Specification of gateway G3',
    subject: 'Gateway G3',
    property: 'Weight',
    intro: 'Low-power access at the edge',
    search: 'low-pow',
    document: 'For the purchasing director',
    why: 'Out of date',
  },
} as const;
type Words = (typeof WORDS)[keyof typeof WORDS];

async function admitSource(on: Desk, { source }: Words): Promise<void> {
  await on.content.showTab('sources');
  await on.content.request({ title: source, locator: 'p. 4' });
  await capture(on, 'content-request');
  await on.content.submitRequest();
  await on.frame.dismissNotices();
  const row = on.content.sources.filter({ hasText: source });
  await expect(row).toContainText(on.t('content:status.requested'));

  // Without licence and owner the admission is not offered, and says what is missing.
  await on.content.open(source);
  await on.content.press(source, 'admit');
  const dialog = on.content.decision('admit', source);
  await expect(dialog.getByText(on.t('content:gap.licence'))).toBeVisible();
  const admit = dialog.getByRole('button', { name: on.t('content:act.admit'), exact: true });
  await expect(admit).toBeDisabled();
  await capture(on, 'content-gaps');
  await on.page.keyboard.press('Escape');
  await on.content.amend(source, { licence: 'CC BY 4.0' });
  await on.content.press(source, 'admit');
  await on.content.confirm('admit', source, '');
  await on.frame.dismissNotices();
  await capture(on, 'content-source');
  await on.page.keyboard.press('Escape');
  await expect(row).toContainText(on.t('content:status.admitted'));
}

async function releaseBlock(on: Desk, words: Words): Promise<void> {
  await on.content.showTab('blocks');
  await on.content.create('specification', words.block);
  await on.content.write(words.intro);
  await on.content.addFact(words, '1.2', 'kg', words.source);
  await capture(on, 'content-draft');
  await on.content.keep();
  await on.content.move('submit');
  await on.frame.dismissNotices();
  await on.content.review('return', on.t('content:review.comment'));
  await expect(on.content.notes.first()).toContainText(on.t('content:review.kind.return'));
  await on.content.move('submit');
  await on.content.review('approve', '');
  await on.frame.dismissNotices();
  await expect(on.content.state('released')).toBeVisible();
  await capture(on, 'content-block');
  await on.content.back();
  await on.content.search.fill(words.search);
  await expect(on.content.blocks).toHaveCount(1);
  await capture(on, 'content-blocks');
}

async function useBlock(on: Desk, words: Words): Promise<void> {
  await on.frame.goTo('composer');
  await on.page.keyboard.press('Control+n');
  await on.composer.createEmpty(words.document);
  await on.composer.findReviewed(words.search);
  // By keyboard: from the field to what was found.
  await on.page.keyboard.press('Tab');
  await on.page.keyboard.press('Enter');
  const used = on.composer.blocks('reviewed');
  await expect(used).toHaveCount(1);
  await expect(used).toContainText('1.2 kg');
  await expect(used.getByText(on.t('content:use.ready'))).toBeVisible();
  // And carried: to the top of the page.
  await on.composer.carryReviewed(words.block);
  await expect(used).toHaveCount(2);
  await expect(on.composer.saved).toBeVisible();
  await used.last().scrollIntoViewIfNeeded();
  await capture(on, 'content-composer');
}

async function renewBlock(on: Desk, words: Words): Promise<void> {
  await on.composer.blocks('reviewed').first().getByRole('button', { name: words.block }).click();
  await on.page.getByRole('button', { name: on.t('content:block.revise') }).click();
  await on.content.changeFact('1.1');
  await on.content.keep();
  await on.content.move('submit');
  await on.frame.dismissNotices();
  await capture(on, 'content-review');
  await on.content.review('approve', '');
  await on.frame.dismissNotices();
  await on.composer.reopen(words.document);
  const used = on.composer.blocks('reviewed').first();
  await expect(used.getByText(on.t('content:use.newer', { number: 2 }))).toBeVisible();
  await on.exportDialog.open();
  await on.exportDialog.recipient.fill(words.document);
  await expect(on.exportDialog.dialog.getByText('1.1 kg').first()).toBeVisible();
  await expect(on.exportDialog.anyway).toBeDisabled();
  await capture(on, 'content-contradiction');
  await on.exportDialog.reason.fill(words.why);
  await expect(on.exportDialog.anyway).toBeEnabled();
  await on.page.keyboard.press('Escape');
}

async function withdrawSource(on: Desk, words: Words): Promise<void> {
  await on.frame.goTo('content');
  await on.content.showTab('sources');
  await on.content.open(words.source);
  await on.content.press(words.source, 'withdraw');
  const dialog = on.content.decision('withdraw', words.source);
  await expect(dialog.getByText(words.document)).toBeVisible();
  await capture(on, 'content-withdraw');
  await on.content.confirm('withdraw', words.source, words.why);
  await on.frame.dismissNotices();
  await on.page.keyboard.press('Escape');
  await capture(on, 'content-sources');
  await on.composer.reopen(words.document);
  await on.exportDialog.open();
  await on.exportDialog.recipient.fill(words.document);
  await expect(on.exportDialog.dialog.getByText(on.t('content:use.refused'))).toBeVisible();
  await expect(on.exportDialog.anyway).toBeDisabled();
  await capture(on, 'content-refused');
  await on.page.keyboard.press('Escape');
}
