import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

export type Verdict = 'intact' | 'altered' | 'noMark' | 'unknownKey' | 'traced' | 'unknownTrace';

/** What a PDF or a picture of its page says about where it came from. */
export class VerifyPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get pickButton() {
    return this.#page.getByRole('button', { name: this.#t('composer:verify.pick') });
  }

  get report() {
    return this.#page.getByRole('region', { name: this.#t('composer:verify.result') });
  }

  verdict(verdict: Verdict) {
    return this.report.getByText(this.#t(`composer:verify.verdict.${verdict}`), { exact: true });
  }
}
