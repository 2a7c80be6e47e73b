import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

export type Column =
  | 'name'
  | 'accountName'
  | 'stage'
  | 'amountMinor'
  | 'ownerName'
  | 'expectedCloseDay'
  | 'outcome'
  | 'weightedMinor'
  | 'daysToClose';

/** The grid of opportunities with its filters and the panel beside it. */
export class PipelinePage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get grid() {
    return this.#page.getByRole('grid');
  }

  get search() {
    return this.#page.getByRole('textbox', { name: this.#t('pipeline:search.label') });
  }

  /** 显示 128 / 2,000 and the sum. */
  get counts() {
    return this.#page
      .getByRole('status')
      .filter({ hasText: this.#t.like('pipeline:counts.shown') });
  }

  get panel() {
    return this.#page.getByRole('complementary', { name: this.#t('pipeline:panel.label') });
  }

  get chips() {
    return this.#page.getByRole('group', { name: this.#t('pipeline:filter.inForce') });
  }

  get importButton() {
    return this.#page.getByRole('button', { name: this.#t('common:import'), exact: true });
  }

  /** The line of controls above the rows or cards. */
  get toolbar() {
    return this.#page.getByRole('search').locator('xpath=..');
  }

  /** Shows another pipeline. */
  async choosePipeline(name: string): Promise<void> {
    const list = this.#page.locator('.ant-select').filter({
      has: this.#page.getByRole('combobox', { name: this.#t('pipeline:switch.label') }),
    });
    await choose(this.#page, list, name);
  }

  /** Waits until rows are on the screen. */
  async ready(): Promise<void> {
    await this.cellAt(0, 'name').filter({ hasText: /\S/ }).waitFor();
  }

  /** The pipeline opens with open deals only; this shows won, lost and dormant ones, too. */
  async showAll(): Promise<void> {
    await this.ready();
    await this.clearFilters();
  }

  /** The number of opportunities that match, from the toolbar. */
  async matching(): Promise<number> {
    const text = await this.counts.textContent();
    const [, number = ''] = this.#t.like('pipeline:counts.shown').exec(text ?? '') ?? [];
    return Number(number.replaceAll(',', ''));
  }

  /** The number of all opportunities, open and closed, from the toolbar. */
  async inAll(): Promise<number> {
    const numbers = /(\d[\d,]*)\D+(\d[\d,]*)/.exec((await this.counts.textContent()) ?? '');
    return Number(numbers?.[2]?.replaceAll(',', ''));
  }

  /** A cell by the row's place on the screen, 0 = first. */
  cellAt(row: number, column: Column): Locator {
    return this.grid.locator(`[row-index="${row}"] [col-id="${column}"]`);
  }

  /** A cell of the opportunity with this name. */
  cell(name: string, column: Column): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('gridcell', { name, exact: true }) })
      .locator(`[col-id="${column}"]`);
  }

  header(column: Column): Locator {
    return this.grid.locator(`.ag-header-cell[col-id="${column}"]`);
  }

  async sortBy(column: Column): Promise<void> {
    await this.header(column).getByRole('button').first().click();
  }

  /** Types into the quick search and waits until the toolbar counts something else. */
  async searchFor(text: string): Promise<void> {
    const before = await this.counts.textContent();
    await this.search.fill(text);
    await this.counts.filter({ hasNotText: before ?? '' }).waitFor();
  }

  /** The filter of a column, opened from its header. */
  async openFilter(column: Column): Promise<Locator> {
    const name = this.#t('pipeline:filter.of', { column: this.#t(`pipeline:field.${column}`) });
    await this.header(column).getByRole('button', { name }).click();
    return this.#page.getByRole('group', { name });
  }

  /** Ticks one value in a column's check-list and closes it. */
  async filterBy(column: Column, value: string): Promise<void> {
    const filter = await this.openFilter(column);
    await filter.getByRole('button', { name: this.#t('pipeline:filter.none') }).click();
    await filter.getByRole('checkbox', { name: value }).check();
    await filter.getByRole('button', { name: this.#t('common:done') }).click();
    await this.chips.filter({ hasText: value }).waitFor();
  }

  /** Takes away what is filtered, and what is searched with it. */
  async clearFilters(): Promise<void> {
    const clear = this.chips.getByRole('button', { name: this.#t('common:clearFilters') });
    const remove = this.chips.getByRole('button', { name: this.#t.like('pipeline:filter.remove') });
    if (await clear.isVisible()) await clear.click();
    else if (await remove.isVisible()) await remove.click();
    if ((await this.search.inputValue()) !== '') await this.search.fill('');
    await this.chips.waitFor({ state: 'hidden' });
    // All of all: until then the toolbar and the grid below it still move.
    await this.counts.filter({ hasText: /(\d[\d,]*)\D+\1(?![\d,])/ }).waitFor();
  }

  /** The field of a cell that is being edited. */
  editor(column: Column): Locator {
    return this.grid.getByRole('textbox', {
      name: this.#t(`pipeline:field.${column}`),
      exact: true,
    });
  }

  /** F2 on the cell, a new text, Enter. */
  async edit(name: string, column: Column, text: string): Promise<void> {
    await this.cell(name, column).click();
    await this.#page.keyboard.press('F2');
    await this.editor(column).fill(text);
    await this.#page.keyboard.press('Enter');
    await this.editor(column).waitFor({ state: 'hidden' });
  }

  /** Opens the panel of an opportunity. */
  async openPanel(name: string): Promise<void> {
    await this.cell(name, 'name').click();
    await this.panel.getByRole('heading', { name }).waitFor();
  }

  async openTab(name: 'stages' | 'account' | 'history'): Promise<void> {
    const label = this.#t.like(`pipeline:panel.${name}`);
    await this.panel.getByRole('tab', { name: label }).click();
  }

  /** The sentences of the history tab, newest first. */
  get history() {
    return this.panel
      .getByRole('tabpanel', { name: this.#t('pipeline:panel.history') })
      .getByRole('listitem');
  }

  async openStageDialog(): Promise<Locator> {
    await this.panel.getByRole('button', { name: this.#t('pipeline:stage.change') }).click();
    const dialog = this.#page.getByRole('dialog', { name: this.#t.like('pipeline:stage.title') });
    await dialog.waitFor();
    return dialog;
  }

  /** Chooses where an open stage dialog leads. */
  async chooseStage(dialog: Locator, label: string): Promise<void> {
    const target = dialog.getByRole('combobox', { name: this.#t('pipeline:stage.target') });
    await choose(this.#page, target, label);
  }

  /** Takes the first choice of a list field of an open stage dialog. */
  async chooseFirst(dialog: Locator, field: 'accountId' | 'ownerId'): Promise<void> {
    const name = this.#t(`pipeline:patch.${field}`);
    await choose(this.#page, dialog.getByRole('combobox', { name }));
  }
}
