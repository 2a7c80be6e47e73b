import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** For whom, then the receipt with the trace code. */
export class ExportDialog {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: this.#t('composer:export.title') });
  }

  get recipient() {
    return this.dialog.getByRole('textbox', { name: this.#t('composer:export.recipient') });
  }

  /** The way to a block that should be looked at before exporting. */
  problem(kind: 'chart' | 'citation', problem: 'empty' | 'noSource' | 'noRehearsal') {
    const name = this.#t.like('composer:export.problemAt', {
      name: this.#t(`composer:kind.${kind}`),
      problem: this.#t(`composer:export.problem.${problem}`),
    });
    return this.dialog.getByRole('button', { name });
  }

  get anyway() {
    return this.dialog.getByRole('button', { name: this.#t('composer:export.anyway') });
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#t('composer:export.action') })
      .click();
    await this.recipient.waitFor();
  }

  /** Exports; the save dialog must have been answered. Returns the trace code of the receipt. */
  async exportFor(recipient: string): Promise<string> {
    await this.recipient.fill(recipient);
    // The button says so when the dialog has named something to look at first.
    const action = this.dialog.getByRole('button', { name: this.#t('composer:export.action') });
    await action.or(this.anyway).click();
    return this.traceCode();
  }

  /** Waits for the receipt and reads the trace code. */
  async traceCode(): Promise<string> {
    const code = this.dialog.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await code.waitFor({ timeout: 45_000 });
    return (await code.textContent()) ?? '';
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#t('common:done'), exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
