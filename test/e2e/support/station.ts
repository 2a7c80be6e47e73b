import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { AppSettings, Language } from '../../../shared/workspace/model';
import { pagesOf, type Pages } from '../pages/index.ts';
import { copyPrepared } from './prepared.ts';
import { launch, makeProfile, type LaunchOptions, type Workstation } from './workstation.ts';

/** A running workstation with its page models. */
export interface Desk extends Pages {
  readonly station: Workstation;
  readonly page: Workstation['page'];
  /** Ends the window, checks that it was quiet (no refused content, no console errors), removes the profile. */
  readonly close: () => Promise<void>;
}

interface DeskOptions extends Pick<LaunchOptions, 'size' | 'args' | 'env'> {
  readonly language?: Language;
  readonly settings?: Partial<AppSettings>;
  /** `demo` = the prepared demo workspace is open; `first` = a first start; or a profile that is there already. */
  readonly from?: 'demo' | 'first' | { readonly profile: string };
  /** Keeps the profile for another launch. */
  readonly keep?: boolean;
}

/** Starts a workstation for a spec. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const { language = 'zh-CN', from = 'demo', size, args = [], env = {} } = options;
  const settings = { language, ...options.settings };
  const profile =
    from === 'demo'
      ? copyPrepared(settings)
      : from === 'first'
        ? makeProfile(settings)
        : from.profile;
  const station = await launch({ profile, args, env, ...(size === undefined ? {} : { size }) });
  const pages = pagesOf(station.page, language);
  if (from === 'first') await pages.welcome.title.waitFor();
  else await pages.frame.heading.waitFor();
  return {
    ...pages,
    station,
    page: station.page,
    close: async () => {
      const refused = await station.violations();
      await station.close();
      if (options.keep !== true) rmSync(profile, { recursive: true, force: true });
      expect(refused, 'what the content security policy refused').toEqual([]);
      expect(station.errors, 'errors on the console').toEqual([]);
    },
  };
}

/** A file of `test/fixtures/pipeline`. */
export function fixture(name: string): string {
  return join(import.meta.dirname, '..', '..', 'fixtures', 'pipeline', name);
}
