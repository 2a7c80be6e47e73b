import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** The audit, a tab of the settings. */
export class AuditPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** Entries on the screen, without the header. */
  get entries() {
    return this.#page.getByRole('tabpanel').locator('tbody tr.ant-table-row');
  }

  get report() {
    return this.#page.getByRole('region', { name: this.#t('audit:verifying') });
  }

  get verifyButton() {
    return this.#page.getByRole('button', { name: this.#t('audit:verify') });
  }

  get exportButton() {
    return this.#page.getByRole('button', { name: this.#t('audit:export') });
  }

  verdict(verdict: 'intact' | 'altered') {
    return this.report.getByText(this.#t(`audit:verdict.${verdict}`), { exact: true });
  }

  async showKind(kind: string): Promise<void> {
    const list = this.#page.getByRole('combobox', { name: this.#t('audit:filterKind') });
    await choose(this.#page, list, this.#t(`audit:kind.${kind}`));
  }
}
