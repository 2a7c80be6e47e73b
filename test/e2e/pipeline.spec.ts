import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk();
  await on.frame.goTo('pipeline');
  await on.pipeline.showAll();
});

test.afterEach(async () => {
  await on.page.keyboard.press('Escape');
  const searched = (await on.pipeline.search.inputValue()) !== '';
  if (searched || (await on.pipeline.chips.isVisible())) await on.pipeline.clearFilters();
});

test.afterAll(() => on.close());

/** The numbers in the first cells of a column. */
async function firstAmounts(count: number): Promise<number[]> {
  const texts = await Promise.all(
    Array.from({ length: count }, (_none, row) =>
      on.pipeline.cellAt(row, 'amountMinor').textContent(),
    ),
  );
  return texts.map((text) => Number(text?.replaceAll(',', '')));
}

test('sorts by a column, up, down and back', async () => {
  await on.pipeline.sortBy('amountMinor');
  await expect(on.pipeline.header('amountMinor')).toHaveAttribute('aria-sort', 'ascending');
  await expect
    .poll(async () => {
      const amounts = await firstAmounts(8);
      return amounts.every((amount, i) => i === 0 || amount >= (amounts[i - 1] ?? 0));
    })
    .toBe(true);
  const [smallest = 0] = await firstAmounts(1);

  await on.pipeline.sortBy('amountMinor');
  await expect(on.pipeline.header('amountMinor')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await firstAmounts(1))[0]).toBeGreaterThan(smallest * 10);

  await on.pipeline.sortBy('amountMinor');
  await expect(on.pipeline.header('amountMinor')).toHaveAttribute('aria-sort', 'none');
});

test('filters by a check-list as Excel does, and says so in a chip', async () => {
  const filter = await on.pipeline.openFilter('stage');
  const stage = on.t('common:stage.delivery_acceptance');
  const choice = await filter.locator('label', { hasText: stage }).textContent();
  const count = Number(/([\d,]+)$/.exec(choice ?? '')?.[1]?.replaceAll(',', ''));
  expect(count).toBeGreaterThan(0);
  await filter.getByRole('button', { name: on.t('pipeline:filter.none') }).click();
  await filter.getByRole('checkbox', { name: stage }).check();
  await filter.getByRole('button', { name: on.t('common:done') }).click();
  await expect.poll(() => on.pipeline.matching()).toBe(count);
  await expect(on.pipeline.cellAt(0, 'stage')).toHaveText(stage);
  await expect(on.pipeline.chips.getByRole('button', { name: stage })).not.toHaveCount(0);

  await on.pipeline.filterBy('outcome', on.t('common:outcome.lost'));
  await expect.poll(() => on.pipeline.matching()).toBeLessThan(count);
  await on.pipeline.clearFilters();
  await expect.poll(() => on.pipeline.matching()).toBe(2000);
});

