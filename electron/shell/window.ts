import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { isOwnPage } from './lockdown';
import { APP_ORIGIN } from './origin';
import { placeWindow, readWindowState, saveWindowState } from './window-state';

interface WindowOptions {
  readonly stateFile: string;
  readonly preload: string;
  /** Comes with the settings; the window is shown after it. */
  readonly background: Promise<string>;
  readonly onCrash: () => void;
}

/** Opens the workstation's window: sandboxed, isolated, on our own page, where it was left. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const state = placeWindow(readWindowState(options.stateFile), screens);
  const window = new BrowserWindow({
    x: state.x,
    y: state.y,
    width: state.width,
    height: state.height,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Sandtable',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // The page's scripts change only with the app: keep them compiled from the first start on.
      v8CacheOptions: 'bypassHeatCheck',
      devTools: !app.isPackaged && process.env['SANDTABLE_DEV'] === '1',
    },
  });
  if (state.maximized) window.maximize();
  const drawn = new Promise((resolve) => window.once('ready-to-show', () => resolve(null)));
  void Promise.all([options.background, drawn]).then(([background]) => {
    if (window.isDestroyed()) return;
    window.setBackgroundColor(background);
    window.show();
  });
  window.on('close', () => {
    saveWindowState(options.stateFile, {
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  });
  recoverFromCrash(window, options.onCrash);
  const show = () => void window.loadURL(`${APP_ORIGIN}/index.html`);
  // To an empty page a script may go without being asked first (`will-navigate` is not told of it): it leads back.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isOwnPage(address)) show();
  });
  show();
  return window;
}

/** A dead page is loaded again, at most three times a minute; the person is told in the new page. */
function recoverFromCrash(window: BrowserWindow, onCrash: () => void): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length > 3) return;
    window.webContents.once('did-finish-load', onCrash);
    window.webContents.reload();
  });
}

/** Where the built preload lies beside the built main file. */
export function preloadPath(mainFolder: string): string {
  return join(mainFolder, '..', 'preload', 'preload.cjs');
}
