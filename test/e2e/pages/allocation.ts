import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** Which stock to move between stores: transfers with locks, and what every store has to expect. */
export class AllocationPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** Chooses this question on the sandbox's page. */
  async ask(): Promise<void> {
    const label = this.#t('study:question');
    const list = this.#page.getByRole('combobox', { name: label });
    await choose(this.#page, list, this.#t('transfers:question'));
    await this.form.waitFor();
  }

  get form(): Locator {
    return this.#page.getByRole('form', { name: this.#t('transfers:form') });
  }

  /** What the plan saves, in sentences. */
  get answer(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#t.like('transfers:answer.gap') });
  }

  async solve(): Promise<void> {
    await this.form.getByRole('button', { name: this.#t('transfers:solve') }).click();
    await this.answer.waitFor({ timeout: 60_000 });
  }

  get transfers(): Locator {
    return this.#page.getByRole('group', { name: this.#t('transfers:moves.title') });
  }

  get positions(): Locator {
    return this.#page.getByRole('group', { name: this.#t('transfers:positions.title') });
  }

  /** Decides on the first line that is listed. */
  async decide(rule: 'fixed' | 'forbidden'): Promise<void> {
    const list = this.transfers.getByRole('combobox').first();
    await choose(this.#page, list, this.#t(`transfers:rule.${rule}`));
  }

  /** The notice that the plan is older than the locks; solving again takes it away. */
  get changed(): Locator {
    return this.#page.getByRole('region', { name: this.#t('transfers:locks.title') });
  }

  async solveAgain(): Promise<void> {
    await this.changed.getByRole('button', { name: this.#t('transfers:locks.again') }).click();
    await this.changed.waitFor({ state: 'hidden', timeout: 60_000 });
  }

  get pickLists(): Locator {
    return this.#page.getByRole('button', { name: this.#t('transfers:pickLists') });
  }
}
