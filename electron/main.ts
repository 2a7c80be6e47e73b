import { join } from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import type { Application } from './application';
import { openChannels } from './shell/channels';
import { commandWords } from './shell/command-words';
import { serveDevPage } from './shell/dev-page';
import { isDrivenFromOutside, keepOtherOriginsOut, lockEveryWindow } from './shell/lockdown';
import { registerAppScheme, serveApp } from './shell/protocol';
import { quitCleanly } from './shell/quit';
import { openMainWindow, preloadPath } from './shell/window';

// Only what a window needs to begin is imported here: its page starts in a process of its own, and while it does this
// process loads the rest (`application.ts`: contract, services, settings), which takes about as long.

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

/** The boot sequence: page, window, and beside it everything else. */
function start(): void {
  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  keepOtherOriginsOut(session.defaultSession, devServer);
  if (devServer === undefined) {
    serveApp(session.defaultSession, join(__dirname, '..', 'renderer'));
  } else serveDevPage(session.defaultSession, devServer);

  const windows = new Set<BrowserWindow>();
  const application = load(windows);
  openChannels(application.then(({ answers }) => answers));
  const openWindow = () => {
    const window = openMainWindow({
      stateFile: join(app.getPath('userData'), 'window.json'),
      preload: preloadPath(__dirname),
      background: application.then(({ background }) => background()),
      onCrash: () => void application.then(({ pageCrashed }) => pageCrashed()),
    });
    windows.add(window);
    window.on('closed', () => windows.delete(window));
  };
  openWindow();
  app.on('second-instance', () => {
    const [window] = windows;
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => windows.size === 0 && openWindow());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  quitCleanly(async () => (await application).close());
}

/** Loads the application behind the windows; when that fails, says so and ends. */
async function load(windows: ReadonlySet<BrowserWindow>): Promise<Application> {
  // The window of this turn of the event loop is opened first.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    const { assembleApplication } = await import('./application');
    return assembleApplication(windows, __dirname);
  } catch (error) {
    dialog.showErrorBox('Sandtable', error instanceof Error ? (error.stack ?? '') : String(error));
    app.exit(1);
    throw error;
  }
}
