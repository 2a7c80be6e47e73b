import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppSettings } from '../../../shared/workspace/model';
import { makeProfile } from './workstation.ts';

/** The profile that the global setup leaves behind: the demo workspace, imported and closed. */
export const PREPARED = join(import.meta.dirname, '..', '..', '..', 'artifacts', 'e2e-profile');

/** What Chromium leaves in a profile and makes again by itself; the rest is copied. */
const NOT_COPIED = /Cache|Crashpad|Singleton|\.lock$|files$|logs$/;

/** A new profile in which the demo workspace is ready: importing it again would take ten seconds a test. */
export function copyPrepared(settings: Partial<AppSettings> = {}): string {
  const profile = makeProfile(settings);
  const chosen = readFileSync(join(profile, 'settings.json'));
  cpSync(PREPARED, profile, { recursive: true, filter: (path) => !NOT_COPIED.test(path) });
  writeFileSync(join(profile, 'settings.json'), chosen);
  const recent = join(profile, 'recent-workspaces.json');
  if (!existsSync(recent)) throw new Error('the prepared profile has no workspace');
  // The list holds absolute paths; the copy must open its own workspace.
  writeFileSync(recent, readFileSync(recent, 'utf8').replaceAll(PREPARED, profile));
  return profile;
}
