import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The list of imports, and taking one of them back. */
export class ImportHistory {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get list() {
    return this.#page.getByRole('dialog', { name: this.#t('import:imports.title') });
  }

  /** The line of the newest import of a file. */
  run(file: string): Locator {
    return this.list.getByRole('row').filter({ hasText: file }).first();
  }

  /** The dialog that takes a file's import back. */
  dialog(file: string): Locator {
    return this.#page.getByRole('dialog', { name: this.#t('import:revert.title', { file }) });
  }

  /** Opens the dialog of a file's import and waits for the plan. */
  async openRevert(file: string): Promise<Locator> {
    await this.list
      .getByRole('button', { name: this.#t('import:imports.revertOf', { file }) })
      .first()
      .click();
    const dialog = this.dialog(file);
    await dialog.getByRole('term').first().waitFor();
    return dialog;
  }

  figure(dialog: Locator, name: 'removed' | 'restored' | 'kept' | 'gone'): Locator {
    return dialog
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${this.#t(`import:revert.${name}`)}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }

  kept(dialog: Locator): Locator {
    return dialog.getByRole('region', { name: this.#t('import:revert.keptTitle') });
  }

  /** Chooses a record that would stay. */
  async choose(dialog: Locator, name: string): Promise<void> {
    await dialog.getByRole('checkbox', { name: this.#t('import:revert.choose', { name }) }).check();
  }

  async revert(dialog: Locator, rows: number): Promise<void> {
    await dialog
      .getByRole('button', {
        name: this.#t('import:revert.run', { count: rows, rows: String(rows) }),
      })
      .click();
    await this.list.waitFor();
  }

  async close(): Promise<void> {
    await this.list
      .locator('.ant-modal-footer')
      .getByRole('button', { name: this.#t('common:close'), exact: true })
      .click();
    await this.list.waitFor({ state: 'hidden' });
  }
}
