import { app } from 'electron';
import { pdfWindow } from '#electron/composer/pdf-window';
import { lockEveryWindow } from '#electron/shell/lockdown';
import type { CliHost } from './context';

/** Electron as a command uses it: no window to see, nothing but printing. */
export interface ElectronHost {
  readonly pdf: NonNullable<CliHost['pdf']>;
  readonly exit: (code: number) => void;
}

/** To be called before Electron is ready; resolves when windows can be made. `onStop`: the process is asked to end. */
export async function electronHost(onStop: () => void): Promise<ElectronHost> {
  // As root on Linux Chromium starts only without its own sandbox; the window asks for its own all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockEveryWindow();
  app.dock?.hide();
  // Without a listener Electron would end with its last window, that is in the middle of an export.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    onStop();
  });
  await app.whenReady();
  return { pdf: pdfWindow, exit: (code) => app.exit(code) };
}