test('an amount that is being typed stays with its deal when the rows are read anew meanwhile', async () => {
  await on.pipeline.sortBy('amountMinor');
  await expect(on.pipeline.header('amountMinor')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(async () => (await firstAmounts(1))[0]).toBeLessThan(20);
  const name = (await on.pipeline.cellAt(1, 'name').textContent()) ?? '';
  const above = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
  await on.pipeline.cellAt(1, 'amountMinor').focus();
  await on.page.keyboard.type('4');
  // The deal above goes to the end: rows move up, under the open field.
  await on.page.evaluate(async (quick) => {
    const { sandtable } = window;
    const lists = await sandtable!['pipeline.list']({});
    const pipelineId = (lists.ok ? lists.value[0]?.id : undefined) ?? '';
    const query = { pipelineId, sort: [], filters: {}, quick };
    const page = await sandtable!['pipeline.page']({ query, offset: 0, limit: 1 });
    const row = page.ok ? page.value.rows[0] : undefined;
    if (row === undefined) throw new Error('no such deal');
    const patch = { amountMinor: 99_000_000_00 };
    const written = await sandtable!['pipeline.update']({
      id: row.id,
      version: row.version,
      patch,
      reason: null,
    });
    if (!written.ok) throw new Error('refused');
    // The window reads again; its rows come back before this one's do.
    await sandtable!['pipeline.page']({ query: { ...query, quick: '' }, offset: 0, limit: 1 });
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
  }, above);
  await on.page.keyboard.type('32万');
  await on.page.keyboard.press('Enter');
  await on.pipeline.searchFor(name);
  await expect(on.pipeline.cellAt(0, 'name')).toHaveText(name);
  await expect(on.pipeline.cellAt(0, 'amountMinor')).toContainText('432');
  await on.frame.undo.click();
  await expect(on.pipeline.cellAt(0, 'amountMinor')).not.toContainText('432');
  await on.frame.undo.click();
  await on.pipeline.sortBy('amountMinor');
  await on.pipeline.sortBy('amountMinor');
});

test('finds by Chinese, by pinyin and by initials, and says when nothing fits', async () => {
  await on.pipeline.searchFor('心内监护病区');
  const byCharacters = await on.pipeline.matching();
  await expect(on.pipeline.cellAt(0, 'name')).toContainText('心内监护病区');
  await on.pipeline.searchFor('');
  await on.pipeline.searchFor('xinneijianhubingqu');
  expect(await on.pipeline.matching()).toBe(byCharacters);
  await on.pipeline.searchFor('');
  await on.pipeline.searchFor('xnjhbq');
  expect(await on.pipeline.matching()).toBe(byCharacters);

  await on.pipeline.search.fill('没有这样的商机');
  await expect(on.page.getByText(on.t('pipeline:noMatch.title'))).toBeVisible();
});

test('takes 120万 in a cell, refuses nonsense with the reason, and undoes', async () => {
  await on.pipeline.searchFor('心内监护病区');
  const name = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
  const amount = on.pipeline.cell(name, 'amountMinor');
  const before = (await amount.textContent()) ?? '';

  await amount.click();
  await on.page.keyboard.press('F2');
  await on.pipeline.editor('amountMinor').fill('一些');
  await on.page.keyboard.press('Enter');
  await expect(on.pipeline.editor('amountMinor')).toHaveAttribute('aria-invalid', 'true');
  await expect(on.page.getByText(on.t('common:amount.notANumber')).first()).toBeVisible();
  await on.page.keyboard.press('Escape');
  await expect(amount).toHaveText(before);

  await on.pipeline.edit(name, 'amountMinor', '120万');
  await expect(amount).toHaveText(/^120/);
  await on.pipeline.openPanel(name);
  await on.pipeline.openTab('history');
  const sentence = on.pipeline.history.first();
  await expect(sentence).toContainText('1,200,000');
  await expect(sentence).toContainText(
    on.t.like('pipeline:history.changed', {
      field: on.t('pipeline:history.field.amountMinor'),
      now: '¥1,200,000',
    }),
  );

  // What undo will take back is told by field and values, before and after it is done.
  const told = on.t('workspace:action.changed', {
    subject: name,
    field: on.t('pipeline:history.field.amountMinor'),
    was: `¥${Number(before)}万`,
    now: '¥120万',
  });
  const undo = on.page.getByRole('button', { name: on.t('app:undoNamed', { action: told }) });
  await expect(undo).toBeVisible();
  await on.page.getByRole('gridcell', { name, exact: true }).click();
  await on.page.keyboard.press('Control+z');
  await expect(amount).toHaveText(before);
  await expect(on.page.getByText(on.t('app:undone', { action: told }))).toBeVisible();
  await on.page.keyboard.press('Control+y');
  await expect(amount).toHaveText(/^120/);
  await on.page.keyboard.press('Control+z');
  await expect(amount).toHaveText(before);
});

/** Creates an opportunity that knows nothing but its name. */
async function createBare(name: string): Promise<void> {
  await on.page.getByRole('button', { name: on.t('pipeline:create.button'), exact: true }).click();
  const dialog = on.page.getByRole('dialog', { name: on.t('pipeline:create.title') });
  await dialog.getByRole('textbox', { name: on.t('pipeline:patch.name') }).fill(name);
  await dialog.getByRole('button', { name: on.t('pipeline:create.submit') }).click();
  await expect(on.pipeline.panel.getByRole('heading', { name })).toBeVisible();
}

test('says beside each field what a stage still needs, and asks why when going back', async () => {
  const name = '端到端检查用的商机';
  await createBare(name);
  const dialog = await on.pipeline.openStageDialog();
  await dialog.getByRole('button', { name: on.t('pipeline:stage.submit') }).click();
  await expect(dialog.getByText(on.t('pipeline:stage.fieldMissing'))).toHaveCount(2);
  await on.pipeline.chooseFirst(dialog, 'accountId');
  await on.pipeline.chooseFirst(dialog, 'ownerId');
  await dialog.getByRole('button', { name: on.t('pipeline:stage.submit') }).click();
  await expect(dialog).toBeHidden();
  const qualified = on.t('common:stage.lead_qualified');
  await expect(on.pipeline.panel.getByText(qualified).first()).toBeVisible();

  const back = await on.pipeline.openStageDialog();
  await on.pipeline.chooseStage(back, on.t('common:stage.lead_captured'));
  await back.getByRole('button', { name: on.t('pipeline:stage.submit') }).click();
  await expect(back.getByText(on.t('pipeline:stage.reasonMissing'))).toBeVisible();
  await back.getByRole('textbox', { name: on.t('pipeline:stage.reason') }).fill('客户换了联系人');
  await back.getByRole('button', { name: on.t('pipeline:stage.submit') }).click();
  await expect(back).toBeHidden();
  await on.pipeline.openTab('history');
  await expect(on.pipeline.history.first()).toContainText(
    on.t('pipeline:history.reason', { reason: '客户换了联系人' }),
  );
  await expect(on.pipeline.history.first()).toContainText(on.t('common:stage.lead_captured'));
});

test('shows whole amounts beside the panel on a small laptop', async () => {
  await on.station.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768),
  );
  await expect.poll(() => on.page.evaluate(() => window.innerWidth)).toBe(1366);
  await on.pipeline.cellAt(1, 'name').click();
  await expect(on.pipeline.panel.getByRole('heading', { level: 2 })).toBeVisible();
  for (const part of [on.pipeline.header('amountMinor'), on.pipeline.cellAt(1, 'amountMinor')]) {
    await expect
      .poll(async () => {
        const cell = await part.boundingBox();
        const bar = await on.page.getByRole('separator').boundingBox();
        const scrollBar = 15;
        return (cell?.x ?? Infinity) + (cell?.width ?? 0) + scrollBar <= (bar?.x ?? 0);
      })
      .toBe(true);
  }
});

