import { expect, test } from '@playwright/test';
import type { OpportunityPatch, Stage } from '../../shared/pipeline/model';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';

/** A deal in the first stage of the first pipeline, made past the page's own state; `full` = with owner and account. */
async function makeDeal(on: Desk, name: string, full: boolean): Promise<void> {
  await on.page.evaluate(
    async ([wanted, complete]) => {
      const { sandtable } = window;
      if (sandtable === undefined) throw new Error('no bridge');
      const value = async <T>(reply: Promise<{ ok: boolean; value?: T }>): Promise<T> => {
        const { value: got } = await reply;
        if (got === undefined) throw new Error('refused');
        return got;
      };
      const [pipeline] = await value(sandtable['pipeline.list']({}));
      const pipelineId = pipeline?.id ?? '';
      const [owner] = await value(sandtable['pipeline.owners']({ pipelineId }));
      const query = { pipelineId, sort: [], filters: {}, quick: '' };
      const page = await value(sandtable['pipeline.page']({ query, offset: 0, limit: 1 }));
      const patch: OpportunityPatch = complete
        ? { ownerId: owner?.id ?? null, accountId: page.rows[0]?.accountId ?? null }
        : {};
      await value(sandtable['pipeline.create']({ pipelineId, name: wanted, patch }));
    },
    [name, full] as const,
  );
}

