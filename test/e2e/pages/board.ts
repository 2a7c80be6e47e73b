import type { Locator, Page } from '@playwright/test';
import type { BoardColumn } from '../../../shared/pipeline/board';
import type { Texts } from '../support/texts.ts';

/** The deals as cards by stage. */
export class BoardPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get board() {
    return this.#page.getByRole('group', { name: this.#t('pipeline:board.label') });
  }

  /** Shows cards or cells by the switch of the toolbar. */
  async show(layout: 'grid' | 'board'): Promise<void> {
    const group = this.#page.getByRole('radiogroup', { name: this.#t('pipeline:board.layout') });
    await group.getByText(this.#t(`pipeline:board.as.${layout}`), { exact: true }).click();
  }

  /** Waits until cards are on the screen. */
  async ready(): Promise<void> {
    await this.board.locator('[data-card]').first().waitFor();
  }

  column(column: BoardColumn): Locator {
    return this.board.locator(`[data-column="${column}"]`);
  }

  /** The number that the head of a column says. */
  async count(column: BoardColumn): Promise<number> {
    const label = (await this.column(column).getAttribute('aria-label')) ?? '';
    return Number(/\d[\d,]*/.exec(label)?.[0]?.replaceAll(',', ''));
  }

  /** The button that makes a column a strip, and the one that makes it a column again. */
  foldButton(name: string): Locator {
    return this.board.getByRole('button', {
      name: this.#t('pipeline:board.fold', { column: name }),
    });
  }

  unfoldButton(column: BoardColumn): Locator {
    return this.column(column).getByRole('button');
  }

  /** Columns, strips counted, that can be seen as a whole without scrolling. */
  inSight(): Promise<string[]> {
    return this.board.evaluate((board) => {
      const { left, right } = board.getBoundingClientRect();
      return [...board.querySelectorAll<HTMLElement>('[data-column]')]
        .filter((column) => {
          const box = column.getBoundingClientRect();
          return box.left >= left - 1 && box.right <= right + 1;
        })
        .map((column) => column.dataset['column'] ?? '');
    });
  }

  card(name: string): Locator {
    return this.board.locator('[data-card]').filter({ hasText: name });
  }

  cardIn(column: BoardColumn, name: string): Locator {
    return this.column(column).locator('[data-card]').filter({ hasText: name });
  }

  /** Carries a card to another column with the pointer, and lets it go there. */
  async drag(name: string, to: BoardColumn): Promise<void> {
    await this.card(name).hover();
    const from = await this.card(name).boundingBox();
    const target = await this.column(to).boundingBox();
    if (from === null || target === null) throw new Error('not on the screen');
    const { mouse } = this.#page;
    await mouse.move(from.x + from.width / 2, from.y + 30);
    await mouse.down();
    await mouse.move(from.x + from.width / 2 + 12, from.y + 40, { steps: 3 });
    await mouse.move(target.x + target.width / 2, target.y + 140, { steps: 12 });
    await this.#page.locator(`[data-column="${to}"][data-target="true"]`).waitFor();
    await mouse.up();
  }

  /**
   * Looks at every change of the board from now on; the answer tells in how many columns the card stood: every number
   * that was seen. What keeps the place of a card that is being carried is none.
   */
  async watchPlaces(name: string): Promise<() => Promise<number[]>> {
    const seen = await this.board.evaluateHandle((board, text) => {
      const numbers = new Set<number>();
      const look = () => {
        const cards = [...board.querySelectorAll('[data-card]')].filter(
          (card) => card.closest('[data-dnd-placeholder]') === null,
        );
        numbers.add(cards.filter((card) => card.textContent?.includes(text)).length);
      };
      look();
      new MutationObserver(look).observe(board, { childList: true, subtree: true });
      return numbers;
    }, name);
    return () => seen.evaluate((numbers) => [...numbers]);
  }

  /** The dialog that asks what a move needs. */
  get stageDialog() {
    return this.#page.getByRole('dialog', { name: this.#t.like('pipeline:stage.title') });
  }

  async openMenu(name: string): Promise<void> {
    await this.card(name).click({ button: 'right' });
    await this.#page.getByRole('menu').waitFor();
  }

  menuItem(text: string): Locator {
    return this.#page.getByRole('menuitem', { name: text });
  }

  /** The rules of the pipeline's stages. */
  get rules() {
    return this.#page.getByRole('dialog', { name: this.#t.like('pipeline:rules.title') });
  }

  async openRules(): Promise<void> {
    // The hint of the button clicked before may lie over its neighbour.
    await this.#page.mouse.move(0, 0);
    await this.#page.getByRole('button', { name: this.#t('pipeline:rules.open') }).click();
    await this.rules.waitFor();
  }

  async saveRules(): Promise<void> {
    await this.rules.getByRole('button', { name: this.#t('pipeline:rules.save') }).click();
    await this.rules.waitFor({ state: 'hidden' });
  }

  /** Requests that wait, and those of one's own. */
  get approvals() {
    return this.#page.getByRole('dialog', { name: this.#t('pipeline:approval.title') });
  }

  async openApprovals(): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#t.like('pipeline:approval.open', {}, true) })
      .click();
    await this.approvals.waitFor();
  }

  async closeApprovals(): Promise<void> {
    await this.approvals.locator('.ant-drawer-close').click();
    await this.approvals.waitFor({ state: 'hidden' });
  }
}
