import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import type { Column, PipelinePage } from './pipeline.ts';

/** The grid of opportunities as a sheet: ranges, the bar below, previews and the form for many rows. */
export class SheetPage {
  readonly #page: Page;
  readonly #t: Texts;
  readonly #pipeline: PipelinePage;

  constructor(page: Page, t: Texts, pipeline: PipelinePage) {
    this.#page = page;
    this.#t = t;
    this.#pipeline = pipeline;
  }

  get bar(): Locator {
    return this.#page.getByRole('region', { name: this.#t('sheet:bar.label') });
  }

  /** 已选 3 行 × 2 列. */
  size(rows: number | string, columns: number): Locator {
    return this.bar.getByText(this.#t('sheet:bar.size', { rows, columns }));
  }

  /** A figure of the bar; its hint has all its digits. */
  figureButton(name: 'count' | 'sum' | 'average'): Locator {
    return this.bar.getByRole('button', { name: this.#t(`sheet:bar.${name}`) });
  }

  /** A figure of the bar with all its digits. */
  async figure(name: 'count' | 'sum' | 'average'): Promise<string> {
    const pattern = this.#t.like(
      'sheet:bar.copyFigure',
      { name: this.#t(`sheet:bar.${name}`) },
      true,
    );
    const hint = await this.figureButton(name).getAttribute('title');
    return pattern.exec(hint ?? '')?.[1] ?? '';
  }

  get bulkButton(): Locator {
    return this.bar.getByRole('button', { name: this.#t('sheet:bar.bulk') });
  }

  get removeButton(): Locator {
    return this.bar.getByRole('button', { name: this.#t.like('sheet:bar.remove') });
  }

  /** The preview of an edit. */
  plan(kind: 'paste' | 'fill' | 'clear' | 'bulk'): Locator {
    return this.#page.getByRole('dialog', { name: this.#t(`sheet:plan.title.${kind}`) });
  }

  get bulkForm(): Locator {
    return this.#page.getByRole('dialog', { name: this.#t.like('sheet:bulk.title', {}, true) });
  }

  /** Notice of something done, with its button to take it back. */
  notice(text: string): Locator {
    return this.#page.getByRole('alert').filter({ hasText: text }).first();
  }

  /** Drags with the pointer from one cell to another. */
  async drag(from: Locator, to: Locator, corner = false): Promise<void> {
    const [a, b] = await Promise.all([from.boundingBox(), to.boundingBox()]);
    if (a === null || b === null) throw new Error('a cell is not on the screen');
    const start = corner
      ? { x: a.x + a.width - 3, y: a.y + a.height - 3 }
      : { x: a.x + a.width / 2, y: a.y + a.height / 2 };
    await this.#page.mouse.move(start.x, start.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 5 });
    await this.#page.mouse.up();
  }

  /** The texts of a column's first cells. */
  async texts(column: Column, rows: number): Promise<string[]> {
    return Promise.all(
      Array.from(
        { length: rows },
        async (_none, row) => (await this.#pipeline.cellAt(row, column).textContent()) ?? '',
      ),
    );
  }
}