for (const language of ['zh-CN', 'en'] as const) {
  test.describe(`the board (${language})`, () => {
    let on: Desk;
    test.beforeAll(async () => {
      on = await openDesk({ language, settings: { theme: 'system' } });
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      await makeDeal(on, '赤狐甲项目', true);
      await makeDeal(on, '赤狐乙项目', false);
    });
    test.afterAll(() => on.close());
    /** Only the two deals of this spec, as cards. */
    const alone = async () => {
      await on.board.show('board');
      if ((await on.pipeline.search.inputValue()) === '') await on.pipeline.searchFor('赤狐');
      // Columns are read one by one: for a moment a card that went back stands in two.
      await expect(on.board.card('赤狐甲项目')).toHaveCount(1);
    };
    const stage = (code: Stage) => on.t(`common:stage.${code}`);

    test('shows the deals of the view by stage, and is remembered', async () => {
      await on.page.keyboard.press('g');
      await on.page.keyboard.press('k');
      await on.board.ready();
      const all = await on.pipeline.matching();
      const counts = await Promise.all(
        (
          [
            'lead_captured',
            'lead_qualified',
            'opportunity_discovery',
            'opportunity_validation',
            'negotiation_proposal',
            'negotiation_contract',
          ] as const
        ).map((column) => on.board.count(column)),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
      await expect(on.board.column('negotiation_proposal')).toContainText(
        on.t.like('pipeline:board.weighted'),
      );
      await capture(on, 'board');

      await on.frame.goTo('home');
      await on.frame.goTo('pipeline');
      await on.board.ready();
      await on.page.getByRole('checkbox', { name: on.t('pipeline:board.outcomes') }).check();
      await expect(on.board.column('lost')).toBeVisible();
      await expect.poll(() => on.board.count('lost')).toBeGreaterThan(100);
      await on.page.getByRole('checkbox', { name: on.t('pipeline:board.outcomes') }).uncheck();
      await on.board.show('grid');
      await on.pipeline.ready();
      await on.board.show('board');
      await on.board.ready();
    });

    test('drags a card to the next stage, and takes it back', async () => {
      await alone();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
      await on.board.drag('赤狐甲项目', 'lead_qualified');
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toBeVisible();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toHaveCount(0);
      await expect.poll(() => on.board.count('lead_qualified')).toBe(1);
      await on.page.keyboard.press('Control+z');
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toHaveCount(0);
    });

    test('asks for what a stage needs, and leaves the card where it was', async () => {
      await alone();
      await on.board.drag('赤狐乙项目', 'lead_qualified');
      await expect(on.board.stageDialog).toBeVisible();
      await on.board.stageDialog
        .getByRole('button', { name: on.t('pipeline:stage.submit') })
        .click();
      await expect(on.board.stageDialog.getByText(on.t('pipeline:stage.fieldMissing'))).toHaveCount(
        2,
      );
      await on.page.keyboard.press('Escape');
      await expect(on.board.stageDialog).toBeHidden();
      await expect(on.board.cardIn('lead_captured', '赤狐乙项目')).toBeVisible();
    });

    test('works by keys: arrows, Alt+arrows, Space, Enter, menu', async () => {
      await alone();
      await on.pipeline.search.focus();
      await on.page.keyboard.press('ArrowDown');
      await expect(on.board.card('赤狐甲项目')).toBeFocused();
      await on.page.keyboard.press('Alt+ArrowRight');
      const moved = on.board.cardIn('lead_qualified', '赤狐甲项目');
      await expect(moved).toBeFocused();
      await expect(
        on.page.getByRole('status').filter({
          hasText: on.t('pipeline:board.moved', {
            name: '赤狐甲项目',
            column: stage('lead_qualified'),
          }),
        }),
      ).toHaveCount(1);
      await on.page.keyboard.press('ArrowLeft');
      await expect(on.board.card('赤狐乙项目')).toBeFocused();
      await on.page.keyboard.press('ArrowRight');
      await expect(moved).toBeFocused();
      await on.page.keyboard.press('Space');
      await expect(on.pipeline.panel.getByRole('heading', { name: '赤狐甲项目' })).toBeVisible();
      await expect(moved).toBeFocused();
      await on.page.keyboard.press('Space');
      await expect(on.pipeline.panel).toBeHidden();
      await on.page.keyboard.press('Enter');
      await expect(on.pipeline.panel).toBeVisible();
      await on.pipeline.openTab('stages');
      await expect(
        on.pipeline.panel.getByText(on.t.like('pipeline:board.typical')).first(),
      ).toBeVisible();
      await on.page.keyboard.press('Escape');
      await expect(moved).toBeFocused();

      // Back needs a reason: the dialog asks, and the card waits.
      await on.page.keyboard.press('Alt+ArrowLeft');
      await expect(on.board.stageDialog).toBeVisible();
      await on.board.stageDialog
        .getByRole('textbox', { name: on.t('pipeline:stage.reason') })
        .fill('还没有立项');
      await on.board.stageDialog
        .getByRole('button', { name: on.t('pipeline:stage.submit') })
        .click();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();

      await on.board.openMenu('赤狐甲项目');
      await on.board.menuItem(stage('lead_qualified')).click();
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toBeVisible();
      await on.page.keyboard.press('Control+z');
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
    });

    test('holds a deal at a gate until it is approved', async () => {
      await alone();
      await on.board.openRules();
      await on.board.rules
        .getByRole('checkbox', {
          name: on.t('pipeline:rules.gatedOf', { stage: stage('lead_qualified') }),
        })
        .check();
      await on.board.rules
        .getByRole('spinbutton', {
          name: on.t('pipeline:rules.wipLimitOf', { stage: stage('lead_captured') }),
        })
        .fill('1');
      await capture(on, 'stage-rules');
      await on.board.saveRules();
      await expect(on.board.column('lead_captured')).toContainText(
        on.t.like('pipeline:board.overLimit'),
      );

      await on.board.drag('赤狐甲项目', 'lead_qualified');
      await on.board.stageDialog
        .getByRole('textbox', { name: on.t('pipeline:stage.reason') })
        .fill('客户已立项');
      await capture(on, 'stage-request');
      await on.board.stageDialog
        .getByRole('button', { name: on.t('pipeline:stage.submitRequest') })
        .click();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toContainText(
        on.t('pipeline:approval.waiting'),
      );

      await on.board.openApprovals();
      await expect(on.board.approvals).toContainText('客户已立项');
      await capture(on, 'approvals');
      await on.board.approvals
        .getByRole('button', { name: on.t('pipeline:approval.approve') })
        .click();
      await expect(
        on.board.approvals.getByText(on.t('pipeline:approval.noneToDecide')),
      ).toBeVisible();
      await on.board.closeApprovals();
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toBeVisible();

      await on.board.card('赤狐甲项目').click();
      await on.pipeline.openTab('stages');
      await expect(on.pipeline.panel).toContainText(on.t.like('pipeline:approval.by'));
      await capture(on, 'board-panel');
      await on.page.keyboard.press('Escape');
    });
  });
}
