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

  /** Why the document leaves although something in it contradicts. */
  get reason() {
    return this.dialog.getByRole('textbox', { name: this.#t('content:radar.reason') });
  }

  /** The way to a block that should be looked at before exporting. */
  problem(kind: 'chart' | 'citation', problem: 'empty' | 'noSource' | 'noRehearsal') {
    const name = this.#t.like('composer:export.problemAt', {
      name: this.#t(`composer:kind.${kind}`),
      problem: this.#t(`composer:export.problem.${problem}`),
    });
    return this.dialog.getByRole('button', { name });
  }

  /** One of the kinds of files. */
  format(format: 'pdf' | 'pptx' | 'html' | 'png') {
    return this.dialog
      .getByRole('radiogroup', { name: this.#t('composer:export.format') })
      .getByText(format.toUpperCase(), { exact: true });
  }

  /** The choice of several recipients, and the field for them. */
  get many() {
    return this.dialog.getByText(this.#t('composer:export.many'), { exact: true });
  }

  get recipients() {
    return this.dialog.getByRole('textbox', { name: this.#t('composer:export.recipients') });
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

  /** Exports for the recipients in the field; the folder dialog must have been answered. Returns the trace codes. */
  async exportMany(count: number): Promise<string[]> {
    const action = this.dialog.getByRole('button', { name: this.#t('composer:export.action') });
    await action.or(this.anyway).click();
    const codes = this.dialog.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await codes.nth(count - 1).waitFor({ timeout: 60_000 });
    return codes.allTextContents();
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
