import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WelcomePage } from '../pages/welcome.ts';
import { PREPARED } from './prepared.ts';
import { texts } from './texts.ts';
import { launch, makeProfile } from './workstation.ts';

/** Imports the demo once, through the real first screen; tests start from copies of what this leaves. */
export default async function prepare(): Promise<void> {
  const profile = makeProfile();
  const station = await launch({ profile });
  await new WelcomePage(station.page, texts('zh-CN')).openDemo();
  await station.app.close();
  rmSync(PREPARED, { recursive: true, force: true });
  mkdirSync(dirname(PREPARED), { recursive: true });
  cpSync(profile, PREPARED, { recursive: true, filter: (path) => !path.includes('Singleton') });
  rmSync(profile, { recursive: true, force: true });
  const recent = join(PREPARED, 'recent-workspaces.json');
  writeFileSync(recent, readFileSync(recent, 'utf8').replaceAll(profile, PREPARED));
}
