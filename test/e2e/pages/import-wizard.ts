import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** Import of one file in four steps. */
export class ImportWizard {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: this.#t('import:title') });
  }

  get pickButton() {
    return this.dialog.getByRole('button', { name: this.#t('import:file.pick') });
  }

  get checkButton() {
    return this.dialog.getByRole('button', { name: this.#t('import:toCheck'), exact: true });
  }

  get problems() {
    return this.dialog.getByRole('region', { name: this.#t('import:problems.label') });
  }

  get alert() {
    return this.dialog.getByRole('alert');
  }

  /** A setting of the second step by its label: what the file holds, encoding, delimiter, pipeline. */
  setting(
    key: 'kind.label' | 'encoding' | 'delimiter.label' | 'pipeline.label' | 'sheet.label',
  ): Locator {
    return this.dialog.locator('.ant-select').filter({
      has: this.#page.getByRole('combobox', { name: this.#t(`import:${key}`), exact: true }),
    });
  }

  /** The choice of the column for a field, by the field's name on the screen. */
  columnFor(field: string): Locator {
    const name = this.#t('import:mapping.columnFor', { field });
    return this.dialog
      .locator('.ant-select')
      .filter({ has: this.#page.getByRole('combobox', { name }) });
  }

  async mapColumn(field: string, header: string): Promise<void> {
    await choose(this.#page, this.columnFor(field), header);
  }

  /** The figure of the check or report step, e.g. `check.toInsert`. */
  figure(key: string): Locator {
    return this.dialog
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${this.#t(`import:${key}`)}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** Chooses what is written, or what an empty cell does; the check is made again. */
  async choose(
    key:
      | 'write.insert'
      | 'write.update'
      | 'empty.keep'
      | 'unnamed.reject'
      | 'key.nameAccount'
      | 'key.none',
  ): Promise<void> {
    await this.dialog.getByText(this.#t(`import:${key}`), { exact: true }).click();
    await this.figure('check.inFile').waitFor();
  }

  /** Says how the days of a column are read that nothing settles. */
  async chooseDayOrder(column: string, order: 'dayFirst' | 'monthFirst'): Promise<void> {
    const name = this.#t('import:dayOrder.of', { column });
    const choice = this.dialog.getByRole('radiogroup', { name });
    await choice.getByText(this.#t(`import:dayOrder.${order}`), { exact: true }).click();
  }

  /** Words of the file that mean nothing here, with what they could mean. */
  get words() {
    return this.dialog.getByRole('region', { name: this.#t('import:values.title') });
  }

  /** Says what a word means; the check is made again. */
  async chooseMeaning(word: string, meaning: string): Promise<void> {
    const name = this.#t('import:values.meaningOf', { word });
    const select = this.words
      .locator('.ant-select')
      .filter({ has: this.#page.getByRole('combobox', { name }) });
    await choose(this.#page, select, meaning);
    await this.figure('check.inFile').waitFor();
  }

  /** Customers and contacts that look like stored ones. */
  get alike() {
    return this.dialog.getByRole('region', { name: this.#t('import:alike.title') });
  }

  /** Says that one of the file is the stored record most like it; the check is made again. */
  async chooseMostAlike(name: string): Promise<void> {
    const label = this.#t('import:alike.choiceFor', { name });
    const select = this.alike
      .locator('.ant-select')
      .filter({ has: this.#page.getByRole('combobox', { name: label }) });
    await choose(this.#page, select);
    await this.figure('check.inFile').waitFor();
  }

  /** Records that would change, before and after. */
  get changes() {
    return this.dialog.getByRole('region', { name: this.#t('import:changes.title') });
  }

  /** The first rows as they will be written. */
  get accepted() {
    return this.dialog.getByRole('region', { name: this.#t('import:accepted') });
  }

  get resumeButton() {
    return this.dialog.getByRole('button', { name: this.#t('import:pending.resume') });
  }

  /** Takes up the import that was begun last and not finished. */
  async resume(): Promise<void> {
    await this.resumeButton.click();
    await this.checkButton.waitFor();
  }

  /** Saves the rejected rows; the dialog of the system has been answered. */
  async saveRejects(format: 'xlsx' | 'csv'): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#t('import:saveRejects') }).click();
    await this.#page.getByRole('menuitem', { name: this.#t(`import:rejectsAs.${format}`) }).click();
  }

  async pick(): Promise<void> {
    await this.pickButton.click();
    await this.checkButton.waitFor();
  }

  async check(): Promise<void> {
    await this.checkButton.click();
    await this.figure('check.inFile').waitFor();
  }

  async back(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#t('common:back'), exact: true }).click();
  }

  get progress() {
    return this.dialog.getByRole('progressbar');
  }

  /** Begins to write the rows. */
  async start(): Promise<void> {
    await this.dialog
      .getByRole('button', { name: this.#t.like('import:run', { count: 2 }) })
      .click();
  }

  /** Writes the rows and waits for the report. */
  async run(): Promise<void> {
    await this.start();
    await this.figure('report.inserted').waitFor({ timeout: 30_000 });
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#t('common:done'), exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
