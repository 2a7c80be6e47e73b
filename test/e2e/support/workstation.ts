import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { AppSettings } from '../../../shared/workspace/model';

const root = join(import.meta.dirname, '..', '..', '..');

export interface LaunchOptions {
  readonly settings?: Partial<AppSettings>;
  /** A profile folder that outlives the launch (restart tests); a fresh one otherwise. */
  readonly profile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Null leaves the window as the app opened it. */
  readonly size?: { readonly width: number; readonly height: number } | null;
}

export interface Workstation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** What the Content Security Policy refused on any screen so far; expected empty. */
  readonly violations: () => Promise<string[]>;
  /** Errors that reached the page's console; expected empty. */
  readonly errors: readonly string[];
  /** Folder for files that dialogs are made to answer with. */
  readonly files: string;
  readonly close: () => Promise<void>;
}

/** A new empty profile with the given settings already chosen. */
export function makeProfile(settings: Partial<AppSettings> = {}): string {
  const profile = mkdtempSync(join(tmpdir(), 'sandtable-e2e-'));
  const chosen = { language: 'zh-CN', theme: 'light', ...settings };
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(chosen));
  return profile;
}

/** Executable and arguments that start the built workstation on a profile. */
export function startLine(profile: string): { executable: string; args: string[] } {
  const executable = process.env['SANDTABLE_ELECTRON'];
  if (executable === undefined) throw new Error('start through `npm test` or `npm start`');
  const fixed = JSON.parse(process.env['SANDTABLE_ELECTRON_ARGS'] ?? '[]') as string[];
  return { executable, args: [...fixed, `--user-data-dir=${profile}`, root] };
}

/** Starts the real, built workstation in the Electron that the bootstrap found. */
export async function launch(options: LaunchOptions = {}): Promise<Workstation> {
  const profile = options.profile ?? makeProfile(options.settings);
  const files = join(profile, 'files');
  mkdirSync(files, { recursive: true });
  const { executable, args } = startLine(profile);
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args, ...(options.args ?? [])],
    env: { ...process.env, TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', ...options.env },
    timeout: 30_000,
  });
  const page = await app.firstWindow();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await collectViolations(page);
  // What moves cannot be clicked or pictured; the app keeps still for people who ask for it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const size = options.size === undefined ? { width: 1440, height: 900 } : options.size;
  if (size !== null) {
    await app.evaluate(
      ({ BrowserWindow }, { width, height }) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    );
  }
  return {
    app,
    page,
    profile,
    files,
    errors,
    violations: () => page.evaluate(() => window.refused ?? []),
    close: async () => {
      await app.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

declare global {
  interface Window {
    refused?: string[];
  }
}

async function collectViolations(page: Page): Promise<void> {
  const listen = () => {
    window.refused ??= [];
    document.addEventListener('securitypolicyviolation', (event) => {
      const where = `${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`;
      window.refused?.push(`${event.effectiveDirective} ${event.blockedURI} at ${where}`);
    });
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
}

/** Makes the system's "save as" dialog answer with this file, by default in the launch's folder. */
export async function answerSaveDialog(station: Workstation, file: string): Promise<string> {
  const filePath = resolve(station.files, file);
  await station.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  return filePath;
}

/** Takes the place of the system's programs and file manager; answers with what they were asked to show. */
export async function recordShown(station: Workstation): Promise<() => Promise<string[]>> {
  await station.app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.openPath = (path) => {
      shown.push(`open ${path}`);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (path) => {
      shown.push(`folder ${path}`);
    };
  });
  return () =>
    station.app.evaluate(() => (globalThis as unknown as { readonly shown: string[] }).shown);
}

/** Makes the system's "open file" dialog answer with this file. */
export async function answerOpenDialog(station: Workstation, path: string): Promise<void> {
  await station.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}