test('makes a customer who is not there yet with the opportunity, and undoes both at once', async () => {
  const name = '第一次合作的商机';
  const customer = '端到端新客户';
  await on.page.getByRole('button', { name: on.t('pipeline:create.button'), exact: true }).click();
  const dialog = on.page.getByRole('dialog', { name: on.t('pipeline:create.title') });
  await dialog.getByRole('textbox', { name: on.t('pipeline:patch.name') }).fill(name);
  const account = dialog.getByRole('combobox', { name: on.t('pipeline:patch.accountId') });
  await account.fill(customer);
  const offer = on.t('pipeline:option.createAccount', { name: customer });
  await on.page.getByText(offer, { exact: true }).click();
  await expect(dialog).toContainText(on.t('pipeline:option.newAccount', { name: customer }));
  await dialog.getByRole('button', { name: on.t('pipeline:create.submit') }).click();
  await expect(on.pipeline.panel.getByRole('heading', { name })).toBeVisible();
  const fact = on.t('pipeline:panel.editFact', {
    field: on.t('pipeline:patch.accountId'),
    value: customer,
  });
  await expect(on.pipeline.panel.getByRole('button', { name: fact })).toBeVisible();

  // The grid opens on deals in the order of their days; a new one is searched for.
  await on.pipeline.searchFor(customer);
  await on.page.getByRole('gridcell', { name, exact: true }).click();
  await on.page.keyboard.press('Control+z');
  await expect(on.page.getByText(on.t('pipeline:noMatch.title'))).toBeVisible();
  await on.page.getByRole('button', { name: on.t('pipeline:create.button'), exact: true }).click();
  await account.fill(customer);
  await expect(on.page.getByText(offer, { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: on.t('common:cancel') }).click();
  await expect(dialog).toBeHidden();
});

test('lists the customers of the pipeline on screen before those of other pipelines', async () => {
  await on.page.getByRole('button', { name: on.t('pipeline:create.button'), exact: true }).click();
  const dialog = on.page.getByRole('dialog', { name: on.t('pipeline:create.title') });
  const account = dialog.getByRole('combobox', { name: on.t('pipeline:patch.accountId') });
  const groups = on.page.locator('.ant-select-item-group:visible');
  await account.fill('household 1');
  await expect(groups).toHaveText([on.t('pipeline:option.elsewhere')]);
  await account.fill('医院');
  await expect(groups).toHaveCount(0);
  await on.page.keyboard.press('Escape');
  await expect(on.page.locator('.ant-select-item:visible')).toHaveCount(0);
  await dialog.getByRole('combobox', { name: on.t('pipeline:patch.ownerId') }).click();
  await expect(groups.first()).toHaveText(on.t('pipeline:option.here'));
  await on.page.keyboard.press('Escape');
  await expect(groups).toHaveCount(0);
  await dialog.getByRole('button', { name: on.t('common:cancel') }).click();
  await expect(dialog).toBeHidden();
});

test('does not overwrite what was changed elsewhere meanwhile', async () => {
  const name = '两处同时修改的商机';
  await createBare(name);
  const dialog = await on.pipeline.openStageDialog();
  await on.pipeline.chooseStage(
    dialog,
    on.t('pipeline:stage.as', { outcome: on.t('common:outcome.dormant') }),
  );
  await dialog.getByRole('textbox', { name: on.t('pipeline:stage.reason') }).fill('先放一放');
  await changeRegionElsewhere(name, '西北');
  await dialog
    .getByRole('button', {
      name: on.t('pipeline:stage.as', { outcome: on.t('common:outcome.dormant') }),
    })
    .click();
  await expect(dialog.getByRole('alert')).toHaveText(
    new RegExp(on.t('errors:CONFLICT_VERSION').slice(0, 12)),
  );
  await dialog.getByRole('button', { name: on.t('common:cancel') }).click();
  await expect(
    on.pipeline.panel.getByRole('button', {
      name: on.t('pipeline:panel.editFact', {
        field: on.t('pipeline:patch.region'),
        value: '西北',
      }),
    }),
  ).toBeVisible();
});

/** Another writer, as the CLI or sync would be one: past this page's own state. */
async function changeRegionElsewhere(name: string, region: string): Promise<void> {
  await on.page.evaluate(
    async ([wanted, value]) => {
      type Calls = Record<string, (input: unknown) => Promise<{ value: never }>>;
      const calls = (window as unknown as { sandtable: Calls }).sandtable;
      const call = async <T>(method: string, input: unknown): Promise<T> =>
        (await calls[method]?.(input))?.value as T;
      const pipelines = await call<{ id: string }[]>('pipeline.list', {});
      const { rows } = await call<{ rows: { id: string; version: number }[] }>('pipeline.page', {
        query: { pipelineId: pipelines[0]?.id, sort: [], filters: {}, quick: wanted },
        offset: 0,
        limit: 1,
      });
      await call('pipeline.update', {
        id: rows[0]?.id,
        version: rows[0]?.version,
        patch: { region: value },
        reason: null,
      });
    },
    [name, region] as const,
  );
}
