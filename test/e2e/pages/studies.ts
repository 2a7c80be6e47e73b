import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** The sandbox asked by a scenario model: levers at the left, what they show at the right. */
export class StudiesPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** Chooses a question by the name of its model. */
  async ask(name: string): Promise<void> {
    const label = this.#t('study:question');
    await choose(this.#page, this.#page.getByRole('combobox', { name: label }), name);
    await this.form.waitFor();
  }

  get form(): Locator {
    return this.#page.getByRole('form', { name: this.#t('study:form') });
  }

  /** Which variant is best, in a sentence. */
  get answer(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#t.like('study:answer.futures') });
  }

  /** On how many futures what is shown stands. */
  get live(): Locator {
    return this.#page.getByText(this.#t.like('study:live.still'));
  }

  slider(name: string): Locator {
    return this.form.getByRole('slider', { name }).last();
  }

  get table(): Locator {
    return this.#page.getByRole('group', { name: this.#t.like('study:table.title') }).first();
  }

  async openAssumptions(): Promise<Locator> {
    await this.form.getByRole('button', { name: this.#t.like('study:assumptions.open') }).click();
    const drawer = this.#page.getByRole('dialog', { name: this.#t('study:assumptions.title') });
    await drawer.waitFor();
    return drawer;
  }

  async playCurve(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('study:response.play') }).click();
    await this.#page.getByRole('figure', { name: this.#t.like('study:response.chart') }).waitFor();
  }

  /** Asks what position reaches the target as it stands; resolves with the sentence that answers. */
  async findPosition(): Promise<Locator> {
    const section = this.#page.getByRole('region', { name: this.#t('study:reach.title') });
    await section.getByRole('button', { name: this.#t('study:reach.play') }).click();
    await section.getByRole('figure').waitFor({ timeout: 60_000 });
    await section.getByRole('figure').scrollIntoViewIfNeeded();
    return section.getByRole('status');
  }

  /** Measures risks; resolves when they are told in sentences. */
  async measureRisks(): Promise<Locator> {
    const section = this.#page.getByRole('region', { name: this.#t('study:risks.title') });
    await section.getByRole('button', { name: this.#t('study:risks.measure') }).click();
    await section.getByRole('figure').waitFor({ timeout: 60_000 });
    await section.getByRole('figure').scrollIntoViewIfNeeded();
    return section;
  }

  /** Splits what is uncertain among the assumptions; resolves when the shares are drawn. */
  async splitUncertainty(): Promise<Locator> {
    const section = this.#page.getByRole('region', { name: this.#t('study:sensitivity.title') });
    await section.getByRole('button', { name: this.#t('study:sensitivity.measure') }).click();
    await section.getByRole('figure').waitFor({ timeout: 120_000 });
    await section.getByRole('figure').scrollIntoViewIfNeeded();
    return section;
  }

  /** Starts what will be kept and does not wait for it. */
  async start(): Promise<void> {
    await this.form.getByRole('button', { name: this.#t.like('study:run') }).click();
  }

  /** Stops the study under way by the button beside its progress. */
  async cancel(): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#t('common:cancel'), exact: true })
      .first()
      .click();
  }

  async keep(): Promise<void> {
    await this.form.getByRole('button', { name: this.#t.like('study:run') }).click();
    await this.facts.waitFor({ timeout: 60_000 });
  }

  /** Seed, versions and fingerprints of a kept study. */
  get facts(): Locator {
    return this.#page.getByText(this.#t.like('study:kept.facts'));
  }

  /** Decides to carry out the variant that leads. */
  async adopt(): Promise<void> {
    const decision = this.#page.getByRole('region', { name: this.#t('study:decision.title') });
    await decision.getByText(this.#t('study:status.adopted')).click();
    await decision.getByRole('button', { name: this.#t('study:decision.keep') }).click();
    await this.promises.waitFor();
  }

  /** What was promised and what happened. */
  get promises(): Locator {
    return this.#page.getByRole('region', { name: this.#t('study:promises.title') });
  }

  async reject(reason: string): Promise<void> {
    const decision = this.#page.getByRole('region', { name: this.#t('study:decision.title') });
    await decision.getByText(this.#t('study:status.rejected')).click();
    await decision.getByRole('textbox').fill(reason);
    await decision.getByRole('button', { name: this.#t('study:decision.keep') }).click();
  }

  /** Makes a document of the kept study; it opens when its risks are measured. */
  async compose(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('study:kept.compose') }).click();
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('study:kept.save') }).click();
    await this.#page.getByText(this.#t.like('study:kept.saved')).waitFor();
  }

  async openFile(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('study:open') }).click();
  }

  /** Says that a file gave the same bits. */
  get identical(): Locator {
    return this.#page.getByText(this.#t.like('study:opened.identical'));
  }

  async openList(): Promise<Locator> {
    await this.#page.getByRole('button', { name: this.#t('study:list.title') }).click();
    const drawer = this.#page.getByRole('dialog', { name: this.#t('study:list.title') });
    await drawer.waitFor();
    return drawer;
  }
}
