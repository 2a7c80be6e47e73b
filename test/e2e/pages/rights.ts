import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

type Role = 'owner' | 'manager' | 'consultant' | 'solutionManager' | 'operations';

/** Roles and rights, a tab of the settings, and the band while one looks as another person. */
export class RightsPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  role(name: string) {
    return this.#page.getByRole('combobox', { name: this.#t('rights:people.roleOf', { name }) });
  }

  /** The role's word, as the list shows it. */
  roleShown(name: string) {
    return this.#page.locator('.ant-select', { has: this.role(name) });
  }

  async setRole(name: string, role: Role): Promise<void> {
    await choose(this.#page, this.role(name), this.#t(`rights:role.${role}`));
  }

  team(name: string) {
    return this.#page.getByRole('combobox', { name: this.#t('rights:people.teamOf', { name }) });
  }

  async lookAs(name: string): Promise<void> {
    const button = this.#t('rights:people.lookAsName', { name });
    await this.#page.getByRole('button', { name: button, exact: true }).click();
    await this.band.waitFor();
  }

  /** Says as whom one looks. */
  get band() {
    return this.#page.getByRole('region', { name: this.#t('app:looking.title') });
  }

  async lookInRole(role: Role): Promise<void> {
    const list = this.band.getByRole('combobox', { name: this.#t('app:looking.role') });
    await choose(this.#page, list, this.#t(`rights:role.${role}`));
    await this.band.filter({ hasText: this.#t(`rights:role.${role}`) }).waitFor();
  }

  get leaveButton() {
    return this.band.getByRole('button');
  }

  /** The question before one gives up the own ownership. */
  get giveUp() {
    return this.#page.getByRole('dialog', { name: this.#t('rights:people.giveUpTitle') });
  }
}
