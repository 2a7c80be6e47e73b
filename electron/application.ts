import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, nativeTheme } from 'electron';
import { z } from 'zod';
import { type Answers, answersOf, tell } from './ipc';
import { AppSettingsFile } from './shell/app-settings';
import { openLog } from './shell/log';
import { buildMenu } from './shell/menu';
import { assembleWorkstation } from './workstation';

z.config({ jitless: true });

/** Everything behind the windows. */
export interface Application {
  readonly answers: Answers;
  /** The colour of a window that has not drawn anything yet, by the theme in force. */
  readonly background: () => string;
  /** Tells the windows that the page died and was loaded again. */
  readonly pageCrashed: () => void;
  /** Everything is on the disk and the threads have ended. A failure is in the log. */
  readonly close: () => Promise<void>;
}

/**
 * Settings, log, menu, services.
 * @param windows the windows that may call and are told, as they come and go
 * @param mainFolder the folder of the built main process
 */
export function assembleApplication(
  windows: ReadonlySet<BrowserWindow>,
  mainFolder: string,
): Application {
  const userData = app.getPath('userData');
  const logFolder = join(userData, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const log = openLog(logFolder);
  const settings = new AppSettingsFile(join(userData, 'settings.json'), app.getLocale());
  log.info('start', { version: app.getVersion(), electron: process.versions['electron'] ?? '' });

  const toWindows: typeof tell extends (target: never, ...rest: infer R) => void
    ? (...rest: R) => void
    : never = (feed, message) => {
    for (const window of windows) tell(window.webContents, feed, message);
  };
  const follow = ({ theme }: { readonly theme: typeof settings.current.theme }) => {
    nativeTheme.themeSource = theme;
    const send = (commandId: string) => toWindows('menu', { commandId });
    Menu.setApplicationMenu(buildMenu(settings.current.language, send));
  };
  const workstation = assembleWorkstation({
    userData,
    logFolder,
    log,
    settings,
    mainFolder,
    tell: toWindows,
    onSettings: follow,
  });
  follow(settings.current);
  return {
    answers: answersOf({
      handlers: workstation.handlers,
      registerFile: workstation.registerFile,
      registerWritten: workstation.registerWritten,
      isKnownWindow: (sender) => [...windows].some((window) => window.webContents === sender),
      checkOutputs: !app.isPackaged,
      log: ({ call, code, message }) => log.error('call-failed', { call, code, message }),
    }),
    background: () => (nativeTheme.shouldUseDarkColors ? '#141414' : '#f5f5f5'),
    pageCrashed: () => toWindows('incident', { part: 'renderer', recovered: true }),
    close: () =>
      workstation
        .close()
        .catch((error: unknown) => log.error('close-failed', { message: String(error) })),
  };
}
