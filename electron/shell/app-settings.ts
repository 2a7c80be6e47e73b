import { readFileSync } from 'node:fs';
import { appSettingsSchema, type AppSettings, type Language } from '#shared/workspace/model';
import { writeFileAtomicSync } from './atomic-file';

/** Chinese where the system speaks Chinese, English elsewhere. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Settings as of the first start on a system with the given locale. */
export function defaultSettings(locale: string): AppSettings {
  return {
    language: languageOf(locale),
    theme: 'system',
    density: 'standard',
    amountUnit: 'auto',
    singleKeyShortcuts: true,
    threads: 0,
  };
}

/** What is needed before a workspace is open, in one small JSON. A broken or missing file gives the defaults. */
export class AppSettingsFile {
  #file: string;
  #settings: AppSettings;

  constructor(file: string, locale: string) {
    this.#file = file;
    this.#settings = { ...defaultSettings(locale), ...readKnown(file) };
  }

  get current(): AppSettings {
    return this.#settings;
  }

  save(patch: Partial<AppSettings>): AppSettings {
    this.#settings = appSettingsSchema.parse({ ...this.#settings, ...patch });
    writeFileAtomicSync(this.#file, `${JSON.stringify(this.#settings, null, 2)}\n`);
    return this.#settings;
  }
}

/** The settings of the file that are still valid, one by one: an unknown or broken one falls back to its default. */
function readKnown(file: string): Partial<AppSettings> {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
  if (typeof stored !== 'object' || stored === null) return {};
  const known = Object.entries(appSettingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(known);
}
