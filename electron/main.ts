import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, session } from 'electron';
import { z } from 'zod';
import { bindIpc, tell } from './ipc';
import { AppSettingsFile } from './shell/app-settings';
import { commandWords } from './shell/command-words';
import { serveDevPage } from './shell/dev-page';
import { isDrivenFromOutside, keepOtherOriginsOut, lockEveryWindow } from './shell/lockdown';
import { openLog } from './shell/log';
import { buildMenu } from './shell/menu';
import { registerAppScheme, serveApp } from './shell/protocol';
import { quitCleanly } from './shell/quit';
import { openMainWindow, preloadPath } from './shell/window';
import { assembleWorkstation } from './workstation';

z.config({ jitless: true });
const command = commandWords(process.argv);
if (isDrivenFromOutside()) app.exit(1);
else if (command !== null) {
  void import('./cli/program').then(({ runProgram }) => runProgram(command, __dirname));
} else startWindows();

function startWindows(): void {
  registerAppScheme();
  // As root on Linux Chromium starts only without its own sandbox; windows ask for theirs all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockEveryWindow();
  if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
  else app.quit();
}

/** The boot sequence: settings, log, page, services, window. */
async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const logFolder = join(userData, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const log = openLog(logFolder);
  const settings = new AppSettingsFile(join(userData, 'settings.json'), app.getLocale());
  log.info('start', { version: app.getVersion(), electron: process.versions['electron'] ?? '' });

  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  keepOtherOriginsOut(session.defaultSession, devServer);
  if (devServer === undefined) {
    await serveApp(session.defaultSession, join(__dirname, '..', 'renderer'));
  } else serveDevPage(session.defaultSession, devServer);

  const windows = new Set<BrowserWindow>();
  const toWindows: typeof tell extends (target: never, ...rest: infer R) => void
    ? (...rest: R) => void
    : never = (feed, message) => {
    for (const window of windows) tell(window.webContents, feed, message);
  };
  const showMenu = () => {
    const send = (commandId: string) => toWindows('menu', { commandId });
    Menu.setApplicationMenu(buildMenu(settings.current.language, send));
  };
  const workstation = assembleWorkstation({
    userData,
    logFolder,
    log,
    settings,
    mainFolder: __dirname,
    tell: toWindows,
    onSettings: ({ theme }) => {
      nativeTheme.themeSource = theme;
      showMenu();
    },
  });
  bindIpc({
    handlers: workstation.handlers,
    registerFile: workstation.registerFile,
    registerWritten: workstation.registerWritten,
    isKnownWindow: (sender) => [...windows].some((window) => window.webContents === sender),
    checkOutputs: !app.isPackaged,
    log: ({ call, code, message }) => log.error('call-failed', { call, code, message }),
  });

  const openWindow = () => {
    const window = openMainWindow({
      stateFile: join(userData, 'window.json'),
      preload: preloadPath(__dirname),
      theme: settings.current.theme,
      onCrash: () => toWindows('incident', { part: 'renderer', recovered: true }),
    });
    windows.add(window);
    window.on('closed', () => windows.delete(window));
  };
  showMenu();
  openWindow();
  app.on('second-instance', () => {
    const [window] = windows;
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => windows.size === 0 && openWindow());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  quitCleanly(workstation.close, (error) => log.error('close-failed', { message: String(error) }));
}
