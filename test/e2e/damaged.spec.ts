import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import type { Language } from '../../shared/workspace/model';
import { pagesOf } from './pages/index';
import './support/bridge';
import { capture } from './support/capture';
import type { Desk } from './support/station';
import { launch, makeProfile } from './support/workstation';

const PASSPHRASE = 'correct horse 马';
const PAGE = 8192;

/** A workspace with one backup and two later steps, of whose replica the last page was then overwritten. */
async function damagedProfile(language: Language): Promise<string> {
  const profile = makeProfile({ language, theme: 'system' });
  const station = await launch({ profile });
  const folder = await station.page.evaluate(async (passphrase) => {
    const bridge = window.sandtable;
    if (!bridge) throw new Error('no bridge');
    const workspace = { name: '华东 East', userName: '林晓', folder: null, passphrase };
    const made = await bridge['workspace.create'](workspace);
    if (!made.ok || made.value.status !== 'open') throw new Error('not created');
    const add = (name: string) => bridge['pipeline.createPipeline']({ name, currency: 'CNY' });
    await add('A');
    // Enough that the file ends with a page of rows, not of the schema, without which nothing can be read.
    for (let count = 1; count <= 100; count += 1) await add(`filler ${count}`);
    await bridge['workspace.backup']({});
    await add('B');
    await add('C');
    return made.value.workspace.folder;
  }, PASSPHRASE);
  await station.app.close();
  const file = join(folder, 'replica.db');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(1, bytes.length - PAGE));
  return profile;
}

/** Starts on a damaged workspace, up to the card that shows the ways back. */
async function openDamaged(language: Language): Promise<Desk & { card: Locator }> {
  const profile = await damagedProfile(language);
  const station = await launch({ profile });
  const { page } = station;
  const pages = pagesOf(page, language);
  const { t } = pages;
  await page.getByLabel(t('home:create.passphrase')).fill(PASSPHRASE);
  await page.getByRole('button', { name: t('home:locked.open'), exact: true }).click();
  const card = page.getByRole('region', { name: t('home:damaged.title', { name: '华东 East' }) });
  await card.getByLabel(t('home:create.passphrase')).fill(PASSPHRASE);
  await card.getByRole('button', { name: t('home:damaged.look'), exact: true }).click();
  await expect(card.getByRole('button', { name: t('home:damaged.recover') })).toBeEnabled();
  const close = async () => {
    await station.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { ...pages, station, page, card, close };
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`a damaged workspace says what can be brought back, and brings it back (${language})`, async () => {
    const desk = await openDamaged(language);
    const { t, page, card } = desk;
    // Two edits, and the entry of the backup in the audit.
    await expect(card).toContainText(t.like('home:damaged.recoverFromBackup', { steps: 3 }));
    await capture(desk, 'damaged');
    await card.getByRole('button', { name: t('home:damaged.recover') }).click();
    await desk.frame.heading.waitFor();
    const notice = page.getByRole('status').filter({ hasText: t('home:recovered.title') });
    await expect(notice).toContainText(t('home:recovered.nothingMissing'));
    await capture(desk, 'recovered');
    const names = await page.evaluate(async () => {
      const reply = await window.sandtable?.['pipeline.list']({});
      const all = reply?.ok ? reply.value.map((pipeline) => pipeline.name) : [];
      return all.filter((name) => !name.startsWith('filler'));
    });
    expect(names.toSorted()).toEqual(['A', 'B', 'C']);
    await desk.close();
  });

  test(`a damaged workspace can be looked at with nothing changed (${language})`, async () => {
    const desk = await openDamaged(language);
    const { t, page, card } = desk;
    await card.getByRole('button', { name: t('home:damaged.readOnly'), exact: true }).click();
    await desk.frame.heading.waitFor();
    const band = page.getByRole('region', { name: t('app:readOnly.title') });
    await expect(band).toContainText(t('app:readOnly.damaged'));
    await capture(desk, 'read-only');
    await desk.close();
  });
}
