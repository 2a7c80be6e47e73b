import { expect, test } from '@playwright/test';
import { type OpportunityPatch, type Stage, STAGES } from '../../shared/pipeline/model';
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

function resize({ station }: Desk, size: { width: number; height: number }): Promise<void> {
  return station.app.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
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
      await expect(on.board.card('赤狐甲项目')).toBeVisible();
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

    test('is readable on a small screen, with strips for columns that are folded', async () => {
      await on.board.show('board');
      await on.board.ready();
      await resize(on, { width: 1366, height: 768 });
      await expect.poll(() => on.board.inSight()).toEqual(STAGES);
      await on.board.board.locator('[data-card]').first().click();
      await expect(on.pipeline.panel).toBeVisible();
      await expect.poll(async () => (await on.board.inSight()).length).toBe(5);
      for (const code of [
        'lead_captured',
        'delivery_implementation',
        'delivery_acceptance',
      ] as const)
        // oxlint-disable-next-line no-await-in-loop
        await on.board.foldButton(stage(code)).click();
      await expect.poll(async () => (await on.board.inSight()).length).toBe(6);
      await capture(on, 'board-small');
      await on.page.keyboard.press('Escape');
      await on.frame.goTo('home');
      await on.frame.goTo('pipeline');
      await on.board.ready();
      for (const code of [
        'lead_captured',
        'delivery_implementation',
        'delivery_acceptance',
      ] as const)
        // oxlint-disable-next-line no-await-in-loop
        await on.board.unfoldButton(code).click();
      await expect(on.board.column('lead_captured').locator('[data-card]').first()).toBeVisible();
      await resize(on, { width: 1440, height: 900 });
    });

    test('drags a card to the next stage, and takes it back', async () => {
      await alone();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
      const places = await on.board.watchPlaces('赤狐甲项目');
      await on.board.drag('赤狐甲项目', 'lead_qualified');
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toBeVisible();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toHaveCount(0);
      await expect.poll(() => on.board.count('lead_qualified')).toBe(1);
      await on.page.keyboard.press('Control+z');
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toHaveCount(0);
      expect(await places(), 'columns in which the card stood').toEqual([1]);
    });

    test('puts a card back that was moved when the write is refused, and says why', async () => {
      await alone();
      await on.board.card('赤狐甲项目').focus();
      // Somebody else's change comes first: what the card knows is old when the move is written.
      await on.page.evaluate(async () => {
        const { sandtable } = window;
        const [pipeline] = await sandtable!['pipeline.list']({}).then((r) => (r.ok ? r.value : []));
        const query = { pipelineId: pipeline?.id ?? '', sort: [], filters: {}, quick: '赤狐甲' };
        const page = await sandtable!['pipeline.page']({ query, offset: 0, limit: 1 });
        const row = page.ok ? page.value.rows[0] : undefined;
        if (row === undefined) throw new Error('no such deal');
        const { id, version } = row;
        const change = { id, version, patch: { amountMinor: 70_000_00 }, reason: null };
        const written = sandtable!['pipeline.update'](change);
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', altKey: true, bubbles: true }),
        );
        if (!(await written).ok) throw new Error('refused');
      });
      await expect(
        on.frame.notice.filter({ hasText: on.t('errors:CONFLICT_VERSION') }),
      ).toBeVisible();
      await expect(on.board.cardIn('lead_captured', '赤狐甲项目')).toBeVisible();
      await expect(on.board.cardIn('lead_qualified', '赤狐甲项目')).toHaveCount(0);
      await on.frame.dismissNotices();
      await on.page.keyboard.press('Control+z');
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
