import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** Views, columns and groups of the grid of opportunities. */
export class GridViews {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** The button that names the view; `changed` when it has unsaved changes. */
  button(name: string, changed = false): Locator {
    return this.#page.getByRole('button', {
      name: this.#t(changed ? 'views:buttonChanged' : 'views:button', { name }),
      exact: true,
    });
  }

  get menu(): Locator {
    return this.#page.getByRole('group', { name: this.#t('views:title'), exact: true });
  }

  async openMenu(): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#t.like('views:button') })
      .first()
      .click();
    await this.menu.waitFor();
  }

  /** Opens a view from the menu. */
  async open(name: string): Promise<void> {
    await this.openMenu();
    await this.menu.getByRole('button', { name }).first().click();
    await this.button(name).waitFor();
  }

  /** Keeps what is on screen under a name, whether it was changed or not. */
  async saveAs(name: string, shared: boolean): Promise<void> {
    await this.openMenu();
    await this.menu.getByRole('button', { name: this.#t('views:saveAs'), exact: true }).click();
    const dialog = this.#page.getByRole('dialog', { name: this.#t('views:saveAsTitle') });
    await dialog.getByRole('textbox', { name: this.#t('views:name') }).fill(name);
    if (shared) await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: this.#t('views:save'), exact: true }).click();
    await this.button(name).waitFor();
  }

  /** Gives a saved view another name. */
  async rename(name: string, to: string): Promise<void> {
    await this.openMenu();
    await this.menu
      .getByRole('button', { name: this.#t('views:renameOf', { name }), exact: true })
      .click();
    const dialog = this.#page.getByRole('dialog', { name: this.#t('views:renameTitle') });
    await dialog.getByRole('textbox', { name: this.#t('views:name') }).fill(to);
    await dialog.getByRole('button', { name: this.#t('views:save'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** The views of one kind in the open menu. */
  section(kind: 'private' | 'shared' | 'always'): Locator {
    return this.menu.getByRole('region', { name: this.#t(`views:${kind}`), exact: true });
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('views:save'), exact: true }).click();
  }

  async restore(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('views:restore'), exact: true }).click();
  }

  /** Deletes a saved view from the menu, which stays open. */
  async remove(name: string): Promise<void> {
    await this.openMenu();
    await this.menu
      .getByRole('button', { name: this.#t('views:removeOf', { name }), exact: true })
      .click();
  }

  get chooser(): Locator {
    return this.#page.getByRole('dialog', { name: this.#t('views:columns.title') });
  }

  async openChooser(): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#t('views:columns.button'), exact: true })
      .click();
    await this.chooser.waitFor();
  }

  async closeChooser(): Promise<void> {
    await this.chooser.getByRole('button', { name: this.#t('views:columns.done') }).click();
    await this.chooser.waitFor({ state: 'hidden' });
  }

  /** The check of a column in the chooser. */
  column(name: string): Locator {
    return this.chooser.getByRole('checkbox', { name, exact: true });
  }

  /** The handle of a column in the chooser. */
  handle(name: string): Locator {
    return this.chooser.getByRole('button', {
      name: this.#t('views:columns.drag', { name }),
      exact: true,
    });
  }

  /** The headers of the grid from left to right. */
  headers(): Promise<string[]> {
    return this.#page.locator('.ag-header-cell').evaluateAll((cells) =>
      cells
        .map((cell) => ({
          id: cell.getAttribute('col-id') ?? '',
          left: cell.getBoundingClientRect().left,
        }))
        .toSorted((a, b) => a.left - b.left)
        .map(({ id }) => id),
    );
  }

  /** Gathers rows by a field. */
  async groupBy(field: string, second?: string): Promise<void> {
    const form = await this.openGroups();
    await choose(
      this.#page,
      form.getByRole('combobox', { name: this.#t('views:group.first') }),
      this.#t(`views:group.field.${field}`),
    );
    if (second !== undefined) {
      await choose(
        this.#page,
        form.getByRole('combobox', { name: this.#t('views:group.second') }),
        this.#t(`views:group.field.${second}`),
      );
    }
    await this.closeGroups(form);
  }

  async collapseAll(): Promise<void> {
    const form = await this.openGroups();
    await form.getByRole('button', { name: this.#t('views:group.collapseAll') }).click();
    await this.closeGroups(form);
  }

  /** The headers among the rows that are on the screen. */
  get groups(): Locator {
    return this.#page.locator('.ag-full-width-row');
  }

  /** The names on the screen from top to bottom, without the headers. */
  namesInOrder(): Promise<string[]> {
    return this.#page.locator('.ag-row [col-id="name"]').evaluateAll((cells) =>
      cells
        .map((cell) => ({
          name: cell.textContent ?? '',
          at: Number(cell.closest('[row-index]')?.getAttribute('row-index')),
        }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ name }) => name),
    );
  }

  /** The header of a group by its value. */
  group(value: string): Locator {
    return this.groups.filter({ hasText: value });
  }

  async openGroups(): Promise<Locator> {
    const names = [
      this.#t.like('views:group.button', {}, true),
      this.#t.like('views:group.by', {}, true),
    ];
    const either = new RegExp(names.map(({ source }) => source).join('|'));
    await this.#page.getByRole('button', { name: either }).click();
    const form = this.#page.getByRole('group', { name: this.#t('views:group.title'), exact: true });
    await form.waitFor();
    return form;
  }

  async closeGroups(form: Locator): Promise<void> {
    await form.getByRole('button', { name: this.#t('views:columns.done') }).click();
    await form.waitFor({ state: 'hidden' });
  }
}
