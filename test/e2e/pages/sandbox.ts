import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** Variants at the left, the rehearsal's answer at the right. */
export class SandboxPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get form() {
    return this.#page.getByRole('form', { name: this.#t('sandbox:form.title') });
  }

  get runButton() {
    return this.form.getByRole('button', { name: this.#t('sandbox:form.run') });
  }

  /** Says how many replicates the picture on the screen stands on while the run goes on. */
  get partial() {
    return this.#page.getByText(this.#t.like('sandbox:result.partial'));
  }

  /** The finding in one sentence. */
  get headline() {
    return this.#page
      .getByRole('status')
      .filter({ hasText: this.#t.like('sandbox:headline.range') });
  }

  /** Replicates, seed, engine, hash and time of a finished run. */
  get footer() {
    return this.#page.getByText(this.#t.like('sandbox:result.footer'));
  }

  get variantTable() {
    return this.#page.getByRole('region', { name: this.#t('sandbox:table.title') });
  }

  get risks() {
    return this.#page
      .getByRole('region', { name: this.#t('sandbox:risk.title') })
      .getByRole('listitem');
  }

  get fitReport() {
    return this.#page.getByRole('dialog', { name: this.#t('sandbox:fit.report') });
  }

  get runList() {
    return this.#page.getByRole('dialog', { name: this.#t('sandbox:runs.title') });
  }

  get composeButton() {
    return this.#page.getByRole('button', { name: this.#t('sandbox:compose') });
  }

  async chooseReplicates(count: 500 | 2000 | 10_000): Promise<void> {
    const name = this.#t('sandbox:form.replicates');
    const label = this.#t(`sandbox:form.replicatesOption.${count}`);
    await choose(this.#page, this.form.getByRole('combobox', { name }), label);
  }

  /** Waits for the stored result; returns what its footer says. */
  async result(): Promise<{ readonly replicates: number; readonly resultHash: string }> {
    await this.footer.waitFor({ timeout: 60_000 });
    const text = (await this.footer.textContent()) ?? '';
    const [, count = '', , , , hash = ''] = this.#footerParts(text);
    return { replicates: Number(count.replaceAll(',', '')), resultHash: hash };
  }

  #footerParts(text: string): readonly string[] {
    return this.#t.like('sandbox:result.footer', {}, true).exec(text.trim()) ?? [];
  }

  async openFitReport(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('sandbox:fit.more') }).click();
    await this.fitReport.waitFor();
  }

  async openRuns(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('sandbox:runs.title') }).click();
    await this.runList.waitFor();
  }
}
